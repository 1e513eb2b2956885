import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { run } from '../../bin/commands/dashboards.js';

const { services } = parse(readFileSync('docker/compose.yaml', 'utf8'));
const script = readFileSync('docker/initdb/20-metabase.sql', 'utf8');

test('Metabase is the version that is deployed', () => {
  const { metabaseVersion } = JSON.parse(readFileSync('cdk.json', 'utf8')).context;
  expect(services.metabase.image).toBe(`metabase/metabase:${metabaseVersion}`);
});

test('nothing listens anywhere but on this machine', () => {
  const ports = [services.postgres.ports, services.metabase.ports].flat();
  expect(ports).toHaveLength(2);
  for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
});

test('the logins are those that the script makes', () => {
  const { MB_DB_USER, MB_DB_PASS, MB_DB_DBNAME } = services.metabase.environment;
  expect(script).toContain(`create role ${MB_DB_USER} login password '${MB_DB_PASS}'`);
  expect(script).toContain(`create database ${MB_DB_DBNAME} owner ${MB_DB_USER}`);
  const { METABASE_DATABASE_PASSWORD } = services.dashboards.environment;
  expect(script).toContain(`create role metabase_reader login password '${METABASE_DATABASE_PASSWORD}'`);
});

test('the command that pushes the dashboards is understood', async () => {
  const [program, file, name, ...words] = services.dashboards.command.split(' ');
  expect([program, file, name]).toEqual(['node', '/insiders/insiders.js', 'dashboards']);
  Object.assign(process.env, services.dashboards.environment);
  // The names of the other services mean nothing outside of Docker.
  const here = [...words, '--url', 'http://127.0.0.1:1', '--wait', '1'];
  await expect(run(here)).rejects.toMatchObject({ name: 'MetabaseUnreachable' });
});
