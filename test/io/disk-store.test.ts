import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskStore } from '../../io/disk-store.js';
import { describeObjectStore } from './object-store.contract.js';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

describeObjectStore(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'insiders-disk-store-'));
  folders.push(folder);
  return openDiskStore(folder);
});
