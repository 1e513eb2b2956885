import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase } from '../io/open-test-database.js';
import { stages } from './stages.js';
import { describeUpgrades } from './upgrades.contract.js';

const home = mkdtempSync(join(tmpdir(), 'insiders-upgrades-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('in the embedded PostgreSQL', () => {
  const read = () => Promise.reject(new Error('there is nothing to import'));
  // The first, one in another order, the last but one; all of them are for `.ci/tools/postgres`.
  const some = [stages.at(0)!, stages.at(5)!, stages.at(-2)!];
  describeUpgrades(() => openTestDatabase(home, { read }), some);
});
