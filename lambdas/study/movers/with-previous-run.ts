import { runKey } from '../../../core/runs/keys.js';
import type { Engine } from '../../../io/engine.js';
import { memberRows } from '../../../io/member-rows.js';
import { parquetTable } from '../../../io/parquet.js';
import type { StepIo } from '../../../io/step-io.js';

/** DuckDB with the customers and members of this run and of the previous one, as `customers_before` and `members_before`. */
export async function withPreviousRun<T>(
  io: StepIo,
  runId: string,
  previousRunId: string,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const views = async (run: string, suffix: string) => {
    const customers = await io.store.openFile(runKey(run, 'featurize', 'customers.parquet'));
    const members = await io.store.openFile(runKey(run, 'profile', 'members.csv'));
    return `
      create view customers${suffix} as select * from ${parquetTable(customers)};
      create view members${suffix} as ${memberRows(members)};`;
  };
  const script = `${await views(runId, '')}${await views(previousRunId, '_before')}`;
  return io.withEngine(async (engine) => {
    await engine.run(script);
    return work(engine);
  });
}
