import type { ColumnMetadata, Field, SqlParameter } from '@aws-sdk/client-rds-data';
import type { SqlValue, SqlValues } from './database.js';

export const sqlParameters = (values: SqlValues): SqlParameter[] =>
  Object.entries(values).map(([name, value]) => ({ name, value: fieldOf(value) }));

function fieldOf(value: SqlValue): Field {
  if (value === null) return { isNull: true };
  if (typeof value === 'boolean') return { booleanValue: value };
  if (typeof value === 'string') return { stringValue: value };
  return Number.isSafeInteger(value) ? { longValue: value } : { doubleValue: value };
}

/** Rows as the embedded database gives them: numbers for numbers, parsed JSON, dates and times as PostgreSQL's text. */
export function rowsOf<Row>(records: readonly Field[][], columns: readonly ColumnMetadata[]): Row[] {
  return records.map(
    (fields) =>
      Object.fromEntries(
        fields.map((field, i) => [columns[i]!.label!, plainValue(field, columns[i]!.typeName!)]),
      ) as Row,
  );
}

function plainValue(field: Field, type: string): unknown {
  if (field.isNull) return null;
  if (field.arrayValue) return elementsOf(field.arrayValue, type);
  return field.booleanValue ?? field.longValue ?? field.doubleValue ?? parsed(field.stringValue!, type);
}

function elementsOf(array: NonNullable<Field['arrayValue']>, type: string): unknown[] {
  const elements = array.stringValues?.map((text) => parsed(text!, type.slice(1)));
  return elements ?? array.longValues ?? array.doubleValues ?? array.booleanValues ?? [];
}

/** What has no type of its own in the Data API comes as text. */
function parsed(text: string, type: string): unknown {
  if (type === 'numeric') return Number(text);
  if (type === 'json' || type === 'jsonb') return JSON.parse(text);
  // In UTC, which the Data API leaves out.
  if (type === 'timestamptz') return `${text}+00`;
  return text;
}
