import { features } from '../../core/features/features.js';
import type { Engine } from '../../io/engine.js';
import { defused } from './defused.js';
import type { List } from './list.js';

const order = 'order by cast(gross_revenue as double) desc, customer_id';

/** Every customer and the Insiders, as people open them in a spreadsheet. */
export const customerLists: readonly List[] = [
  { file: 'customers.csv', query: `select * from listed_customers ${order}` },
  {
    file: 'insiders.csv',
    query: `select * exclude (is_insider) from listed_customers where is_insider ${order}`,
  },
  {
    // Those who spent most, whoever they are: as many as Insiders, or a tenth where nobody is elected.
    file: 'top-by-value.csv',
    query: `select * from listed_customers ${order}
      limit (select coalesce(nullif(count(*) filter (where is_insider), 0), ceil(count(*) / 10))::bigint from listed_customers)`,
  },
];

/** @param hasContacts whether anybody in `contacts` has a name or an address */
export async function makeListedCustomers(engine: Engine, hasContacts: boolean): Promise<void> {
  await engine.run(plainNumber);
  await engine.run(`
    create view listed_customers as
    select
      ${defused('customers.customer_id')} as customer_id,
      ${hasContacts ? `${defused('contacts.name')} as customer_name, ${defused('contacts.email')} as customer_email,` : ''}
      coalesce(segment, 'none') as segment,
      is_insider,
      ${features.map(({ name, unit }) => plainCell(name, unit)).join(',\n      ')}
    from customers
    left join segment_names on segment_names.segment_id = cast(customers.segment_id as integer)
    left join contacts on contacts.customer_id = customers.customer_id`);
}

/** Numbers without trailing zeros; text that a spreadsheet would run is defused. */
const plainCell = (name: string, unit: string) => {
  if (name === 'country') return `${defused(name)} as ${name}`;
  return unit === 'time' ? name : `plain_number(${name}) as ${name}`;
};

const plainNumber = `create macro plain_number(cell) as case
  when cast(cell as double) = trunc(cast(cell as double)) then cast(cast(cast(cell as double) as hugeint) as varchar)
  else cast(cast(cell as double) as varchar)
end`;
