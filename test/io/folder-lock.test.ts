import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { lockFolder, withFolderLock } from '../../io/folder-lock.js';

let home: string;
let script: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-lock-'));
  script = join(home, 'lock.mjs');
  await build({
    entryPoints: ['io/folder-lock.ts'],
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
  });
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** A process of its own that runs `code` with `lockFolder` at hand; resolves at its first line of output. */
async function start(code: string): Promise<ChildProcess> {
  const source = `const { lockFolder } = await import(${JSON.stringify(script)}); ${code}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout!, 'data');
  return child;
}

const holding = (folder: string) =>
  start(`await lockFolder(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000);`);

test('a folder that another process holds is refused, with the process and the folder named', async () => {
  const folder = join(home, 'held');
  const { pid } = await holding(folder);
  const refused = lockFolder(folder, { waitSeconds: 0.3 });
  await expect(refused).rejects.toMatchObject({ name: 'FolderInUse', place: { file: folder } });
  await expect(refused).rejects.toThrow(`process ${pid} uses ${folder}`);
});

test('whoever waits says so once and goes on when the other process ends by itself', async () => {
  const folder = join(home, 'waited');
  const child = await start(
    `await lockFolder(${JSON.stringify(folder)}); console.log('held'); process.stdin.once('data', () => process.exit());`,
  );
  const notes: string[] = [];
  const lock = await lockFolder(folder, {
    onWait: (note) => {
      notes.push(note);
      child.stdin!.write('end\n');
    },
  });
  expect(notes).toEqual([`waiting for process ${child.pid}, which uses ${folder}`]);
  await lock.release();
  expect(await readdir(`${folder}.lock`)).toEqual([]);
});

test('the lock of a process that was killed is nobody’s', async () => {
  const folder = join(home, 'killed');
  const child = await holding(folder);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await readdir(`${folder}.lock`)).toHaveLength(1);
  const lock = await lockFolder(folder, { waitSeconds: 0 });
  expect(await readdir(`${folder}.lock`)).toHaveLength(1);
  await lock.release();
});

test('a later process with the pid of a dead one does not inherit its lock', async () => {
  const folder = join(home, 'reborn');
  await (await lockFolder(folder)).release();
  await writeFile(join(`${folder}.lock`, `${process.pid}-1-someone`), '');
  await (await lockFolder(folder, { waitSeconds: 0 })).release();
});

test('the same process cannot hold a folder twice', async () => {
  const folder = join(home, 'own');
  const refused = withFolderLock(folder, () => lockFolder(folder, { waitSeconds: 0 }));
  await expect(refused).rejects.toMatchObject({ name: 'FolderInUse' });
  await (await lockFolder(folder, { waitSeconds: 0 })).release();
});

test('of many processes only one at a time is in the folder', async () => {
  const folder = join(home, 'counted');
  const counter = join(home, 'counter');
  await writeFile(counter, '0');
  // Reading, waiting and writing back loses counts wherever two are in at once.
  const count = `
    const { readFile, writeFile } = await import('node:fs/promises');
    for (let turn = 0; turn < 3; turn++) {
      const lock = await lockFolder(${JSON.stringify(folder)});
      const before = Number(await readFile(${JSON.stringify(counter)}, 'utf8'));
      await new Promise((resolve) => setTimeout(resolve, 5));
      await writeFile(${JSON.stringify(counter)}, String(before + 1));
      await lock.release();
    }
    console.log('done');`;
  await Promise.all(Array.from({ length: 4 }, () => start(count)));
  expect(await readFile(counter, 'utf8')).toBe('12');
});
