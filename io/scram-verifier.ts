import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';

export interface ScramOptions {
  readonly salt: Buffer;
  /** PostgreSQL's own default. */
  readonly iterations?: number;
}

/**
 * What PostgreSQL stores in place of a password, and takes in place of it: so that the password itself is in no
 * statement, and hence in no log of statements.
 *
 * @param password ASCII, which needs no SASLprep
 * @see RFC 5802, section 3; PostgreSQL, src/common/scram-common.c
 */
export function scramVerifier(password: string, { salt, iterations = 4096 }: ScramOptions): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyed = (text: string) => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(keyed('Client Key')).digest('base64');
  const serverKey = keyed('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
