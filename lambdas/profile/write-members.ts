import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { quotedCell } from '../../core/csv/csv-line.js';
import { customerParts } from '../../core/features/customer-parts.js';
import type { Matrix } from '../../core/matrix/matrix.js';
import { decodeMatrix } from '../../core/matrix/npy.js';
import { runKey } from '../../core/runs/keys.js';
import type { CustomerTable } from '../../io/customers/customer-table.js';
import type { StepIo } from '../../io/step-io.js';

/** Every customer with the segment that was found. */
export interface MemberColumns {
  /** Int32Array (nCustomers): from 1; 0 for noise. */
  readonly segmentIds: Int32Array;
  /** Float64Array (nCustomers), NaN for noise. */
  readonly silhouettes: Float64Array;
  /** `nobodyId` where nobody is one. */
  readonly insidersId: number;
}

/** Writes `members.csv`, one row per customer, a part of the customers at a time. */
export async function writeMembers(
  { store }: StepIo,
  runId: string,
  table: CustomerTable,
  columns: MemberColumns,
): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    yield 'customer_id,segment_id,is_insider,silhouette,map_x,map_y\n';
    for (const part of customerParts(columns.segmentIds.length)) {
      const map = decodeMatrix(await store.read(runKey(runId, 'assign', `${part.from}-map.npy`)));
      const ids = await table.ids(part);
      yield ids.map((id, i) => memberLine(id, part.from + i, columns, map, i)).join('');
    }
  }
  await store.writeFile(runKey(runId, 'profile', 'members.csv'), (path) =>
    pipeline(Readable.from(lines()), createWriteStream(path)),
  );
}

function memberLine(id: string, i: number, columns: MemberColumns, map: Matrix, row: number): string {
  const segmentId = columns.segmentIds[i]!;
  const fit = segmentId === 0 ? '' : columns.silhouettes[i]!;
  const x = map.data[row * map.cols]!;
  const y = map.cols > 1 ? map.data[row * map.cols + 1]! : 0;
  return `${[quotedCell(id), segmentId, segmentId === columns.insidersId, fit, x, y].join(',')}\n`;
}
