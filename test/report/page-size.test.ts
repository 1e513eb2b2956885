import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../io/database.js';
import { openDiskStore } from '../../io/disk-store.js';
import { openTestDatabase } from '../io/open-test-database.js';
import { loadCustomers } from './many-customers.js';
import { contentOf, pageOf } from './page-of.js';
import { loadSmallRun, runId } from './small-run.js';

let home: string;
let database: Database;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-size-'));
  database = await openTestDatabase(home, openDiskStore(join(home, 'store')));
  await loadSmallRun(database);
});
afterAll(async () => {
  await database.close();
  await rm(home, { recursive: true, force: true });
});

async function pageOfCustomers(customers: number): Promise<string> {
  await loadCustomers(database, customers);
  return pageOf(await contentOf(database, runId));
}

const megabytes = (page: string) => Buffer.byteLength(page) / 1e6;

test('a page of 5,000 customers is under 3 MB, and one of 100,000 is hardly larger', async () => {
  const few = megabytes(await pageOfCustomers(5000));
  const many = megabytes(await pageOfCustomers(100_000));
  expect(few).toBeLessThan(3);
  expect(many).toBeLessThan(few * 1.25);
});
