import { StateError } from './state-error.js';
import type { Json } from './states-language.js';

/** Bytes of UTF-8 JSON that may pass from state to state. */
export const payloadLimitBytes = 256 * 1024;

/** @throws StateError `States.DataLimitExceeded` */
export function withinPayloadLimit<T extends Json>(value: T, what: string): T {
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > payloadLimitBytes) {
    throw new StateError(
      'States.DataLimitExceeded',
      `${what} has ${bytes} bytes of JSON; at most ${payloadLimitBytes} pass from state to state`,
    );
  }
  return value;
}
