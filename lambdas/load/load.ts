import type { AnswerDocument } from '../../core/answers/answer-document.js';
import { type TableRows, tableCsv } from '../../core/csv/table-csv.js';
import { runKey } from '../../core/runs/keys.js';
import type { StudyDocument, StudyTable } from '../../core/runs/studies.js';
import { dashboards } from '../../dashboards/dashboards.js';
import type { Transaction } from '../../io/database.js';
import { readJson } from '../../io/read-json.js';
import { readStudies } from '../../io/read-studies.js';
import type { Step, StepIo } from '../../io/step-io.js';
import { writeCustomerRows } from './customer-rows.js';
import { type Documents, readDocuments } from './documents.js';
import { rejectRows } from './reject-rows.js';
import { runTables } from './run-tables.js';
import { upsertRun } from './upsert-run.js';

export interface LoadInput {
  readonly dataset: string;
  readonly runId: string;
}

/**
 * Puts a run into PostgreSQL, whole or not at all, in place of what an earlier load of the same run has put there.
 * Nobody sees it before `publish`.
 */
export const load: Step<LoadInput, { summary: string }> = async ({ dataset, runId }, io) => {
  const documents = await readDocuments(io.store, dataset, runId);
  const found = Object.values(await readStudies(io.store, runId));
  const { answers } = await readJson<AnswerDocument>(io.store, runKey(runId, 'answer', 'answers.json'));
  const tables = [
    ...runTables(documents),
    await rejectRows(io, dataset, documents.uploads),
    answerRows(answers),
    refusalRows(found),
  ];
  const imports: StudyTable[] = [];
  for (const table of tables) imports.push(await writeTable(io, runId, table));
  // Rows of a study may refer to segments.
  imports.push(...found.flatMap(({ tables }) => tables));
  imports.push(...(await writeCustomerRows(io, runId, documents.featurized)));

  const database = await io.database();
  const rows = await database.transaction((transaction) => replaceRun(transaction, documents, imports));
  return { summary: `${rows.toLocaleString('en')} rows in ${imports.length + 1} tables` };
};

const answerRows = (answers: AnswerDocument['answers']): TableRows => ({
  table: 'answers',
  columns: ['position', 'question', 'sentence', 'figure', 'unit', 'panel'],
  rows: answers.map((answer, index) => ({ ...answer, position: index + 1 })),
});

const refusalRows = (found: readonly StudyDocument[]): TableRows => ({
  table: 'refusals',
  columns: ['topic', 'title', 'reason'],
  rows: found
    .flatMap(({ refusals }) => refusals)
    .map(({ topic, reason }) => ({ topic, title: titleOf(topic), reason })),
});

/** The question that a panel answers. */
function titleOf(topic: string): string {
  const panel = dashboards.flatMap(({ panels }) => panels).find(({ name }) => name === topic);
  if (!panel) throw new Error(`a study refuses '${topic}', which is no panel`);
  return panel.title;
}

async function writeTable(io: StepIo, runId: string, table: TableRows): Promise<StudyTable> {
  const key = runKey(runId, 'load', `${table.table}.csv`);
  await io.store.write(key, tableCsv(table, runId));
  return { table: table.table, columns: ['run_id', ...table.columns], keys: [key] };
}

/** @returns rows written */
async function replaceRun(
  transaction: Transaction,
  documents: Documents,
  imports: readonly StudyTable[],
): Promise<number> {
  const { runId } = documents.plan;
  if (await upsertRun(transaction, documents)) {
    for (const { table } of imports) {
      await transaction.query(`delete from ${table} where run_id = :runId`, { runId });
    }
  }
  let rows = 1;
  for (const { table, columns, keys } of imports) {
    for (const key of keys) rows += await transaction.importCsv(table, columns, key);
  }
  await transaction.query(
    'update runs set revenue = (select sum(gross_revenue) from customers where run_id = :runId) where run_id = :runId',
    { runId },
  );
  return rows;
}
