import type { Database } from '../../io/database.js';
import { type DatabaseFiles, migrate } from '../../io/migrate.js';

/** What CloudFormation asks for, as far as it matters here. */
export interface MigrateRequest {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
}

/**
 * Brings the database of a stack up to date. Each migration is a transaction: after a failure, the next deployment
 * goes on from where this one stopped.
 *
 * A database that is newer than the files is left as it is when a stack is updated: that is how CloudFormation rolls
 * back, and an error there would leave the stack stuck half-way.
 */
export async function migrateDatabase(
  { RequestType }: MigrateRequest,
  database: Database,
  files: DatabaseFiles,
): Promise<'migrated' | 'left as it is'> {
  if (RequestType === 'Delete') return 'left as it is';
  try {
    await database.query('create extension if not exists aws_s3 cascade');
    await migrate(database, files);
    return 'migrated';
  } catch (error) {
    if (RequestType === 'Update' && (error as Error).name === 'DatabaseIsNewer') return 'left as it is';
    throw error;
  }
}
