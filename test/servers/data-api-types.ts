import { types } from '@electric-sql/pglite';
import { DataApiError } from './data-api-error.js';

/** A value as the Data API writes it: one of these, by name. */
export interface Field {
  readonly isNull?: boolean;
  readonly booleanValue?: boolean;
  readonly longValue?: number;
  readonly doubleValue?: number | string;
  readonly stringValue?: string;
  readonly arrayValue?: Readonly<Record<string, readonly unknown[]>>;
}

export interface Parameter {
  readonly name: string;
  readonly value: Field;
}

/** Column types that a result may have, by PostgreSQL's number. */
const typeNames: Record<number, string> = {
  16: 'bool',
  19: 'name',
  20: 'int8',
  21: 'int2',
  23: 'int4',
  25: 'text',
  114: 'json',
  700: 'float4',
  701: 'float8',
  1000: '_bool',
  1007: '_int4',
  1009: '_text',
  1016: '_int8',
  1022: '_float8',
  1042: 'bpchar',
  1043: 'varchar',
  1082: 'date',
  1114: 'timestamp',
  1184: 'timestamptz',
  1231: '_numeric',
  1700: 'numeric',
  2278: 'void',
  2950: 'uuid',
  3802: 'jsonb',
};

export function typeNameOf(oid: number): string {
  const name = typeNames[oid];
  if (!name) throw new DataApiError('UnsupportedResultException', `The result contains the data type ${oid}`);
  return name;
}

/** Every value as PostgreSQL's own text, so that nothing is lost on the way into a field. Arrays stay arrays. */
export const textParsers = Object.fromEntries(
  Object.entries(typeNames)
    .filter(([, name]) => !name.startsWith('_'))
    .map(([oid]) => [oid, (text: string) => text]),
);

export function fieldOf(value: string | readonly unknown[] | null, typeName: string): Field {
  if (value === null) return { isNull: true };
  if (Array.isArray(value))
    return { arrayValue: { [arrayNameOf(typeName)]: value.map((item) => elementOf(item, typeName)) } };
  const text = value as string;
  if (typeName === 'bool') return { booleanValue: text === 't' };
  if (/^int\d$/.test(typeName)) return { longValue: Number(text) };
  if (/^float\d$/.test(typeName)) return { doubleValue: Number.isFinite(Number(text)) ? Number(text) : text };
  // Times with a zone are given in UTC, and the zone is not.
  return { stringValue: typeName === 'timestamptz' ? text.replace(/\+00$/, '') : text };
}

function arrayNameOf(typeName: string): string {
  if (typeName === '_bool') return 'booleanValues';
  if (typeName.startsWith('_int')) return 'longValues';
  return typeName.startsWith('_float') ? 'doubleValues' : 'stringValues';
}

function elementOf(item: unknown, typeName: string): unknown {
  if (item === null || Array.isArray(item)) {
    throw new DataApiError(
      'UnsupportedResultException',
      'The result contains an array of arrays or with nulls',
    );
  }
  if (/^_(bool|int|float)/.test(typeName)) return typeof item === 'bigint' ? Number(item) : item;
  return String(item);
}

/** A bound value and the type that it is declared to have: PostgreSQL guesses nothing but a null's. */
export function bound({ name, value }: Parameter): { value: unknown; type: number } {
  if (value.isNull) return { value: null, type: 0 };
  if (value.stringValue !== undefined) return { value: value.stringValue, type: types.TEXT };
  if (value.longValue !== undefined) return { value: value.longValue, type: types.INT8 };
  if (value.doubleValue !== undefined) return { value: Number(value.doubleValue), type: types.FLOAT8 };
  if (value.booleanValue !== undefined) return { value: value.booleanValue, type: types.BOOL };
  throw new DataApiError('ValidationException', `parameter ${name}: not a kind of value known here`);
}
