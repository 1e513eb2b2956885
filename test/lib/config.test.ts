import { App } from 'aws-cdk-lib';
import { readConfig } from '../../lib/config.js';

const read = (context: Record<string, unknown>) => readConfig(new App({ context }).node);

test('without a context every value has its default', () => {
  expect(read({})).toEqual({
    stage: 'dev',
    keepsData: false,
    databaseMinCapacity: 0,
    databaseMaxCapacity: 4,
    databasePauseMinutes: 5,
    logRetentionDays: 30,
    quietSeconds: 60,
    startOnUpload: true,
    schedule: '',
    alarmEmail: '',
  });
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
])('a wrong %s, %p, is an error that names the key', (key, value) => {
  expect(() => read({ [key]: value })).toThrow(
    new RegExp(`context '${key}' must be .*; got ${JSON.stringify(value)}`),
  );
});

test('the most capacity is not below the least', () => {
  expect(() => read({ databaseMinCapacity: 8, databaseMaxCapacity: 4 })).toThrow(/databaseMaxCapacity/);
});
