import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../../io/make-folder.js';

const folder = mkdtempSync(join(tmpdir(), 'insiders-folder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a folder is made with those above it, and one that is there stays', async () => {
  const path = join(folder, 'a/b/c');
  await makeFolder(path);
  await makeFolder(path);
  expect(statSync(path).isDirectory()).toBe(true);
  symlinkSync(path, join(folder, 'link'));
  await makeFolder(join(folder, 'link/d'));
  expect(statSync(join(path, 'd')).isDirectory()).toBe(true);
});

test('a file in its way is said', async () => {
  writeFileSync(join(folder, 'file'), '');
  await expect(makeFolder(join(folder, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(folder, 'file/x'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux(
  'where no folder can be made that is said, and not tried for ever',
  async () => {
    for (const path of ['/proc/none', '/proc/none/below']) {
      await expect(makeFolder(path)).rejects.toMatchObject({
        name: 'CannotAccess',
        message: "'/proc/none' cannot be used: no folder can be made there",
      });
    }
  },
  5_000,
);
