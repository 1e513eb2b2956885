import { createReadStream } from 'node:fs';
import { UserError } from '../core/errors/user-error.js';
import type { Rules } from '../core/rules/rules.js';
import { parseRules } from '../io/rules-file.js';

/** Rules with every explanation take 20 KB; what is larger is another file, or has no end. */
const mostBytes = 1_000_000;

/** The rules in a file, completed by the defaults; without a file the defaults. @throws UserError */
export async function readRules(file: string | undefined): Promise<Rules> {
  if (file === undefined) return parseRules('', 'rules');
  const refuse = (name: string, message: string, remedy: string, cause?: unknown) => {
    throw new UserError(name, message, { remedy, file, cause });
  };
  const text = await readStart(file).catch((cause) =>
    refuse('FileNotFound', 'the rules cannot be read', 'Check the path.', cause),
  );
  if (text!.length > mostBytes) {
    refuse('InvalidRules', 'these are no rules: they are larger than 1 MB', 'Name the file of the rules.');
  }
  return parseRules(text!.toString(), file);
}

async function readStart(file: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of createReadStream(file)) {
    parts.push(part);
    size += part.length;
    if (size > mostBytes) break;
  }
  return Buffer.concat(parts);
}
