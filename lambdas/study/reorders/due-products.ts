import { addDays } from '../../../core/dates/add-days.js';
import { isoDay } from '../../../core/forecast/months.js';
import { type DueFindings, type DueWay, dueWays } from '../../../core/products/products-findings.js';
import { countInWords } from '../../../core/words/figures.js';
import type { Engine } from '../../../io/engine.js';
import boughtDaysSql from '../../../sql/engine/study-bought-days.sql';
import dueMeasuredSql from '../../../sql/engine/study-due-measured.sql';
import duePairsSql from '../../../sql/engine/study-due-pairs.sql';
import dueProductsSql from '../../../sql/engine/study-due-products.sql';
import { queryRows } from '../customers/query-rows.js';
import { hasProducts, noProducts } from '../has-products.js';
import { refusedPart, type StudyPart } from '../part.js';

/** Customers who are looked at, those with most days with an order first. */
const mostCustomers = 50_000;
/** Of these, so many on each day of the past, at even distances. */
const mostAsked = 3000;
/** Rows of the list. */
const mostRows = 20_000;
/** Stretches of days that are held out, one before the other. */
const heldOut = 3;
/** So many weeks of a shop's usual gap at most are looked ahead. */
const mostWeeks = 4;
/** Fewer customers and products bought again do not show who reorders what. */
const fewestRepeats = 200;
const fewestAsked = 30;

const dueTable = {
  table: 'due_products',
  columns: [
    ...['position', 'customer_id', 'stock_code', 'description', 'times', 'last_on', 'gap_days', 'due_on'],
    ...['chance', 'way', 'window_days'],
  ],
};
const testsTable = {
  table: 'due_tests',
  columns: ['way', 'is_offered', 'window_days', 'measured_from', 'customers', 'offered', 'bought', 'served'],
};
const topic = 'products_due';

export interface DueInput {
  /** The first and the last day of the orders: days since 1970-01-01. */
  readonly from: number;
  readonly day: number;
  /** The shop's usual gap between orders, in days; undefined where nobody has come back. */
  readonly gapDays: number | undefined;
}

/** Of each way, what it came to. */
interface Measured {
  readonly method: DueWay;
  readonly customers: number;
  readonly offered: number;
  readonly bought: number;
  readonly served: number;
}

/**
 * Which customer reorders which product, and when: by the way that would have offered best in the weeks that are held
 * out. The repeats of a customer and a product are Poisson at a gamma distributed rate, as in Bhagat, Muralidharan, Lobzhanidze
 * and Vishwanath 2018, Buy it again: modeling repeat purchase recommendations; here with one gap of the product's for a
 * prior. Beside it stand what each bought on most days, and what most bought lately.
 */
export async function dueProducts(engine: Engine, input: DueInput): Promise<StudyPart<DueFindings>> {
  const refuse = (reason: string) => refusedPart('due list', [topic], reason, [dueTable, testsTable]);
  if (!(await hasProducts(engine))) return refuse(noProducts);
  const { from, day, gapDays } = input;
  if (gapDays === undefined) return refuse('Nobody has ordered on a second day.');
  const windowDays = 7 * Math.min(mostWeeks, Math.max(1, Math.round(gapDays / 7)));
  const needed = (2 * heldOut + 1) * windowDays;
  const there = day - from + 1;
  if (there < needed)
    return refuse(
      `The orders span ${countInWords(there, 'day')}; it takes ${needed} to hold weeks out and see what was bought in them.`,
    );
  await engine.run(`
    create table study_bounds as select ${mostCustomers} as most_customers;
    create table bought_days as ${boughtDaysSql}`);
  const [repeats] = await queryRows<{ pairs: number }>(
    engine,
    `select count(*) as pairs from
      (select customer, product from bought_days group by customer, product having count(*) > 1)`,
  );
  if (repeats!.pairs < fewestRepeats)
    return refuse(
      `Customers bought ${countInWords(repeats!.pairs, 'product')} again; it takes ${fewestRepeats} to say who reorders what.`,
    );
  const measured = await measure(engine, day, windowDays);
  const asked = Math.max(0, ...measured.map(({ customers }) => customers));
  if (asked < fewestAsked)
    return refuse(
      `In the weeks held out ${countInWords(asked, 'customer')} ordered again; it takes ${fewestAsked} to see what a list would have been worth.`,
    );
  const way = bestOf(measured);
  const rows = await listDue(engine, day, windowDays, way);
  const measuredFrom = isoDay(day - heldOut * windowDays + 1);
  const shareOf = (one: DueWay) => {
    const found = measured.find(({ method }) => method === one);
    return found ? found.bought / found.offered : 0;
  };
  return {
    summary: `${countInWords(rows.length, 'product')} due by '${way}'`,
    tables: [
      { ...dueTable, rows },
      {
        ...testsTable,
        rows: measured.map(({ method, ...counts }) => ({
          ...{ ...counts, way: method, isOffered: method === way, windowDays, measuredFrom },
        })),
      },
    ],
    refusals: [],
    findings: {
      ...{ way, days: windowDays, rows: rows.length, hitShare: shareOf(way) },
      ...{ ownHitShare: shareOf('own'), popularHitShare: shareOf('popular') },
    },
  };
}

/** Of equals the simplest, which stands last. */
function bestOf(measured: readonly Measured[]): DueWay {
  const share = (way: DueWay) => {
    const found = measured.find(({ method }) => method === way);
    return found ? found.bought / found.offered : -1;
  };
  return dueWays.reduce((best, way) => (share(way) >= share(best) ? way : best));
}

async function measure(engine: Engine, day: number, windowDays: number): Promise<Measured[]> {
  const origins = Array.from({ length: heldOut }, (_, i) => day - (i + 1) * windowDays);
  await openOrigins(engine, origins, windowDays);
  // Those who ordered in the days after, of whom something was known before.
  await engine.run(`
    create table due_customers as
    with asked as (
      select origin, customer, row_number() over (partition by origin order by customer) as place,
        count(*) over (partition by origin) as asked
      from (
        select due_origins.origin, bought_days.customer
        from bought_days join due_origins on bought_days.bought_on <= due_origins.ends_on
        group by due_origins.origin, bought_days.customer
        having max(bought_days.bought_on) > max(due_origins.known_until)
          and min(bought_days.bought_on) <= max(due_origins.known_until)
      )
    )
    select origin, customer from asked where place % ((asked + ${mostAsked - 1}) // ${mostAsked}) = 0;
    create table due_pairs as ${duePairsSql};
    create table due_products as ${dueProductsSql}`);
  const measured = await queryRows<Measured>(engine, dueMeasuredSql);
  await closeOrigins(engine);
  return measured;
}

async function listDue(engine: Engine, day: number, windowDays: number, way: DueWay) {
  await openOrigins(engine, [day], windowDays);
  await engine.run(`
    create table due_customers as select distinct ${day} as origin, customer from bought_days;
    create table due_pairs as ${duePairsSql};
    create view due_products as ${dueProductsSql}`);
  const rows = await queryRows<{ lastOn: string | null; gapDays: number | null }>(
    engine,
    `with listed as (
      select due_products.* exclude (expected), customers.customer_id, codes.stock_code,
        coalesce(due_products.expected, due_pairs.by_rate) as chance
      from due_products
      join (select distinct customer, customer_id from bought_days) as customers using (customer)
      join (select distinct product, stock_code from bought_days) as codes using (product)
      left join due_pairs
        on due_pairs.customer = due_products.customer and due_pairs.product = due_products.product
      where method = $1
    ), first_listed as (
      select *, row_number() over (order by chance desc nulls last, customer_id, place) as position
      from listed
      qualify position <= ${mostRows}
    ), names as (
      select stock_code, max(description) as description
      from purchases
      where stock_code in (select stock_code from first_listed)
      group by stock_code
    )
    select position, customer_id, stock_code, description, times,
      cast(last_on as varchar) as last_on, own_gap_days as gap_days, chance
    from first_listed join names using (stock_code)
    order by position`,
    [way],
  );
  return rows.map((row) => ({
    ...row,
    dueOn: row.lastOn === null || row.gapDays === null ? null : addDays(row.lastOn, Math.round(row.gapDays)),
    ...{ way, windowDays },
  }));
}

async function openOrigins(engine: Engine, origins: readonly number[], windowDays: number): Promise<void> {
  const rows = origins.map((day) => {
    const date = (offset: number) => `cast('${isoDay(day + offset)}' as date)`;
    return `(${day}, ${date(0)}, ${date(windowDays)}, ${date(-mostWeeks * windowDays)}, ${windowDays})`;
  });
  await engine.run(
    `create table due_origins as
    select * from (values ${rows.join(', ')}) as origins (origin, known_until, ends_on, lately_after, window_days)`,
  );
}

const closeOrigins = (engine: Engine) =>
  engine.run(
    'drop table due_products; drop table due_pairs; drop table due_customers; drop table due_origins',
  );
