import type { Database } from '../../io/database.js';

export interface History {
  readonly dataset: string;
  readonly runs: number;
  /** Customers of a run for each one of the run that is copied. */
  readonly copies: number;
}

/** Tables that hold a fixed number of customers however many there are. */
const samples = [
  ...['sampled_customers', 'movers', 'returning_customers', 'experiment_arms', 'silhouette_steps'],
  'due_products',
];

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * As a superuser: copies the rows of a run to as many runs of a dataset, each published a day after the one before.
 * @returns the newest run's id
 */
export async function addHistory(
  database: Database,
  source: string,
  { dataset, runs, copies }: History,
): Promise<string> {
  const tables = await database.query<Table & object>(`
    select table_name as name, array_agg(column_name::text order by ordinal_position) as columns
    from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE'
    group by table_name
    having bool_or(column_name = 'run_id')
    order by table_name`);
  // Rows refer to each other, and tables do not come in the order that this asks for.
  await database.query('set session_replication_role = replica');
  const customersBefore = await countOf(database, source);
  const runIdOf = (run: number) => `${dataset}-${String(run).padStart(3, '0')}`;
  for (const { name, columns } of tables) {
    const isPerCustomer = columns.includes('customer_id') && !samples.includes(name);
    const values = columns.map((column) => {
      if (column === 'run_id') return `:dataset || '-' || lpad(run::text, 3, '0')`;
      if (column === 'dataset') return ':dataset';
      if (column === 'published_at') return `timestamptz '2020-01-01' + interval '1 day' * run`;
      if (!isPerCustomer) return `source."${column}"`;
      if (column === 'customer_id')
        return `source.customer_id || case copy when 1 then '' else '-' || copy end`;
      if (column === 'sample_order') return `source.sample_order + (copy - 1) * ${customersBefore}`;
      return `source."${column}"`;
    });
    await database.query(
      `insert into "${name}" (${columns.map((column) => `"${column}"`).join(', ')})
      select ${values.join(', ')}
      from "${name}" as source, generate_series(1, ${runs}) as run, generate_series(1, ${isPerCustomer ? copies : 1}) as copy
      where source.run_id = :source`,
      { source, ...(JSON.stringify(values).includes(':dataset') && { dataset }) },
    );
  }
  await database.query('set session_replication_role = origin');
  await database.query('analyze');
  return runIdOf(runs);
}

async function countOf(database: Database, runId: string): Promise<number> {
  const [counted] = await database.query<{ customers: number }>(
    'select count(*) as customers from customers where run_id = :runId',
    { runId },
  );
  return Number(counted!.customers);
}
