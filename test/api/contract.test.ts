import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { answeredOperations } from '../../api/answer-call.js';
import { operations, whatIsWrongWith } from '../../api/contract.js';
import { decodeCursor, encodeCursor } from '../../api/cursor.js';
import { rememberReplies } from '../../api/remembered.js';

test('every operation of the contract is answered, and nothing else is', () => {
  expect([...answeredOperations].sort()).toEqual(operations.map(({ id }) => id).sort());
});

test('the types are those that were made of this contract: .ci/tools/contract --write', () => {
  const hash = createHash('sha256').update(readFileSync('api/openapi.yaml')).digest('hex');
  expect(readFileSync('api/contract-types.ts', 'utf8').split('\n', 1)[0]).toContain(hash);
});

test('an answer that is not of the contract is found', () => {
  const body = { dataset: 'shop', runId: 'shop-1', items: [], next: null };
  const judge = (answer: object, status = 200, type = 'application/json') =>
    whatIsWrongWith('movers', { status, type, body: answer });
  expect(judge(body)).toBeUndefined();
  expect(judge({ ...body, more: 1 })).toContain("'more'");
  expect(judge({ ...body, items: [{}] })).toContain('/items/0');
  expect(judge(body, 201)).toContain('status');
  expect(judge(body, 200, 'text/html')).toContain('type');
});

test('a cursor comes back as it was, and one of somebody else’s making is refused', () => {
  const cursor = { runId: 'shop-1', after: ['12.5', 'é'] as const };
  expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
  for (const text of [
    '',
    'x',
    Buffer.from('[1,2,3]').toString('base64url'),
    Buffer.from('["a","b","\\u0000"]').toString('base64url'),
  ]) {
    expect(() => decodeCursor(text)).toThrow('the cursor is none that was given here');
  }
});

test('an answer is made once; those that were asked for longest ago make room', async () => {
  const remembered = rememberReplies();
  let made = 0;
  const make = async () => ({ status: 200, headers: {}, body: `${++made}`.padEnd(9_000_000) });
  const ask = async (tag: string) => (await remembered(tag, make)).body.trim();
  expect([await ask('a'), await ask('a'), await ask('b'), await ask('b'), await ask('a')]).toEqual([
    ...['1', '1', '2', '2', '3'],
  ]);
});
