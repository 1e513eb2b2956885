import { PGlite } from '@electric-sql/pglite';
import { scramVerifier } from '../../io/scram-verifier.js';

test('a verifier is what PostgreSQL makes of the password itself', async () => {
  const postgres = new PGlite();
  await postgres.exec(`create role reader password 'Correct-horse 7'`);
  const { rows } = await postgres.query<{ made: string }>(
    `select rolpassword as made from pg_authid where rolname = 'reader'`,
  );
  const { made } = rows[0]!;
  const [, iterations, salt] = /^SCRAM-SHA-256\$(\d+):([^$]+)\$/.exec(made)!;
  const options = { salt: Buffer.from(salt!, 'base64'), iterations: Number(iterations) };
  expect(scramVerifier('Correct-horse 7', options)).toBe(made);
  expect(scramVerifier('Correct-horse 8', options)).not.toBe(made);
  await postgres.close();
});
