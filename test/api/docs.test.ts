import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInsiders } from '../bin/run-insiders.js';
import { type SmallDataset, smallDataset } from '../bin/small-dataset.js';

const docs = readFileSync('docs/api.md', 'utf8');
const blocksOf = (section: string, language: string) => {
  const text = docs.slice(docs.indexOf(section), docs.indexOf('\n## ', docs.indexOf(section) + 3));
  return [...text.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, block]) => block!,
  );
};

/** A test that needs a program which not every machine has says so in its name where it is left out. */
const has = (...programs: string[]) =>
  programs.every((program) => spawnSync(program, ['--version']).status === 0);
const withPrograms = (...programs: string[]) => (has(...programs) ? test : test.skip);

const token = 'a-token-for-the-docs-only';
let small: SmallDataset;
let server: ReturnType<typeof spawn>;
let url: string;
let env: Record<string, string>;
beforeAll(async () => {
  small = smallDataset();
  expect(small.run('insiders-out', 'a.csv').status).toBe(0);
  server = spawn(process.execPath, [join(process.cwd(), 'dist/insiders.js'), 'serve', '--port', '0'], {
    ...{ cwd: small.folder, stdio: ['ignore', 'pipe', 'inherit'] },
    env: { ...process.env, INSIDERS_TOKEN: token },
  });
  const [said] = await once(server.stdout!, 'data');
  url = /http\S+\/v1/.exec(String(said))![0];
  env = { PATH: process.env.PATH!, HOME: small.folder, INSIDERS_TOKEN: token, INSIDERS_URL: url };
}, 120_000);
afterAll(async () => {
  server.kill('SIGTERM');
  await once(server, 'exit');
  small.remove();
});

async function run(program: string, words: readonly string[]) {
  const child = spawn(program, words, { cwd: small.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const parts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text) => {
      parts[name] += text;
    });
  }
  const [status] = await once(child, 'close');
  return { status, ...parts };
}

withPrograms('python3')('the script in Python asks, reads all pages, and assigns', async () => {
  const [script] = blocksOf('## On one machine', 'python');
  writeFileSync(join(small.folder, 'ask.py'), script!);
  const { status, stdout, stderr } = await run('python3', ['ask.py']);
  expect([status, stderr]).toEqual([0, '']);
  const sql = async (statement: string) =>
    JSON.parse((await runInsiders(['sql', statement, '--json'], { cwd: small.folder, env: {} })).stdout);
  const [{ sentence }] = await sql('select sentence from current_answers order by position limit 1');
  const insiders =
    readFileSync(join(small.folder, 'insiders-out/insiders.csv'), 'utf8').trim().split('\n').length - 1;
  const lines = stdout.trim().split('\n');
  expect(lines.slice(0, 2)).toEqual([sentence, `${insiders} Insiders`]);
  expect(lines[2]).toMatch(/^jo: .+ (no )?Insider$/);
});

withPrograms('python3')('the script in Python says what is wrong, and what to do', async () => {
  const { status, stderr } = await run('python3', ['ask.py', 'none']);
  expect([status, stderr]).toEqual([
    1,
    expect.stringMatching(/^404: there is no dataset 'none'.*\. Check its name/),
  ]);
});

withPrograms('bash', 'curl', 'jq')(
  'the calls with curl are answered as the contract says',
  async () => {
    const own = (block: string) => !block.includes('npx insiders run');
    const shell = blocksOf('## On one machine', 'sh').filter(own).join('\n');
    writeFileSync(join(small.folder, 'new-orders.csv'), readFileSync(join(small.folder, 'b.csv')));
    writeFileSync(join(small.folder, 'may.csv'), readFileSync(join(small.folder, 'c.csv')));
    const script = shell
      .replaceAll('http://127.0.0.1:8321/v1', url)
      .replace(/^export INSIDERS_TOKEN=.*$/m, '')
      .replace(/^npx insiders serve.*$/m, '')
      // A line each.
      .replace('curl -s ', "curl -s -w '\\n' ");
    expect(script).toContain('call assign');
    const { status, stdout, stderr } = await run('bash', ['-euo', 'pipefail', '-c', script]);
    expect([status, stderr]).toEqual([0, '']);
    const lines = stdout.trim().split('\n').filter(Boolean);
    const href = lines.pop()!;
    const said = lines.map((line) => JSON.parse(line));
    // The customer and the run of the docs are another shop's.
    const problems = said.filter(({ type }) => type).map(({ type }) => type.split(':').at(-1));
    expect(problems).toEqual(['NoSuchCustomer', 'NoSuchRun']);
    expect(said.filter(({ items }) => items).length).toBe(5);
    expect(said.at(-1)).toMatchObject({ dataset: 'shop', status: 'running' });
    expect((await fetch(href)).status).toBe(200);
  },
  60_000,
);
