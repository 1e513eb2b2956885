import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../core/random/random.js';
import { sampleShop } from '../../core/sample/sample-shop.js';
import { openLocalIo } from '../../io/local-io.js';
import { printTables, type TablePrint } from '../lib/stored-rows.js';

/** The command line as it is installed: `npm test` builds it first. */
const program = join(__dirname, '../../dist/insiders.js');

/** One space, one model, few numbers of segments: a run of two seconds. */
const fastRules = 'segmentation: { spaces: [scaled], models: [kmeans], kTo: 5, starts: 1, resamples: 2 }\n';

/** What a folder of results holds: rows without times, objects by key, the manifest. */
export interface HomeState {
  readonly rows: readonly TablePrint[];
  readonly keys: readonly string[];
  readonly manifest: string;
}

/** A folder to run the program in, with small files of orders `a.csv`, `b.csv`, `c.csv` that do not overlap. */
export interface SmallDataset {
  readonly folder: string;
  insiders(...words: string[]): { status: number | null; stdout: string; stderr: string };
  /** Runs files into the dataset `shop` of a folder of results. */
  run(out: string, ...files: string[]): { status: number | null; stdout: string; stderr: string };
  startRun(out: string, ...files: string[]): ChildProcess;
  stateOf(out: string): Promise<HomeState>;
  write(name: string, content: string): string;
  remove(): void;
}

export function smallDataset(): SmallDataset {
  const folder = mkdtempSync(join(tmpdir(), 'insiders-small-'));
  const write = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return name;
  };
  write('rules.yaml', fastRules);
  for (const [i, name] of ['a', 'b', 'c'].entries()) {
    const text = [...sampleShop({ random: createRandom(i + 1), customers: 60 })].join('');
    // Numbers and names of one file's own, so that no invoice takes the place of another's.
    const [header, ...lines] = text.trim().split('\n');
    const own = lines.map((line) => line.replace(/^(C?)/, `$1${name.toUpperCase()}`));
    write(`${name}.csv`, `${[header, ...own].join('\n')}\n`);
  }
  const insiders = (...words: string[]) =>
    spawnSync(process.execPath, [program, ...words], { cwd: folder, encoding: 'utf8', timeout: 120_000 });
  const wordsOf = (out: string, files: readonly string[]) => [
    ...['run', ...files, '--dataset', 'shop', '--rules', 'rules.yaml', '--out', out],
  ];
  return {
    folder,
    write,
    insiders,
    run: (out, ...files) => insiders(...wordsOf(out, files)),
    startRun: (out, ...files) =>
      spawn(process.execPath, [program, ...wordsOf(out, files)], { cwd: folder, stdio: 'pipe' }),
    async stateOf(out) {
      const io = openLocalIo(join(folder, out, 'data'));
      try {
        return {
          rows: await printTables(await io.database()),
          keys: await io.store.keys(''),
          manifest: Buffer.from(await io.store.read('lake/shop/manifest.json')).toString(),
        };
      } finally {
        await io.close();
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
