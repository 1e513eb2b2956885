import type { Field } from '../orders/order-line.js';

/** A condition on a cell of a record. */
export interface CellTest {
  /** Header. */
  readonly column: string;
  /** Any of these texts, in any letters; absent: any text at all. */
  readonly is?: readonly string[];
  /** Any text that holds this, in small letters. */
  readonly holds?: string;
}

/** Order lines packed into one cell, or into one cell each. */
export interface PackedLines {
  /** The header of the cell, or the pattern of the headers of the cells. */
  readonly column: string | RegExp;
  /** Between the lines of one cell; null where each cell is one line. */
  readonly between: string | null;
  /** What is taken from the text of one line: group 1 of each pattern (RE2). */
  readonly parts: {
    readonly description?: string;
    readonly stock_code?: string;
    readonly quantity?: string;
    /** Money of the line. */
    readonly amount?: string;
    readonly unit_price?: string;
  };
}

/**
 * A program that exports orders: how its file is known and what its columns mean. A definition is data; what
 * it leaves out is recognised as in any other file.
 */
export interface Platform {
  /** Kebab-case, as its file. */
  readonly name: string;
  /** For people: `Shopify orders export`. */
  readonly title: string;
  /** Headers that the file must have, all of them, in any order and letters. */
  readonly headers: readonly string[];
  /** Headers that it must not have. */
  readonly without?: readonly string[];
  /** Field -> header, the first that the file has. Null: the file has no such thing, whatever a header says. */
  readonly columns?: Readonly<Partial<Record<Field, string | readonly string[] | null>>>;
  /** Only records that pass each of these are order lines. */
  readonly lines?: readonly CellTest[];
  /** … and that pass none of these. */
  readonly notLines?: readonly CellTest[];
  /** Records that give back what another record sold: whose they are stands there, under the number in a column. */
  readonly givesBack?: { readonly when: CellTest; readonly order: string };
  /** Records that are no lines say the state of the line above them, as far as they agree. */
  readonly partsFollow?: boolean;
  /** Records that pass one of these have a state beside what the state columns say. */
  readonly states?: readonly (CellTest & { readonly state: string; readonly not?: boolean })[];
  /** Codes of states -> words. */
  readonly stateWords?: Readonly<Record<string, string>>;
  /** All its money is in hundredths of the currency. */
  readonly cents?: boolean;
  /** Orders whose state says so came back whole, also where a column has the refunds of parts. */
  readonly refundsByState?: boolean;
  /** `line`: the price is for all pieces of the line. */
  readonly priceIs?: 'piece' | 'line';
  /** `order_goods` is before (after) the order's discount. */
  readonly goodsAre?: 'before discount' | 'after discount';
  /** `goods`: refunds are of goods alone, without their tax and shipping. */
  readonly refundsAre?: 'goods';
  /** Where the file has no column of it. */
  readonly currency?: string;
  readonly packed?: PackedLines;
  /** What the report does not have, for the notes. */
  readonly lacks?: string;
  /** The report cannot answer. */
  readonly refusal?: { readonly message: string; readonly remedy: string };
}
