import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { rowParts } from '../../core/csv/row-parts.js';
import { tableCsvChunks } from '../../core/csv/table-csv.js';
import { runKey } from '../../core/runs/keys.js';
import type { StudyDocument, StudyName, StudyTable, StudyTask } from '../../core/runs/studies.js';
import type { Step, StepIo } from '../../io/step-io.js';
import { campaign } from './campaign.js';
import { cohorts } from './cohorts.js';
import { effect } from './effect/effect.js';
import { experiment } from './experiment.js';
import { explore } from './explore/explore.js';
import { forecast } from './forecast.js';
import { guarantee } from './guarantee/guarantee.js';
import { membership } from './membership/membership.js';
import { movers } from './movers/movers.js';
import { portfolio } from './portfolio/portfolio.js';
import { products } from './products/products.js';
import { reorders } from './reorders/reorders.js';
import { returns } from './returns.js';
import { revenue } from './revenue/revenue.js';
import { segments } from './segments/segments.js';
import { readStudyContext, type Study } from './study-context.js';
import { trial } from './trial/trial.js';

export interface StudyOutput extends StudyTask {
  readonly summary: string;
}

const studies: Record<StudyName, Study> = {
  returns,
  movers,
  experiment,
  campaign,
  guarantee,
  forecast,
  cohorts,
  explore,
  membership,
  portfolio,
  segments,
  revenue,
  effect,
  trial,
  products,
  reorders,
};

/** Answers one question and stores the answer's tables as `load` takes them. */
export const study: Step<StudyTask, StudyOutput> = async ({ dataset, runId, study: name }, io) => {
  const context = await readStudyContext(io.store, dataset, runId);
  const { tables, ...result } = await studies[name](context, io);
  const stored: StudyTable[] = [];
  for (const { table, columns, rows } of tables) {
    const keys: string[] = [];
    for (const part of rowParts(rows)) {
      const key = runKey(runId, 'study', `${name}-${table}-${keys.length + 1}.csv`);
      const chunks = tableCsvChunks({ table, columns, rows: part }, runId);
      await io.store.writeFile(key, (path) => pipeline(Readable.from(chunks), createWriteStream(path)));
      keys.push(key);
    }
    stored.push({ table, columns: ['run_id', ...columns], keys });
  }
  await writeDocument(io, runId, name, { ...result, tables: stored });
  return { dataset, runId, study: name, summary: result.summary };
};

const writeDocument = ({ store }: StepIo, runId: string, name: StudyName, document: StudyDocument) =>
  store.write(runKey(runId, 'study', `${name}.json`), JSON.stringify(document));
