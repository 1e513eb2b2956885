import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase } from '../io/open-test-database.js';
import { describeUpgrades } from './upgrades.contract.js';

const home = mkdtempSync(join(tmpdir(), 'insiders-upgrades-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('in the embedded PostgreSQL', () => {
  const read = () => Promise.reject(new Error('there is nothing to import'));
  describeUpgrades(() => openTestDatabase(home, { read }));
});
