import { isServiceTrouble } from '../../io/service-trouble.js';

const error = (fields: object) => Object.assign(new Error('trouble'), fields);

test.each([
  { name: 'InternalError', $fault: 'server' },
  { name: 'SlowDown', $fault: 'server' },
  { name: 'ThrottlingException', $fault: 'client' },
  { name: 'TransactionNotFoundException', $fault: 'client' },
  { name: 'TimeoutError' },
  { name: 'StatementTimeoutException', $fault: 'client' },
  { code: 'ECONNRESET' },
  { code: 'ENOTFOUND' },
  { name: 'SyntaxError', $response: {} },
])('%p passes', (fields) => {
  expect(isServiceTrouble(error(fields))).toBe(true);
});

test.each([
  { name: 'AccessDenied', $fault: 'client' },
  { name: 'DatabaseErrorException', $fault: 'client' },
  { name: 'SyntaxError' },
  { name: 'ObjectNotFound' },
  { code: 'ENOSPC' },
])('%p does not pass by itself', (fields) => {
  expect(isServiceTrouble(error(fields))).toBe(false);
});
