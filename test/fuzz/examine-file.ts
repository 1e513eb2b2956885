import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../core/errors/user-error.js';
import { defaultRules } from '../../core/rules/rules.js';
import { parquetTable } from '../../io/parquet.js';
import { readOrders } from '../../io/reading/read-orders.js';
import type { StepIo } from '../../io/step-io.js';
import type { ExpectedLine, FileCase } from './draw-file.js';

/** However many lines are odd: what is asked is what becomes of each. */
const rules = { ...defaultRules.reading, maximumRejectedShare: 1 };

interface Examination {
  readonly folder: string;
  readonly withEngine: StepIo['withEngine'];
}

interface Kept {
  readonly line_no: number;
  readonly invoice_id: string;
  readonly customer_id: string | null;
  readonly day: string;
  readonly quantity: number;
  readonly unit_price: number;
  readonly amount: number;
}

/** Reads a file as `ingest` does. @returns what is not as it must be, a sentence each */
export async function examineFile(one: FileCase, { folder, withEngine }: Examination): Promise<string[]> {
  const own = await mkdtemp(join(folder, 'case-'));
  try {
    const path = join(own, one.name);
    await writeFile(path, one.bytes);
    return await withEngine(async (engine) => {
      const { recognised, linesPath, rejectsPath } = await readOrders(path, {
        file: one.name,
        uploadId: 'u1',
        rules,
        engine,
        lastYear: 2027,
      });
      const kept = await engine.query<Kept>(
        `select line_no, invoice_id, customer_id, cast(cast(ordered_at as date) as varchar) as day, quantity, unit_price,
          amount from ${parquetTable(linesPath)}`,
      );
      const rejects = await readFile(rejectsPath, 'utf8');
      const rejected = [...rejects.matchAll(/^orders\.(?:csv|xlsx|csv\.gz),(\d+),/gm)].map(([, line]) =>
        Number(line),
      );
      return differencesOf(one, kept, rejected, recognised);
    });
  } catch (error) {
    if (error instanceof UserError) return [`refused: ${error.name}: ${error.message}`];
    return [`a defect: ${(error as Error).stack}`];
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

function differencesOf(
  { lines }: FileCase,
  kept: readonly Kept[],
  rejected: readonly number[],
  counts: { readonly read: number; readonly kept: number; readonly rejected: number },
): string[] {
  const expected = new Map(lines.map((line) => [line.line, line]));
  // The lines of a record that is cut wrongly are taken one by one.
  const odd = new Set(lines.filter(({ mayBeRejected }) => mayBeRejected).flatMap(linesOf));
  const keptLines = new Set(kept.map(({ line_no }) => line_no));
  const rejectedLines = new Set(rejected);
  const sums = [
    counts.read - counts.kept - counts.rejected,
    counts.kept - kept.length,
    counts.rejected - rejected.length,
  ];
  return [
    ...(sums.some((sum) => sum !== 0) || kept.length !== keptLines.size
      ? [`counts: ${JSON.stringify(counts)}`]
      : []),
    ...kept.flatMap((line) => misreading(expected.get(line.line_no), line)),
    ...rejected.flatMap((line) => {
      const { story = 'there is none' } = expected.get(line) ?? {};
      return odd.has(line) ? [] : [`line ${line} is rejected: ${story}`];
    }),
    ...lines.flatMap(({ line, story }) =>
      keptLines.has(line) || rejectedLines.has(line) || story === 'cut'
        ? []
        : [`line ${line} is lost: ${story}`],
    ),
  ];
}

const linesOf = ({ line, lastLine }: ExpectedLine) =>
  Array.from({ length: lastLine - line + 1 }, (_, i) => line + i);

function misreading(expected: ExpectedLine | undefined, line: Kept): string[] {
  if (!expected) return [`line ${line.line_no} is kept, where there is none`];
  const { story, day, quantity, price, customer, invoice } = expected;
  const isAs = (found: number, wanted: number | null, decimals: number) =>
    wanted !== null && Math.abs(Math.abs(found) - Math.abs(wanted)) < 0.6 * 10 ** -decimals;
  const isRight =
    line.day === day &&
    isAs(line.quantity, quantity, 3) &&
    isAs(line.unit_price, price, 6) &&
    isAs(line.amount, line.quantity * line.unit_price, 4) &&
    // A minus before either is a return.
    line.amount < 0 === (quantity! < 0 || price! < 0) &&
    line.customer_id === customer &&
    line.invoice_id === invoice;
  return isRight
    ? []
    : [`line ${line.line_no}, ${story}: ${JSON.stringify(line)} for ${JSON.stringify(expected)}`];
}
