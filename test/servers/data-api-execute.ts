import { DataApiError } from './data-api-error.js';
import { namedParameters } from './data-api-parameters.js';
import type { BoundValue, Connection, Results } from './data-api-postgres.js';
import { bound, fieldOf, type Parameter, typeNameOf } from './data-api-types.js';

const rowBytesLimit = 64 * 1024;
const responseBytesLimit = 1024 * 1024;

/** Of Aurora's own, and in no other PostgreSQL. */
const createS3Extension = 'create extension if not exists aws_s3 cascade';

/** Gives the S3 object that a statement imports. */
export type ReadObject = (bucket: string, key: string) => Buffer | undefined;

/** Runs a statement with its named values. */
export async function execute(
  connection: Connection,
  sql: string,
  parameters: readonly Parameter[],
  readObject: ReadObject,
): Promise<Results> {
  try {
    if (sql === createS3Extension) {
      await connection.makeS3Extension();
      return { fields: [], rows: [], affectedRows: 0 };
    }
    const { sql: numbered, names } = namedParameters(sql);
    const values = names.map((name) => {
      const parameter = parameters.find((one) => one.name === name);
      if (!parameter) throw new DataApiError('BadRequestException', `Cannot find parameter: ${name}`);
      return bound(parameter);
    });
    const uri = /aws_commons\.create_s3_uri\([^)]*\)/.exec(numbered)?.[0];
    const object = uri && (await importedObject(connection, uri, values, readObject));
    return await connection.query(numbered, values, object || undefined);
  } catch (error) {
    if (error instanceof DataApiError) throw error;
    const { message, code } = error as Error & { code?: string };
    throw new DataApiError('DatabaseErrorException', `ERROR: ${message}; SQLState: ${code}`);
  }
}

async function importedObject(
  connection: Connection,
  uri: string,
  values: readonly BoundValue[],
  readObject: ReadObject,
): Promise<Buffer> {
  // Values that only other parts of the statement name have no type here.
  const used = [...new Set(uri.match(/\$\d+/g))];
  const own = used.map((name) => values[Number(name.slice(1)) - 1]!);
  const renumbered = uri.replaceAll(/\$\d+/g, (name) => `$${used.indexOf(name) + 1}`);
  const { rows } = await connection.query(`select bucket, file_path from ${renumbered}`, own);
  const [bucket, key] = rows[0] as [string, string];
  const content = readObject(bucket, key);
  if (!content)
    throw new DataApiError('DatabaseErrorException', 'ERROR: HTTP 404. Check your arguments and try again.');
  return content;
}

/** The answer to a statement. @throws DataApiError where the result is larger than the service hands over */
export function describeResult({ fields, rows, affectedRows }: Results, withMetadata: boolean): object {
  const names = fields.map(({ dataTypeID }) => typeNameOf(dataTypeID));
  const records = rows.map((row) => row.map((value, i) => fieldOf(value, names[i]!)));
  if (rows.some((row) => rowBytes(row) > rowBytesLimit)) {
    throw new DataApiError('UnsupportedResultException', 'The size of a row exceeds 64 KB');
  }
  const columnMetadata = fields.map(({ name }, i) => ({ name, label: name, typeName: names[i] }));
  const answer = {
    numberOfRecordsUpdated: fields.length > 0 ? 0 : affectedRows,
    ...(fields.length > 0 && { records }),
    ...(fields.length > 0 && withMetadata && { columnMetadata }),
  };
  if (JSON.stringify(answer).length > responseBytesLimit) {
    const message = 'Database returned more than the allowed response size limit';
    throw new DataApiError('UnsupportedResultException', message);
  }
  return answer;
}

const rowBytes = (row: readonly unknown[]) =>
  row.reduce<number>((bytes, value) => bytes + (value === null ? 0 : Buffer.byteLength(String(value))), 0);
