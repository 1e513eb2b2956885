import { createHash } from 'node:crypto';
import { UserError } from '../core/errors/user-error.js';
import bookkeeping from '../sql/postgres/bookkeeping.sql';
import finishViews from '../sql/postgres/finish-views.sql';
import { formerTexts } from '../sql/postgres/former-texts.js';
import type { SqlFile } from '../sql/postgres/migrations.js';
import type { Database, Queryable } from './database.js';
import { sqlStatements } from './sql-statements.js';

export interface DatabaseFiles {
  /** Numbered from 1 by their order, applied once each. */
  readonly migrations: readonly SqlFile[];
  /** Made anew, all of them, whenever a migration was applied or one of them has changed. */
  readonly views: readonly SqlFile[];
}

interface Applied {
  readonly name: string;
  readonly sha256: string;
}

/**
 * Brings a database up to date. A migration that fails leaves the database as it was before it.
 *
 * @throws UserError `DatabaseIsNewer` when the database has more migrations than the files, `MigrationMismatch` when
 * one of its migrations is another one in the files
 */
export async function migrate(database: Database, { migrations, views }: DatabaseFiles): Promise<void> {
  const files = migrations.map(hashed);
  await runScript(database, bookkeeping);
  const applied = await readApplied(database);
  checkApplied(applied, files);
  await bringForward(database, applied, files);
  const names = new Set(applied.map(({ name }) => name));
  for (const [index, file] of files.entries()) {
    if (!names.has(file.name)) await applyMigration(database, index + 1, file);
  }
  await remakeViews(database, viewsOnTopOf(files, views));
}

interface HashedFile extends SqlFile, Applied {}

const hashed = ({ name, text }: SqlFile): HashedFile => ({ name, text, sha256: sha256(text) });

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A view lists the columns that its tables had when it was made: its hash counts their migrations in. */
function viewsOnTopOf(migrations: readonly HashedFile[], views: readonly SqlFile[]): HashedFile[] {
  const base = migrations.map((file) => file.sha256).join() + finishViews;
  return views.map(({ name, text }) => ({ name, text, sha256: sha256(base + text) }));
}

const readApplied = (database: Queryable) =>
  database.query<Applied & { number: number }>(
    'select number, name, sha256 from applied_migrations order by number',
  );

function checkApplied(applied: readonly Applied[], files: readonly HashedFile[]): void {
  for (const [index, { name, sha256 }] of applied.entries()) {
    const file = files.find((one) => one.name === name);
    if (file && (file.sha256 === sha256 || formerText(name, sha256))) continue;
    const other = files[index];
    const finding = file ? 'has another text in' : other ? `is '${other.name}' in` : 'is not among';
    throw new UserError(
      file || other ? 'MigrationMismatch' : 'DatabaseIsNewer',
      `migration ${index + 1} of this database, '${name}', ${finding} the files of this version`,
      {
        remedy:
          'Use the version that made the database or a later one; never change a migration once applied.',
      },
    );
  }
}

const formerText = (name: string, sha256: string) =>
  formerTexts[name]?.find((former) => former.sha256 === sha256);

/**
 * A database of the first days has migrations in the text that they had then, and in the order in which they came: each
 * becomes today's, and gets the number that it has among the files.
 */
async function bringForward(
  database: Database,
  applied: readonly (Applied & { number: number })[],
  files: readonly HashedFile[],
): Promise<void> {
  const numberOf = (name: string) => files.findIndex((file) => file.name === name) + 1;
  if (applied.every(({ name, number, sha256 }) => number === numberOf(name) && !formerText(name, sha256)))
    return;
  await database.transaction(async (transaction) => {
    await transaction.query('lock table applied_migrations in share row exclusive mode');
    const found = await readApplied(transaction);
    for (const { name, sha256 } of found) {
      const former = formerText(name, sha256);
      if (former) await runScript(transaction, former.script);
      const today = files[numberOf(name) - 1]!.sha256;
      // Below zero first: of two numbers that change places, none is ever there twice.
      const values = { name, number: -numberOf(name), today };
      await transaction.query(
        'update applied_migrations set number = :number, sha256 = :today where name = :name',
        values,
      );
    }
    await transaction.query('update applied_migrations set number = -number');
  });
}

async function applyMigration(database: Database, number: number, file: HashedFile): Promise<void> {
  await database.transaction(async (transaction) => {
    // Of two that migrate at once, the second waits here and then finds the work done.
    await transaction.query('lock table applied_migrations in share row exclusive mode');
    const [done] = await transaction.query('select name from applied_migrations where number = :number', {
      number,
    });
    if (done) return;
    await runScript(transaction, file.text);
    const { name, sha256 } = file;
    await transaction.query(
      'insert into applied_migrations (number, name, sha256) values (:number, :name, :sha256)',
      { number, name, sha256 },
    );
  });
}

async function remakeViews(database: Database, views: readonly HashedFile[]): Promise<void> {
  if (await areUpToDate(database, views)) return;
  await database.transaction(async (transaction) => {
    await transaction.query('lock table applied_views in share row exclusive mode');
    const old = await transaction.query<Applied>('select name from applied_views order by position desc');
    for (const { name } of old) await transaction.query(`drop view "${name}"`);
    await transaction.query('delete from applied_views');
    for (const [index, { name, text, sha256 }] of views.entries()) {
      await runScript(transaction, text);
      await transaction.query(
        'insert into applied_views (position, name, sha256) values (:position, :name, :sha256)',
        { position: index + 1, name, sha256 },
      );
    }
    await runScript(transaction, finishViews);
  });
}

async function areUpToDate(database: Queryable, views: readonly HashedFile[]): Promise<boolean> {
  const made = await database.query<Applied>('select name, sha256 from applied_views order by position');
  const listOf = (list: readonly Applied[]) => JSON.stringify(list.map(({ name, sha256 }) => [name, sha256]));
  return listOf(made) === listOf(views);
}

/** Statement by statement: the Data API takes one at a time. */
async function runScript(connection: Queryable, script: string): Promise<void> {
  for (const statement of sqlStatements(script)) await connection.query(statement);
}
