import { UserError } from '../core/errors/user-error.js';

/** Where a page of a run's rows goes on: after the row with these values of what the rows are in order of. */
export interface Cursor {
  readonly runId: string;
  readonly after: readonly [string, string];
}

export const encodeCursor = ({ runId, after }: Cursor): string =>
  Buffer.from(JSON.stringify([runId, ...after])).toString('base64url');

/** @throws UserError `WrongCursor` where it is none of ours */
export function decodeCursor(text: string): Cursor {
  const parts = parse(text);
  const isOurs =
    Array.isArray(parts) &&
    parts.length === 3 &&
    parts.every((part) => typeof part === 'string' && !part.includes('\0'));
  if (!isOurs) throw wrongCursor();
  const [runId, first, second] = parts;
  return { runId, after: [first, second] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

export const wrongCursor = () =>
  new UserError('WrongCursor', 'the cursor is none that was given here', {
    remedy: 'Begin without a cursor.',
  });
