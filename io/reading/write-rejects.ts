import type { Layout } from '../../core/reading/layout/layout.js';
import { rejectReasons } from '../../core/reading/reject-reasons.js';
import type { Engine } from '../engine.js';
import type { TextSource } from './readable-text.js';
import { RejectWriter, type UnreadableLine } from './reject-writer.js';
import { scanSource } from './scan-source.js';

const reasons = Object.keys(rejectReasons) as (keyof typeof rejectReasons)[];

/**
 * Writes rejects.csv. Walks over the source again, for only there is the raw text; a file without rejects
 * is spared that.
 * @param judged a query with `line_no` and `reason`
 */
export async function writeRejects(
  source: TextSource,
  {
    path,
    file,
    layout,
    engine,
    judged,
    nBroken,
    nUnreadable,
  }: {
    path: string;
    file: string;
    layout: Layout;
    engine: Engine;
    judged: string;
    nBroken: number;
    nUnreadable: number;
  },
): Promise<RejectWriter> {
  const unreadable = nUnreadable > 0 ? unreadableLines(await listUnreadable(engine, judged), layout) : [];
  const writer = new RejectWriter(path, file, {
    unreadable,
    kept: keptColumns(layout),
    placeOf: source.placeOf,
  });
  try {
    if (nBroken + nUnreadable > 0) await scanSource(source, { layout, visitor: writer });
  } finally {
    writer.close();
  }
  return writer;
}

/** Line and reason (by its place in the list) as numbers: there may be millions. */
async function listUnreadable(engine: Engine, judged: string) {
  const { line_no, reason } = await engine.columns(`
    select line_no, list_position([${reasons.map((name) => `'${name}'`).join(', ')}], reason) as reason
    from (${judged}) where reason <> 'NotAnOrderLine' and part_no = 0 order by line_no`);
  return { lines: line_no!, reasons: reason! };
}

const personal: readonly string[] = ['customer_id', 'customer_email', 'customer_phone', 'customer_name'];

const keptColumns = ({ mapping }: Layout) =>
  Object.entries(mapping)
    .map(([field, { header, position }]) => ({
      name: header ?? String(position),
      index: position - 1,
      isMasked: personal.includes(field),
    }))
    .sort((a, b) => a.index - b.index);

function* unreadableLines(
  found: { lines: Float64Array; reasons: Float64Array },
  { mapping }: Layout,
): Generator<UnreadableLine> {
  for (let i = 0; i < found.lines.length; i++) {
    const reason = reasons[found.reasons[i]! - 1]!;
    const field = rejectReasons[reason];
    const column =
      mapping[field] ?? (field === 'amount' ? (mapping.order_goods ?? mapping.order_total) : undefined);
    yield {
      line: found.lines[i]!,
      reason,
      column: column?.header ?? (column ? String(column.position) : null),
      index: column ? column.position - 1 : null,
    };
  }
}
