import { UserError } from '../../core/errors/user-error.js';
import { type PartInvoice, repeatedInstalments } from '../../core/orders/part-invoices.js';
import type { ColumnMapping } from '../../core/reading/column-mapping.js';
import type { Layout } from '../../core/reading/layout/layout.js';
import type { Engine } from '../engine.js';

/**
 * Takes instalments that a final invoice repeats out of `typed_lines`.
 * @param cells the query of the file's cells
 * @returns how many invoices are gone
 * @throws UserError `InstalmentsTwice` where the file has both and does not tell whether the finals repeat them
 */
export async function leaveOutInstalments(
  engine: Engine,
  { mapping, headers, nColumns }: Layout,
  { cells, file }: { readonly cells: string; readonly file: string },
): Promise<number> {
  const kinds = await engine.query<{ meaning: string; kind: string }>(
    `select meaning, min(kind) as kind from document_kinds where meaning in ('instalment', 'final') group by 1 order by 1`,
  );
  if (kinds.length < 2 || !mapping.invoice_id) return 0;
  const repeated = repeatedInstalments(await partInvoices(engine, cells, mapping, nColumns));
  const [final, instalment] = kinds.map(({ kind }) => kind);
  const column = headers?.[mapping.document_kind!.position - 1] ?? '';
  if (repeated === null)
    throw new UserError(
      'InstalmentsTwice',
      `'${column}' says '${instalment}' and '${final}', and nothing in the file tells whether the latter has the money of the former once more`,
      {
        remedy: `Take the '${instalment}' lines out of the file if the '${final}' lines have their money, or export the invoices with what each of them asks for.`,
        file,
        column,
      },
    );
  await engine.query(
    `delete from typed_lines where read_invoice_id in (select unnest(from_json($1, '["varchar"]')))`,
    [JSON.stringify(repeated)],
  );
  return new Set(repeated).size;
}

const moneyOf = ({ amount, quantity, unit_price, order_goods, order_total }: ColumnMapping) => {
  if (order_goods) return 'max(order_goods)';
  if (order_total) return 'max(order_total)';
  if (amount) return 'sum(amount)';
  return quantity && unit_price ? 'sum(quantity * unit_price)' : '0';
};

/** Instalments and finals in order of time, each with the texts of the columns that are not read. */
async function partInvoices(
  engine: Engine,
  cells: string,
  mapping: ColumnMapping,
  nColumns: number,
): Promise<readonly PartInvoice[]> {
  const used = new Set(Object.values(mapping).map(({ position }) => position));
  const free = Array.from({ length: nColumns }, (_, i) => i + 1).filter((position) => !used.has(position));
  const keys = free.map((position) => `coalesce(min(c${position}), '')`).join(', ');
  return await engine.query<PartInvoice>(`
    select meaning as kind, read_invoice_id as number, coalesce(min(customer_id), '') as customer,
      ${free.length > 0 ? `[${keys}]` : 'cast([] as varchar[])'} as keys, cast(${moneyOf(mapping)} as double) as money
    from typed_lines join (${cells}) using (line_no) join document_kinds on document_kind_cell = document_kinds.kind
    where meaning in ('instalment', 'final') and read_invoice_id is not null
    group by all order by min(ordered_at), min(line_no)`);
}
