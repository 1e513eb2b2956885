import { createInterface } from 'node:readline/promises';
import type { UserError } from '../../core/errors/user-error.js';

/** Asks which of two numbers is the day; null where nobody is there to answer. */
export async function askDateOrder(ambiguity: UserError): Promise<'dmy' | 'mdy' | null> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return null;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    process.stdout.write(`${ambiguity.message}\n`);
    for (;;) {
      const answer = await terminal.question('Which comes first, the day or the month? [d/m] ');
      if (/^d/i.test(answer)) return 'dmy';
      if (/^m/i.test(answer)) return 'mdy';
    }
  } finally {
    terminal.close();
  }
}
