import { jsonWithoutZeros, withoutZeros } from '../../core/csv/without-zeros.js';
import { nobodyId } from '../../core/runs/profile.js';
import { runNotes, shownCurrency } from '../../core/runs/run-notes.js';
import type { SqlValues, Transaction } from '../../io/database.js';
import type { Documents } from './documents.js';

/** Columns whose values are bound as text. */
const casts: Readonly<Record<string, string>> = {
  started_at: 'timestamptz',
  rules: 'jsonb',
  as_of: 'date',
  period_from: 'date',
  period_to: 'date',
  notes: 'jsonb',
};

/**
 * The run's own row. Where it is there already it stays locked until the transaction ends, so that the same run
 * loaded twice at once is loaded one after the other. `published_at` stays: the rows of a run are always the same.
 * @returns whether the run was there, and with it perhaps rows in other tables
 */
export async function upsertRun(transaction: Transaction, documents: Documents): Promise<boolean> {
  const values = runValues(documents);
  const columns = Object.keys(values);
  const bound = columns.map((column) => `:${column}${casts[column] ? `::${casts[column]}` : ''}`);
  const updates = columns.map((column) => `${column} = excluded.${column}`);
  // Only a row that was there already has been locked by this transaction.
  const [row] = await transaction.query<{ was_there: boolean }>(
    `insert into runs (${columns.join(', ')}) values (${bound.join(', ')})
    on conflict (run_id) do update set ${updates.join(', ')}
    returning xmax <> 0 as was_there`,
    values,
  );
  return row!.was_there;
}

function runValues({ plan, uploads, receipt, featurized, profile }: Documents): SqlValues {
  const total = (count: 'read' | 'kept' | 'rejected') =>
    uploads.reduce((sum, upload) => sum + upload[count], 0);
  return {
    run_id: plan.runId,
    dataset: plan.dataset,
    status: 'loaded',
    started_at: plan.startedAt,
    finished_at: null,
    rules: jsonWithoutZeros(plan.rules),
    rules_hash: plan.rulesHash,
    engine_version: plan.engineVersion,
    seed: plan.rules.seed,
    currency: shownCurrency(receipt),
    as_of: receipt.asOf,
    period_from: receipt.from,
    period_to: receipt.to,
    lines_read: total('read'),
    lines_kept: total('kept'),
    lines_rejected: total('rejected'),
    customers: featurized.customers,
    chosen_space: profile.chosen.space,
    chosen_model: profile.chosen.model,
    chosen_k: profile.chosen.k,
    silhouette: profile.chosen.silhouette,
    insiders_segment_id: profile.insiders.segmentId === nobodyId ? null : profile.insiders.segmentId,
    insiders_reason: withoutZeros(profile.insiders.reason),
    failed_step: null,
    error_name: null,
    error_message: null,
    notes: jsonWithoutZeros(runNotes(uploads, receipt, profile)),
  };
}
