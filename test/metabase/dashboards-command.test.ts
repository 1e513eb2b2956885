import { help, run } from '../../bin/commands/dashboards.js';
import { administrator, useMetabase } from './push-to-stand-in.js';

const standIn = useMetabase();
const environment = { ...process.env };
let printed = '';

beforeEach(() => {
  Object.assign(process.env, {
    METABASE_PASSWORD: administrator.password,
    METABASE_DATABASE_PASSWORD: standIn.metabase.accepted.password,
  });
  printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env = { ...environment };
});

const words = () => [
  'push',
  '--url',
  standIn.metabase.url,
  '--email',
  administrator.email,
  '--database-host',
  'db.test',
  '--database-user',
  'reader',
];

test('a push tells what it does, and the next that there was nothing to do', async () => {
  expect(await run(words())).toBe(0);
  expect(printed).toContain('  created   card Who is this customer?\n');
  expect(printed).toMatch(
    /\n\d+ created, 3 changed, 0 kept, 0 archived, 0 unchanged; \d+ writes, \d+ reads\n$/,
  );
  printed = '';
  expect(await run(words())).toBe(0);
  expect(printed).toMatch(/^0 created, 0 changed, 0 kept, 0 archived, \d+ unchanged; 0 writes, \d+ reads\n$/);
});

test.each([
  ['nothing to do', ['--url', 'http://localhost'], /'push'/],
  ['no URL', ['push'], /--url is missing/],
  ['what is no URL', ['push', '--url', 'localhost:3000'], /'localhost:3000' is no URL/],
  ['a password in the URL', ['push', '--url', 'http://me:secret@localhost'], /^--url holds a password/],
  ['nobody who pushes', ['push', '--url', 'http://localhost'], /--email with METABASE_PASSWORD/],
  ['no database', ['push', '--url', 'http://localhost', '--email', 'me'], /--database-host is missing/],
  [
    'a port that is none',
    [
      ...['push', '--url', 'http://localhost', '--email', 'me'],
      '--database-host',
      'x',
      '--database-port',
      'y',
    ],
    /--database-port must be a whole number/,
  ],
  [
    'a wish to verify without certificates',
    [
      'push',
      '--url',
      'http://localhost',
      '--email',
      'me',
      '--database-host',
      'x',
      '--database-tls',
      'verify-full',
    ],
    /needs --database-ca/,
  ],
])('%s is wrong usage', async (_, words, message) => {
  await expect(run(words)).rejects.toMatchObject({
    name: 'WrongUsage',
    message: expect.stringMatching(message),
  });
});

test('the password is asked for where it is missing', async () => {
  delete process.env.METABASE_DATABASE_PASSWORD;
  await expect(run(words())).rejects.toThrow('METABASE_DATABASE_PASSWORD is missing in the environment');
});

test('the help names every option', () => {
  for (const option of ['url', 'email', 'collection', 'currency', 'allow-sql', 'wait', 'database-ca']) {
    expect(help).toContain(`--${option} `);
  }
});
