import type { PGlite, Results } from '@electric-sql/pglite';
import { numberedValues } from '../../io/numbered-values.js';
import { DataApiError } from './data-api-error.js';
import { master, signIn, signOut } from './data-api-logins.js';
import { bound, fieldOf, type Parameter, textParsers, typeNameOf } from './data-api-types.js';
import s3Import from './s3-import.sql';

const rowBytesLimit = 64 * 1024;
const responseBytesLimit = 1024 * 1024;

/** Of Aurora's own, and in no other PostgreSQL. */
const createS3Extension = 'create extension if not exists aws_s3 cascade';

/** Gives the S3 object that a statement imports. */
export type ReadObject = (bucket: string, key: string) => Buffer | undefined;

/** Runs a statement with its named values. */
export async function execute(
  pglite: PGlite,
  sql: string,
  parameters: readonly Parameter[],
  readObject: ReadObject,
): Promise<Results<unknown[]>> {
  const byName = Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter]));
  const missing = (error: RangeError) => new DataApiError('BadRequestException', error.message);
  try {
    if (sql === createS3Extension) return await makeS3Extension(pglite);
    const numbered = numberedValues(sql, byName as never);
    const values = (numbered.values as unknown as Parameter[]).map(bound);
    const options = {
      rowMode: 'array' as const,
      parsers: textParsers,
      paramTypes: values.map(({ type }) => type),
    };
    const plainValues = values.map(({ value }) => value);
    const uri = /aws_commons\.create_s3_uri\([^)]*\)/.exec(numbered.sql)?.[0];
    const blob = uri && (await importedObject(pglite, uri, plainValues, options, readObject));
    return await pglite.query<unknown[]>(numbered.sql, plainValues, { ...options, ...(blob && { blob }) });
  } catch (error) {
    if (error instanceof DataApiError) throw error;
    if (error instanceof RangeError) throw missing(error);
    const { message, code } = error as Error & { code?: string };
    throw new DataApiError('DatabaseErrorException', `ERROR: ${message}; SQLState: ${code}`);
  }
}

/** Aurora lets its master user make it, and makes it itself. */
async function makeS3Extension(pglite: PGlite): Promise<Results<unknown[]>> {
  const { rows } = await pglite.query<{ user: string }>('select session_user as user');
  if (rows[0]!.user !== master) {
    throw new DataApiError('DatabaseErrorException', 'ERROR: permission denied to create extension "aws_s3"');
  }
  await signOut(pglite);
  const results = await pglite.exec(s3Import);
  await signIn(pglite, undefined);
  return { ...results.at(-1)!, rows: [] };
}

async function importedObject(
  pglite: PGlite,
  uri: string,
  values: unknown[],
  options: object,
  readObject: ReadObject,
): Promise<Blob> {
  const { rows } = await pglite.query<[string, string]>(
    `select bucket, file_path from ${uri}`,
    values,
    options,
  );
  const [bucket, key] = rows[0]!;
  const content = readObject(bucket, key);
  if (!content)
    throw new DataApiError('DatabaseErrorException', 'ERROR: HTTP 404. Check your arguments and try again.');
  return new Blob([content]);
}

/** The answer to a statement. @throws DataApiError where the result is larger than the service hands over */
export function describeResult(
  { fields, rows, affectedRows }: Results<unknown[]>,
  withMetadata: boolean,
): object {
  const names = fields.map(({ dataTypeID }) => typeNameOf(dataTypeID));
  const records = rows.map((row) => row.map((value, i) => fieldOf(value as string | null, names[i]!)));
  if (rows.some((row) => rowBytes(row) > rowBytesLimit)) {
    throw new DataApiError('UnsupportedResultException', 'The size of a row exceeds 64 KB');
  }
  const columnMetadata = fields.map(({ name }, i) => ({ name, label: name, typeName: names[i] }));
  const answer = {
    numberOfRecordsUpdated: fields.length > 0 ? 0 : (affectedRows ?? 0),
    ...(fields.length > 0 && { records }),
    ...(fields.length > 0 && withMetadata && { columnMetadata }),
  };
  if (JSON.stringify(answer).length > responseBytesLimit) {
    const message = 'Database returned more than the allowed response size limit';
    throw new DataApiError('UnsupportedResultException', message);
  }
  return answer;
}

const rowBytes = (row: unknown[]) =>
  row.reduce<number>((bytes, value) => bytes + (value === null ? 0 : Buffer.byteLength(String(value))), 0);
