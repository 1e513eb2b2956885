import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataErrors } from '../../../core/errors/data-errors.js';

/** Where steps after `ingest` may throw a mistake of the user's; what else is there concerns no data of a run. */
const folders = [
  'core/choice',
  'core/embed',
  'io/customers',
  ...['clean', 'featurize', 'embed', 'cluster', 'choose', 'assign', 'profile', 'study', 'answer'].map(
    (step) => `lambdas/${step}`,
  ),
];
/** Asked by `insiders assign` only. */
const ofNoRun = ['NoPlaceForNewCustomers'];

test('every refusal of a step after ingest sets its files aside, and nothing else does', () => {
  const found = folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((f) => join(folder, f)),
    )
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/new UserError\(\s*'(\w+)'/g)])
    .map(([, name]) => name!)
    .filter((name) => !ofNoRun.includes(name));
  expect([...new Set(found)].sort()).toEqual([...dataErrors].sort());
});
