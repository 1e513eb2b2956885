import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SmallDataset, smallDataset } from './small-dataset.js';

/** The command line as it is installed: `npm test` builds it first. */
const program = join(__dirname, '../../dist/insiders.js');

let small: SmallDataset;
beforeAll(() => {
  small = smallDataset();
  expect(small.run('insiders-out', 'a.csv').status).toBe(0);
});
afterAll(() => small.remove());

async function serve(env: Record<string, string> = {}) {
  // A token of whoever runs the tests is none of theirs.
  const { INSIDERS_TOKEN: _, ...others } = process.env;
  const child = spawn(process.execPath, [program, 'serve', '--port', '0'], {
    cwd: small.folder,
    env: { ...others, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  }
  while (!said.includes('token:')) await once(child.stdout, 'data');
  const url = /http\S+/.exec(said)![0];
  const token = env.INSIDERS_TOKEN ?? /token: (\S+)/.exec(said)![1]!;
  return {
    said: () => said,
    token,
    async call(
      path: string,
      init: { method?: string; headers?: Record<string, string>; body?: string } = {},
    ) {
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...init.headers,
      };
      const answer = await fetch(`${url}/datasets/shop/${path}`, { ...init, headers });
      const text = await answer.text();
      return { status: answer.status, etag: answer.headers.get('etag'), body: text && JSON.parse(text) };
    },
    async stop() {
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      return code;
    },
  };
}

test('a file that is put to a link becomes a run, once for a key, and its results are seen', async () => {
  const server = await serve();
  try {
    expect(server.token.length).toBeGreaterThan(40);
    const before = await server.call('segments');
    const content = readFileSync(join(small.folder, 'b.csv'), 'utf8');
    const post = (path: string, body: object, headers = {}) =>
      server.call(path, { method: 'POST', body: JSON.stringify(body), headers });
    const link = await post('uploads', {
      ...{ file: 'b.csv', bytes: Buffer.byteLength(content), type: 'text/csv' },
    });
    const { method, href, headers, upload } = link.body;
    expect((await fetch(href, { method, headers, body: content })).status).toBe(201);
    const start = () => post('runs', { uploads: [upload] }, { 'idempotency-key': 'first-of-may' });
    const [one, same] = await Promise.all([start(), start()]);
    expect([one.status, one.body.status, same.body]).toEqual([202, 'running', one.body]);
    const other = await post('runs', { uploads: [] }, { 'idempotency-key': 'another-key' });
    expect([other.status, other.body.type]).toEqual([409, 'urn:insiders:problem:RunInProgress']);
    let execution = one.body;
    while (execution.status === 'running') {
      await new Promise((go) => setTimeout(go, 200));
      execution = (await server.call(`executions/${execution.execution}`)).body;
    }
    expect(execution).toMatchObject({ status: 'succeeded', problem: null });
    expect((await start()).body).toEqual(execution);
    await new Promise((go) => setTimeout(go, 1100));
    const after = await server.call('segments');
    expect([before.status, after.status, after.body.runId]).toEqual([200, 200, execution.runId]);
    expect(after.etag).not.toBe(before.etag);
    expect((await server.call('runs')).body.items).toHaveLength(2);
    // By the rules of the run before.
    const { rules } = JSON.parse(
      readFileSync(
        join(small.folder, `insiders-out/data/store/runs/${execution.runId}/plan/plan.json`),
        'utf8',
      ),
    );
    expect(rules.segmentation.models).toEqual(['kmeans']);
    expect(server.said()).not.toContain('error');
  } finally {
    expect(await server.stop()).toBe(0);
  }
});

test('what was never uploaded starts nothing', async () => {
  const token = 'a-token-that-is-long-enough';
  const server = await serve({ INSIDERS_TOKEN: token });
  try {
    expect(server.said()).not.toContain(token);
    const { status, body } = await server.call('runs', {
      method: 'POST',
      headers: { 'idempotency-key': 'nothing-there' },
      body: JSON.stringify({ uploads: ['../../a.csv'.replaceAll('../', 'x/')] }),
    });
    expect([status, body.type]).toEqual([422, 'urn:insiders:problem:UnknownUpload']);
  } finally {
    await server.stop();
  }
});

test('a token that is easily guessed is refused', () => {
  const { status, stderr } = spawnSync(process.execPath, [program, 'serve', '--port', '0'], {
    cwd: small.folder,
    env: { ...process.env, INSIDERS_TOKEN: 'secret' },
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect([status, stderr]).toEqual([2, expect.stringContaining('INSIDERS_TOKEN is no token that is safe')]);
});
