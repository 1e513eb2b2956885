import type { Layout } from './layout/layout.js';

/** A sheet of a workbook, looked at. */
export interface SheetLook {
  readonly name: string;
  /** Null where it is no table of orders, or where that is still to be asked. */
  readonly layout: Layout | null;
}

/** Sheets that are one table. */
export interface SheetTable<Look extends SheetLook> {
  readonly sheets: readonly Look[];
  /** Tables of orders, too, that know less of them. */
  readonly others: readonly Look[];
}

/**
 * The sheets that are the orders: those of the same columns are one table, and of several tables the one that has
 * all fields of the others and more. Null where none has.
 */
export function chooseSheets<Look extends SheetLook>(looks: readonly Look[]): SheetTable<Look> | null {
  const tables: Look[][] = [];
  for (const look of looks) {
    const same = tables.find(([first]) => columnOrder(first!.layout, look.layout) !== null);
    if (same) same.push(look);
    else tables.push([look]);
  }
  const best = tables.filter((table) => tables.every((other) => other === table || knowsMore(table, other)));
  return best.length === 1
    ? { sheets: best[0]!, others: tables.filter((table) => table !== best[0]).flat() }
    : null;
}

function knowsMore([table]: readonly SheetLook[], [other]: readonly SheetLook[]): boolean {
  const known = Object.keys(table!.layout?.mapping ?? {});
  const knownByOther = Object.keys(other!.layout?.mapping ?? {});
  return known.length > knownByOther.length && knownByOther.every((field) => known.includes(field));
}

/**
 * For each column of a table the position (from 0) that it has in a sheet; null where the sheet has not the
 * same columns.
 */
export function columnOrder(table: Layout | null, sheet: Layout | null): number[] | null {
  if (!table || !sheet) return null;
  if (!table.headers || !sheet.headers) {
    const isSame = !table.headers && !sheet.headers && table.nColumns === sheet.nColumns;
    return isSame ? Array.from({ length: table.nColumns }, (_, i) => i) : null;
  }
  const names = numbered(table.headers);
  const found = numbered(sheet.headers);
  const order = names.map((name) => found.indexOf(name));
  return names.length === found.length && !order.includes(-1) ? order : null;
}

/** Headers as they are compared, empty ones at the end left out; a second one of a name is another. */
function numbered(headers: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headers.slice(0, headers.findLastIndex((header) => header !== '') + 1).map((header) => {
    const name = header.toLowerCase();
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return `${nth} ${name}`;
  });
}
