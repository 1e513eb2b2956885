/** Errors of the network, by Node's code. */
const networkCodes = new Set([
  ...['ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_SOCKET'],
]);

/** Errors that services blame on the caller, and that are none: too many calls, or a transaction that was given up. */
const passingErrors = new Set([
  ...['ThrottlingException', 'SlowDown', 'TransactionNotFoundException', 'DatabaseUnavailableException'],
  // Of a database that was waking up or had too little of a processor; what was stopped has done nothing.
  'StatementTimeoutException',
  'TimeoutError',
]);

/**
 * Whether a service or the way to it failed, so that the same work may well succeed a little later. Steps are made to
 * be done again.
 */
export function isServiceTrouble(error: unknown): boolean {
  const { name, code, $fault, $response } = error as Error & {
    code?: string;
    $fault?: string;
    $response?: unknown;
  };
  // An answer that broke off can be read as no more than a wrong one.
  const isUnreadable = name === 'SyntaxError' && $response !== undefined;
  return $fault === 'server' || passingErrors.has(name) || networkCodes.has(code ?? '') || isUnreadable;
}
