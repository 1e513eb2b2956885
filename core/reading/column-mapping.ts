import type { Field } from '../orders/order-line.js';

/** A column of the file that is read as a field. */
export interface MatchedColumn {
  /** As the file has it; null in a file without a header. */
  readonly header: string | null;
  /** From 1. */
  readonly position: number;
  /** The rules named it, its platform's definition does, its name is known, a word of it is, or its values gave it away. */
  readonly matchedBy: 'rule' | 'platform' | 'name' | 'word' | 'values';
}

export type ColumnMapping = Partial<Record<Field, MatchedColumn>>;
