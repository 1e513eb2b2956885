import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { lockFolder, withFolderLock } from '../../io/folder-lock.js';

let home: string;
let script: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-lock-'));
  // Where it finds the packages.
  script = resolve('.cache/test-folder-lock/lock.mjs');
  await build({
    entryPoints: ['io/folder-lock.ts'],
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** A process of its own that runs `code` with `lockFolder` at hand; resolves at its first line of output. */
async function start(code: string, wrapper: readonly string[] = []): Promise<ChildProcess> {
  const source = `const { lockFolder, isFolderWanted } = await import(${JSON.stringify(script)}); ${code}`;
  const [command, ...words] = [...wrapper, process.execPath, '--input-type=module', '-e', source];
  const child = spawn(command!, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout!, 'data');
  return child;
}

const holding = (folder: string, wrapper?: readonly string[]) =>
  start(
    `await lockFolder(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000);`,
    wrapper,
  );

/** What runs a command as the first process of a container: it sees no other's process. */
const container = ['unshare', '--user', '--map-root-user', '--pid', '--fork', '--kill-child', '--mount-proc'];
const hasContainers = spawnSync(container[0]!, [...container.slice(1), 'true']).status === 0;
const inContainers = hasContainers ? test : test.skip;

test('a folder that another process holds is refused, with the process and the folder named', async () => {
  const folder = join(home, 'held');
  const { pid } = await holding(folder);
  const refused = lockFolder(folder, { waitSeconds: 0.3 });
  await expect(refused).rejects.toMatchObject({ name: 'FolderInUse', place: { file: folder } });
  await expect(refused).rejects.toThrow(new RegExp(`process ${pid} .*uses ${folder}`));
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
  expect(notes).toEqual([
    expect.stringMatching(new RegExp(`^waiting for process ${child.pid} .*, which uses ${folder}$`)),
  ]);
  await lock.release();
});

test('the lock of a process that was killed is nobody’s', async () => {
  const folder = join(home, 'killed');
  const child = await holding(folder);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const lock = await lockFolder(folder, { waitSeconds: 0 });
  await lock.release();
});

inContainers('of two containers that share a folder, one at a time is in it', async () => {
  const folder = join(home, 'shared');
  const child = await holding(folder, container);
  // The other one's process is number 1 there, and so is this one's.
  const refused = `try { await lockFolder(${JSON.stringify(folder)}, { waitSeconds: 0.3 }); console.log('both'); }
    catch (error) { console.log(error.name); }`;
  const other = await start(`console.log('here'); ${refused}`, container);
  const [answer] = await once(other.stdout!, 'data');
  expect(answer.toString()).toBe('FolderInUse\n');
  await expect(lockFolder(folder, { waitSeconds: 0 })).rejects.toMatchObject({ name: 'FolderInUse' });
  child.kill('SIGKILL');
  await once(child, 'exit');
  await (await lockFolder(folder)).release();
});

test('whoever holds a folder can see that somebody waits for it', async () => {
  const folder = join(home, 'wanted');
  const child = await start(`
    const lock = await lockFolder(${JSON.stringify(folder)});
    console.log(await isFolderWanted(${JSON.stringify(folder)}));
    while (!(await isFolderWanted(${JSON.stringify(folder)}))) await new Promise((go) => setTimeout(go, 20));
    await lock.release();
    setInterval(() => {}, 1000);`);
  await (await lockFolder(folder)).release();
  expect(child.exitCode).toBeNull();
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
