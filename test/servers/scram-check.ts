import { createHash, createHmac } from 'node:crypto';

const hmac = (key: Buffer, text: Buffer) => createHmac('sha256', key).update(text).digest();

/** RFC 5802, section 2.2: U1 + U2 + … + Ui by exclusive or, U1 of the salt and INT(1), each of the one before. */
function saltedPassword(password: string, salt: Buffer, iterations: number): Buffer {
  const key = Buffer.from(password);
  let last = hmac(key, Buffer.concat([salt, Buffer.from([0, 0, 0, 1])]));
  const sum = Buffer.from(last);
  for (let i = 1; i < iterations; i++) {
    last = hmac(key, last);
    for (let byte = 0; byte < sum.length; byte++) sum[byte]! ^= last[byte]!;
  }
  return sum;
}

/**
 * Whether a password is the one that PostgreSQL stores in this form: `SCRAM-SHA-256$<iterations>:<salt>$<stored key>:<server key>`
 * (its documentation, "pg_authid"). By the RFC and not by what makes the verifier (`io/scram-verifier.ts`).
 */
export function isPassword(password: string, stored: string): boolean {
  const [, iterations, salt, storedKey, serverKey] =
    /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):(.+)$/.exec(stored) ?? [];
  if (!salt) return false;
  const salted = saltedPassword(password, Buffer.from(salt, 'base64'), Number(iterations));
  const clientKey = hmac(salted, Buffer.from('Client Key'));
  return (
    createHash('sha256').update(clientKey).digest('base64') === storedKey &&
    hmac(salted, Buffer.from('Server Key')).toString('base64') === serverKey
  );
}
