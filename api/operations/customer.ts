import { camelCase } from '../../core/csv/camel-case.js';
import type { Asked } from '../asked.js';
import type { Schemas } from '../call.js';
import { checkCustomer, findRun } from '../explain/find-customer.js';
import { readCustomer } from '../explain/read-customer.js';

/** All that the newest run knows about one customer. */
export async function customer({ world, parameters, visible }: Asked): Promise<Schemas['Customer']> {
  const { runId } = await visible();
  const id = parameters.customer!;
  const { store, withEngine } = world;
  return world.ask(async (database) => {
    const run = await findRun(database, { run: runId });
    await checkCustomer(database, run, id);
    const { who, ...facts } = await readCustomer({ store, withEngine, database }, run, id);
    const { invoices, code_of_five, group_of_five, code_of_three, group_of_three, ...others } = who;
    return {
      ...run,
      who: {
        ...camelRow(others),
        orders: invoices,
        rfmOfFive: code_of_five,
        rfmGroupOfFive: group_of_five,
        rfmOfThree: code_of_three,
        rfmGroupOfThree: group_of_three,
      },
      conditions: facts.conditions.map(camelRow),
      features: facts.features.map(camelRow),
      forecasts: facts.forecasts.map(camelRow),
      months: [...facts.months],
      returns: facts.returns.map(camelRow),
    } as Schemas['Customer'];
  });
}

const camelRow = (row: object) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [camelCase(name), value]));
