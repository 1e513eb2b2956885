import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../core/random/random.js';
import { sampleShop } from '../../core/sample/sample-shop.js';

const program = join(__dirname, '../../dist/insiders.js');

/** A folder of results with two datasets: `shop`, with two runs, and `other`. */
export interface ShopFolder {
  readonly folder: string;
  readonly out: string;
  readonly home: string;
  /** Lines of the shop's file of orders, the header first. */
  readonly orders: readonly string[];
  /** Rows of a list of the shop's newest run, by name. */
  list(name: string): Record<string, string>[];
  insiders(...words: string[]): { status: number | null; stdout: string; stderr: string };
  remove(): void;
}

/** A model that gives the customers it was fitted to exactly the segments that it found, in a few seconds. */
const rules = 'segmentation: { spaces: [scaled], models: [kmeans], kTo: 5, starts: 1, resamples: 2 }\n';

export function shopFolder(): ShopFolder {
  const folder = mkdtempSync(join(tmpdir(), 'insiders-api-'));
  const out = join(folder, 'insiders-out');
  const insiders = (...words: string[]) =>
    spawnSync(process.execPath, [program, ...words], { cwd: folder, encoding: 'utf8', timeout: 120_000 });
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('rules.yaml', rules);
  const text = [...sampleShop({ customers: 300, random: createRandom(3) })].join('');
  const orders = text.trim().split('\n');
  write('first.csv', `${orders.slice(0, -400).join('\n')}\n`);
  write('all.csv', text);
  write(
    'other.csv',
    [...sampleShop({ customers: 80, random: createRandom(9) })].join('').replaceAll(/,(1\d{4}),/g, ',x$1,'),
  );
  const run = (dataset: string, file: string) => {
    const { status, stderr } = insiders('run', file, '--dataset', dataset, '--rules', 'rules.yaml');
    if (status !== 0) throw new Error(stderr);
  };
  run('other', 'other.csv');
  run('shop', 'first.csv');
  run('shop', 'all.csv');
  return {
    ...{ folder, out, orders, insiders },
    home: join(out, 'data'),
    list(name) {
      const [header, ...lines] = readFileSync(join(out, name), 'utf8').trim().split('\n').map(cells);
      return lines.map((line) => Object.fromEntries(header!.map((column, i) => [column, line[i]!])));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The cells of a line of CSV. */
function cells(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .map(([, cell]) => cell!.replace(/^"|"$/g, '').replaceAll('""', '"'))
    .slice(0, line.endsWith(',') ? undefined : -1);
}
