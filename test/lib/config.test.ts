import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { readConfig } from '../../lib/config.js';
import { supportedVersions } from '../../metabase/check-version.js';

const read = (context: Record<string, unknown>) => readConfig(new App({ context }).node);

test('without a context every value has its default', () => {
  expect(read({})).toEqual({
    stage: 'dev',
    keepsData: false,
    availabilityZones: [],
    databaseMinCapacity: 0,
    databaseMaxCapacity: 4,
    databasePauseMinutes: 5,
    logRetentionDays: 30,
    keepRuns: 20,
    stepMemoryMb: 3008,
    quietSeconds: 60,
    startOnUpload: true,
    schedule: '',
    eventCustomers: false,
    alarmEmail: '',
    api: undefined,
    metabase: {
      version: 'v0.63.16.6',
      digest: '',
      cpu: 1024,
      memoryMb: 2048,
      hours: { days: 'MON-FRI', from: 7, to: 19 },
      timeZone: 'UTC',
      domain: '',
      certificateArn: '',
      networks: [],
      adminEmail: 'admin@insiders.example',
      currency: '',
      allowSql: false,
    },
  });
});

test('cdk.json gives the defaults that the code has, and docs/aws.md explains each key', () => {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  expect(read(context)).toEqual(read({}));
  const keys = Object.keys(context).filter((key) => !key.startsWith('@'));
  const documented = readFileSync('docs/aws.md', 'utf8');
  expect(keys.filter((key) => !documented.includes(`\`${key}\``))).toEqual([]);
});

test('the versions of Metabase that can be deployed are those that dashboards can be pushed to', () => {
  const { oldest, newest } = supportedVersions;
  const isAllowed = (minor: number) => {
    try {
      return read({ metabaseVersion: `v0.${minor}.1` }).metabase !== undefined;
    } catch {
      return false;
    }
  };
  const allowed = Array.from({ length: 40 }, (_, index) => 40 + index).filter(isAllowed);
  expect([allowed[0], allowed.at(-1)]).toEqual([oldest, newest]);
  expect(allowed).toHaveLength(newest - oldest + 1);
});

test('Metabase can be left out, be open always, and be shown under a name of one’s own to some networks', () => {
  expect(read({ metabase: false }).metabase).toBeUndefined();
  const metabaseCertificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/abc';
  expect(
    read({
      metabaseHours: 'always',
      metabaseDomain: 'insiders.shop.example',
      metabaseCertificateArn,
      metabaseNetworks: '203.0.113.0/24,198.51.100.7/32',
      metabaseCpu: '4096',
      alarmEmail: 'me@shop.example',
    }).metabase,
  ).toMatchObject({
    hours: undefined,
    domain: 'insiders.shop.example',
    certificateArn: metabaseCertificateArn,
    networks: ['203.0.113.0/24', '198.51.100.7/32'],
    cpu: 4096,
    memoryMb: 8192,
    adminEmail: 'me@shop.example',
  });
});

test('a domain needs its certificate, and a certificate its domain', () => {
  expect(() => read({ metabaseDomain: 'insiders.shop.example' })).toThrow(/metabaseCertificateArn/);
  const metabaseCertificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/abc';
  expect(() => read({ metabaseCertificateArn })).toThrow(/context 'metabaseDomain'/);
});

test('a schedule, an address and no start on upload may come as text', () => {
  const texts = { startOnUpload: 'false', schedule: 'cron(0 5 * * ? *)', alarmEmail: 'me@shop.example' };
  expect(read(texts)).toMatchObject({ ...texts, startOnUpload: false });
});

test('the stage prod keeps its data', () => {
  expect(read({ stage: 'prod' }).keepsData).toBe(true);
});

test('numbers may come as text, as from the command line', () => {
  expect(read({ databaseMinCapacity: '0.5', databaseMaxCapacity: '8' })).toMatchObject({
    databaseMinCapacity: 0.5,
    databaseMaxCapacity: 8,
  });
});

test.each([
  ['stage', 'Production!'],
  ['stage', ''],
  ['availabilityZones', 'us-east-1a'],
  ['availabilityZones', 'us-east-1a,us-east-1a'],
  ['availabilityZones', 'us-east-1a,us-west-2b'],
  ['databaseMinCapacity', 0.3],
  ['databaseMinCapacity', -1],
  ['databaseMinCapacity', ''],
  ['databaseMaxCapacity', 512],
  ['databaseMaxCapacity', 'many'],
  ['databasePauseMinutes', 4],
  ['databasePauseMinutes', 7.5],
  ['logRetentionDays', 31],
  ['quietSeconds', 601],
  ['startOnUpload', 'yes'],
  ['schedule', 'daily'],
  ['alarmEmail', 'me at shop'],
  ['metabase', 'perhaps'],
  ['metabaseVersion', 'latest'],
  ['metabaseVersion', 'v0.66.1'],
  ['metabaseCpu', 256],
  ['metabaseMemoryMb', 1024],
  ['metabaseMemoryMb', 2500],
  ['metabaseHours', 'mon-fri'],
  ['metabaseHours', 'mon-fri 19-7'],
  ['metabaseTimeZone', 'Middle-earth'],
  ['metabaseDomain', 'https://shop.example'],
  ['metabaseCertificateArn', 'arn:aws:acm:eu-central-1:123456789012:certificate/abc'],
  ['metabaseNetworks', '203.0.113.0'],
  ['metabaseNetworks', '203.0.113.256/24'],
  ['metabaseNetworks', '2001:db8::/32'],
  ['metabaseAdminEmail', 'admin'],
  ['metabaseCurrency', 'euro'],
  ['metabaseAllowSql', 'sometimes'],
])('a wrong %s, %p, is an error that names the key', (key, value) => {
  expect(() => read({ [key]: value })).toThrow(
    new RegExp(`context '${key}' must be .*; got ${JSON.stringify(value)}`),
  );
});

test('the most capacity is not below the least', () => {
  expect(() => read({ databaseMinCapacity: 8, databaseMaxCapacity: 4 })).toThrow(/databaseMaxCapacity/);
});
