import { UserError } from '../../core/errors/user-error.js';
import { nearestWords } from '../../core/rules/suggest-word.js';
import type { Queryable } from '../../io/database.js';

/** Which run to ask: by its id, or the newest published one of a dataset, or of all. */
export interface Wanted {
  readonly run?: string;
  readonly dataset?: string;
}

export interface FoundRun {
  readonly runId: string;
  readonly dataset: string;
  /** ISO date: the day that recency is counted from. */
  readonly asOf: string;
  readonly currency: string | null;
}

/** @throws UserError `NoSuchRun` */
export async function findRun(database: Queryable, { run, dataset }: Wanted): Promise<FoundRun> {
  const [found] = await database.query<{
    run_id: string;
    dataset: string;
    as_of: string;
    currency: string | null;
  }>(
    `select run_id, dataset, to_char(as_of, 'YYYY-MM-DD') as as_of, currency
    from runs
    where published_at is not null
      and (cast(:run as text) is null or run_id = :run)
      and (cast(:dataset as text) is null or dataset = :dataset)
    order by publication desc nulls last, published_at desc, run_id
    limit 1`,
    { run: run ?? null, dataset: dataset ?? null },
  );
  if (found)
    return { runId: found.run_id, dataset: found.dataset, asOf: found.as_of, currency: found.currency };
  const what = run ? `no run '${run}'` : dataset ? `no run of the dataset '${dataset}'` : 'no run';
  throw new UserError('NoSuchRun', `there is ${what} to be seen`, {
    remedy: 'What there is: insiders sql "select run_id, dataset, published_at from runs"',
  });
}

/** Customers that are compared with one that is not there: those whose number of characters is nearest. */
const mostCompared = 50_000;

/** @throws UserError `NoSuchCustomer` with the names that are nearest */
export async function checkCustomer(
  database: Queryable,
  { runId, dataset }: FoundRun,
  id: string,
): Promise<void> {
  const [found] = await database.query(
    'select 1 from customers where run_id = :runId and customer_id = :id',
    {
      ...{ runId, id },
    },
  );
  if (found) return;
  const others = await database.query<{ customer_id: string }>(
    `select customer_id
    from customers
    where run_id = :runId
    order by abs(length(customer_id) - length(cast(:id as text))), customer_id
    limit ${mostCompared}`,
    { runId, id },
  );
  const near = nearestWords(
    id,
    others.map((row) => row.customer_id),
    3,
  );
  throw new UserError('NoSuchCustomer', `${dataset} has no customer '${id}' with a purchase that counts`, {
    remedy: `The nearest are ${near.map((name) => `'${name}'`).join(', ')}; rejects.csv and the cleaning receipt say what was left out.`,
  });
}
