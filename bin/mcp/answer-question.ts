import type { Call, Reply } from '../../api/call.js';
import { UserError } from '../../core/errors/user-error.js';
import { checkDatasetName } from '../../core/uploads/check-dataset-name.js';
import type { Database } from '../../io/database.js';
import { queryFirst } from '../../io/query-role.js';
import type { Answered, Question } from './questions.js';

export interface Answering {
  /** By the contract. */
  answer(call: Call): Promise<Reply>;
  /** Lends the database, which only reads. */
  ask<T>(work: (database: Database) => Promise<T>): Promise<T>;
  /** The one dataset that may be asked about; undefined: all. */
  readonly dataset: string | undefined;
}

/** Characters of rows as JSON, which is what an assistant has to read. */
const mostCharacters = 200_000;

/** Answers a question; what somebody can mend is an answer too. @throws Error of ours */
export async function answerQuestion(answering: Answering, question: Question): Promise<Answered> {
  try {
    return question.kind === 'call'
      ? await answerCall(answering, question)
      : { data: await answering.ask((database) => answers(database, question, answering.dataset)) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { error: error.name, data: { detail: error.message, remedy: error.remedy } };
  }
}

type ContractCall = Extract<Question, { kind: 'call' }>;

async function answerCall({ answer }: Answering, { path, query }: ContractCall): Promise<Answered> {
  const call = {
    method: 'GET',
    path,
    query: new URLSearchParams(Object.fromEntries(query)),
    headers: {},
  };
  const { status, body } = await answer({ ...call, body: new Uint8Array() });
  const data = JSON.parse(body);
  if (status === 200) return { data };
  const { type, detail, remedy } = data;
  return { error: String(type).split(':').at(-1)!, data: { detail, remedy } };
}

async function answers(
  database: Database,
  question: Exclude<Question, ContractCall>,
  dataset: string | undefined,
): Promise<object> {
  switch (question.kind) {
    case 'datasets':
      return { items: await database.query(datasetsSql, { dataset: dataset ?? null }) };
    case 'view':
      return viewOf(database, question);
    case 'tables':
      return {
        items: await database.query(question.view === null ? viewsSql : columnsSql, { view: question.view }),
      };
    case 'query':
      return rowsOf(database, question);
  }
}

const datasetsSql = `
  select dataset, run_id as "runId", to_char(as_of, 'YYYY-MM-DD') as "asOf", currency, customers::float8 as customers,
    revenue::float8 as revenue
  from current_runs
  where cast(:dataset as text) is null or dataset = :dataset
  order by dataset`;

const orders = {
  near_the_door: 'orders_missing, usual_money, customer_id',
  about_to_leave: 'days_left, customer_id',
  not_answered: 'topic',
} as const;

async function viewOf(
  database: Database,
  { view, dataset, limit, offset }: Extract<Question, { kind: 'view' }>,
): Promise<object> {
  checkDatasetName(dataset);
  const [run] = await database.query<{ run_id: string; currency: string | null }>(
    'select run_id, currency from current_runs where dataset = :dataset',
    { dataset },
  );
  if (!run) {
    throw new UserError('UnknownDataset', `there is no dataset '${dataset}' with a published run`, {
      remedy: 'The tool `datasets` names those that there are.',
    });
  }
  const items = await database.query(
    `select * from ${view} where run_id = :runId order by ${orders[view]} limit :limit offset :offset`,
    { runId: run.run_id, limit, offset },
  );
  return { dataset, runId: run.run_id, currency: run.currency, items };
}

const viewsSql = `
  select table_name as view, obj_description(cast(quote_ident(table_name) as regclass)) as "isOneRowPer"
  from information_schema.views
  where table_schema = 'public' and cast(:view as text) is null
  order by table_name`;

const columnsSql = `
  select column_name as column, data_type as type,
    col_description(cast(quote_ident(table_name) as regclass), ordinal_position) as meaning
  from information_schema.columns
  where table_schema = 'public' and table_name = :view
  order by ordinal_position`;

async function rowsOf(
  database: Database,
  { sql, limit }: Extract<Question, { kind: 'query' }>,
): Promise<object> {
  const rows = await queryFirst(database, sql, limit + 1).catch((error: Error) => {
    if (error instanceof UserError) throw error;
    throw new UserError('QueryFailed', error.message, {
      remedy: 'Only one statement that reads is run. The tool `tables` names views and columns.',
      cause: error,
    });
  });
  const items: object[] = [];
  for (let characters = 0; items.length < Math.min(limit, rows.length); ) {
    const row = rows[items.length]!;
    characters += JSON.stringify(row).length;
    if (characters > mostCharacters) break;
    items.push(row);
  }
  return { items, isCut: items.length < rows.length };
}
