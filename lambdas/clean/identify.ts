import { type Identity, noIdentity } from '../../core/cleaning/receipt.js';
import { guestWords } from '../../core/orders/guests.js';
import { folded } from '../../core/reading/header-concepts.js';
import type { IdentityRules } from '../../core/rules/rules.js';
import type { Engine } from '../../io/engine.js';
import identifiedLines from '../../sql/engine/clean-identified-lines.sql';
import { makeList } from './make-list.js';

export interface Identified {
  readonly identity: Identity;
  /** Customers that stand for nobody, as the files write them. */
  readonly guests: readonly string[];
}

/**
 * Phone numbers are keys where at least this share of them comes again in other orders. Where customers are e-mail
 * addresses they are none: whoever left only a number may be anybody with an address.
 */
const leastReturningPhones = 0.1;

/** Makes the view `identified_lines`: the order lines, each with the customer that it counts for. */
export async function identify(engine: Engine, rules: IdentityRules): Promise<Identified> {
  const [has] = await engine.query<{ emails: number; phones: number }>(
    `select count(customer_email) as emails, count(customer_phone) as phones from uploaded_lines`,
  );
  const guests = await findGuests(engine, rules);
  if (has!.emails === 0 && has!.phones === 0 && guests.length === 0) {
    await engine.run('create view identified_lines as select * from order_lines');
    return { identity: noIdentity, guests };
  }
  await makeList(engine, 'guests (customer_id)', guests);
  const isKnown = (id: string) =>
    `(${id} is not null and ${id} not in (select guests.customer_id from guests))`;
  const known = isKnown('customer_id');
  await engine.run(`
    create table email_owners as
    select customer_email, min(customer_id) as customer_id from order_lines
    where ${known} and customer_email is not null and ${rules.mergeByEmail !== 'never'}
    group by customer_email having count(distinct customer_id) = 1`);
  await engine.run(`
    create table phone_keys as
    with phones as (
      select customer_phone, count(distinct invoice_id) as orders from order_lines
      where customer_phone is not null group by customer_phone
    )
    select customer_phone from phones
    where (select count(*) filter (where orders > 1) >= ${leastReturningPhones} * count(*) from phones)
      and not (select count(*) filter (where customer_id like '%@%') > 0.5 * count(customer_id) from order_lines)`);
  const joined = await joinByEmail(engine, known, rules);
  await makeJoined(engine, 'merged_customers', rules.mergeByEmail === 'always' ? joined.all : []);
  await makeJoined(engine, 'same_address', rules.mergeByEmail === 'always' ? [] : joined.customers);
  await engine.run(`create view identified_lines as ${identifiedLines}`);
  return { identity: await countIdentity(engine, isKnown), guests };
}

async function findGuests(engine: Engine, { guests }: IdentityRules): Promise<string[]> {
  const words = new Set([...guestWords, ...guests.map(folded)]);
  const longest = Math.max(...[...words].map(({ length }) => length));
  const candidates = await engine.query<{ customer_id: string }>(
    `select customer_id, count(*) as lines from uploaded_lines
    where length(customer_id) <= ${longest + 8} and not regexp_full_match(customer_id, '[1-9][0-9]{2,}')
    group by customer_id order by lines desc, customer_id`,
  );
  return candidates
    .map(({ customer_id }) => customer_id)
    .filter((id) =>
      words.has(
        folded(id)
          .trim()
          .replace(/[\s_]+/g, ' '),
      ),
    );
}

interface Joined {
  /** Another name of somebody, and the name that stands for them. */
  readonly id: string;
  readonly person: string;
}

/**
 * Customers of one address are one person, and so are those whom they share another address with: the first of their
 * numbers stands for all.
 * @returns the customers of shared addresses; and all names of persons, addresses among them, where the rules merge
 */
async function joinByEmail(
  engine: Engine,
  known: string,
  { mergeByEmail }: IdentityRules,
): Promise<{ customers: Joined[]; all: Joined[] }> {
  const pairs = await engine.query<{ email: string; id: string }>(
    `with pairs as (
      select distinct customer_email as email, customer_id as id from order_lines
      where ${known} and customer_email is not null
    )
    select email, id from pairs
    where ${mergeByEmail === 'always'} or email in (select email from pairs group by email having count(*) > 1)
    order by id, email`,
  );
  const parent = new Map<string, string>();
  const root = (key: string): string => {
    let at = key;
    while (parent.has(at)) at = parent.get(at)!;
    if (at !== key) parent.set(key, at);
    return at;
  };
  const join = (a: string, b: string) => {
    const [first, second] = [root(a), root(b)].sort();
    if (first !== second) parent.set(second!, first!);
  };
  // An id sorts before every address (`\n`), so that the root of a group is its first id.
  for (const { email, id } of pairs) join(`\u0000${id}`, `\n${email}`);
  const personOf = (key: string) => root(key).slice(1);
  const customers = [...new Set(pairs.map(({ id }) => id))].map((id) => ({
    id,
    person: personOf(`\u0000${id}`),
  }));
  const owners = [...new Set(pairs.map(({ email }) => email))].map((email) => ({
    id: email,
    person: personOf(`\n${email}`),
  }));
  return { customers, all: [...customers.filter(({ id, person }) => id !== person), ...owners] };
}

/** Makes a table `(customer_id, person_id)`. */
const makeJoined = (engine: Engine, table: string, joined: readonly Joined[]) =>
  engine.query(
    `create table ${table} as
    select id as customer_id, person as person_id
    from (select unnest(from_json($1, '[{"id":"varchar","person":"varchar"}]'), recursive := true))`,
    [JSON.stringify(joined)],
  );

async function countIdentity(engine: Engine, isKnown: (id: string) => string): Promise<Identity> {
  const known = isKnown('customer_id');
  const [guests] = await engine.query<Pick<Identity, 'joinedOrders' | 'emailOrders' | 'phoneOrders'>>(`
    with guest_orders as (
      select invoice_id, max(email_owners.customer_id) as owner, max(customer_email) as email,
        max(phone_keys.customer_phone) as phone
      from order_lines
      left join email_owners using (customer_email)
      left join phone_keys using (customer_phone)
      where not coalesce(${isKnown('order_lines.customer_id')}, false)
      group by invoice_id
    )
    select count(owner) as "joinedOrders",
      count(*) filter (where owner is null and email is not null) as "emailOrders",
      count(*) filter (where owner is null and email is null and phone is not null) as "phoneOrders"
    from guest_orders`);
  const [shared] = await engine.query<
    Pick<Identity, 'sharedEmails' | 'customersOfSharedEmails' | 'moneyShareOfSharedEmails'>
  >(`
    with shared as (
      select customer_email from order_lines where ${known} and customer_email is not null
      group by customer_email having count(distinct customer_id) > 1
    ),
    theirs as (
      select customer_id, sum(amount) as money from order_lines
      where ${known} and customer_email in (select customer_email from shared) group by customer_id
    )
    select (select count(*) from shared) as "sharedEmails", count(*) as "customersOfSharedEmails",
      coalesce(cast(sum(money) as double) / nullif((select cast(sum(amount) as double) from order_lines), 0), 0) as "moneyShareOfSharedEmails"
    from theirs`);
  const [merged] = await engine.query<{ merged: number }>(
    `select count(*) as merged from merged_customers where customer_id in (select customer_id from order_lines)`,
  );
  return { ...guests!, ...shared!, merged: merged!.merged };
}
