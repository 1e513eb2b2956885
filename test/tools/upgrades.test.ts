import { describeUpgrades } from '../sql/upgrades.contract.js';
import { type RealPostgres, startRealPostgres } from './real-postgres.js';

describe('on PostgreSQL 18, by an owner that is no superuser', () => {
  let postgres: RealPostgres | undefined;
  describeUpgrades(async () => {
    postgres = await startRealPostgres();
    expect(postgres.version).toMatch(/^18\./);
    return postgres.open(postgres.master);
  });
  // After the connection.
  afterAll(() => postgres?.close());
});
