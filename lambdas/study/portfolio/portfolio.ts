import { dayNumber, daysOf, isoDay } from '../../../core/forecast/months.js';
import { fewestDays, type OrderDay, tellDays } from '../../../core/portfolio/order-days.js';
import { productsOnMap, type SoldProduct, tellProducts } from '../../../core/portfolio/product-map.js';
import { type Flow, segmentFlow } from '../../../core/portfolio/segment-flow.js';
import { type SoldMonth, soldMonths } from '../../../core/portfolio/sold-months.js';
import { tellFlow } from '../../../core/portfolio/tell-flow.js';
import { tellMonths } from '../../../core/portfolio/tell-months.js';
import type { Refusal } from '../../../core/runs/studies.js';
import { countInWords } from '../../../core/words/figures.js';
import type { Engine } from '../../../io/engine.js';
import { readModel } from '../../../io/read-model.js';
import type { StepIo } from '../../../io/step-io.js';
import countriesSql from '../../../sql/engine/study-country-sales.sql';
import daysSql from '../../../sql/engine/study-order-days.sql';
import productsSql from '../../../sql/engine/study-product-map.sql';
import monthsSql from '../../../sql/engine/study-segment-months.sql';
import { queryRows } from '../customers/query-rows.js';
import { withOrders } from '../customers/with-orders.js';
import type { Study, StudyContext } from '../study-context.js';
import { mostStandings, readStandings } from './read-standings.js';

/** Customers are compared with where they stood so many months before. */
const monthsBack = 3;

interface CountrySales {
  readonly country: string;
  readonly customers: number;
  readonly revenue: number;
  readonly insiders: number;
  readonly insidersRevenue: number;
}

/** A picture's rows, with what they say in words, or why there are none. */
interface Picture<Row> {
  readonly rows: readonly Row[];
  readonly told?: string | undefined;
  readonly refusal?: string | undefined;
}

/** What is sold when, to whom and where, and how customers move between segments: what pictures are drawn of. */
export const portfolio: Study = async (context, io) => {
  const { sold, days, products, countries } = await withOrders(io, context.runId, readSales);
  const months = monthsOf(context, sold);
  const calendar = calendarOf(days);
  const map = mapOf(products);
  const moved = await flowOf(context, io);
  const abroad = countriesOf(countries);
  const told = Object.entries({
    ...{ revenue_months: months, orders_calendar: calendar, product_map: map, segment_flow: moved },
    countries_sold: abroad,
  });
  return {
    summary: `portfolio: ${countInWords(new Set(sold.map(({ month }) => month)).size, 'month')}, ${countInWords(products.length, 'product')}`,
    tables: [
      { table: 'segment_months', columns: monthColumns, rows: months.rows },
      { table: 'order_days', columns: ['day', 'orders', 'customers', 'revenue'], rows: calendar.rows },
      { table: 'mapped_products', columns: productColumns, rows: map.rows },
      { table: 'segment_flows', columns: flowColumns, rows: moved.rows },
      { table: 'country_sales', columns: countryColumns, rows: abroad.rows },
      {
        table: 'told_pictures',
        columns: ['topic', 'told'],
        rows: told.flatMap(([topic, picture]) => (picture.told ? [{ topic, told: picture.told }] : [])),
      },
    ],
    refusals: told.flatMap(([topic, { refusal }]): Refusal[] =>
      refusal === undefined ? [] : [{ topic, reason: refusal }],
    ),
    findings: null,
  };
};

const monthColumns = ['month', 'segment_id', 'revenue', 'orders', 'customers', 'is_whole'];
const productColumns = [
  ...['position', 'stock_code', 'description', 'customers', 'again_share', 'orders', 'revenue'],
  ...['insiders_share', 'all_insiders_share', 'is_labelled'],
];
const flowColumns = ['since', 'before_id', 'after_id', 'customers', 'revenue'];
const countryColumns = [
  ...['position', 'country', 'customers', 'revenue', 'revenue_share', 'insiders', 'insiders_revenue_share'],
];

const readSales = async (engine: Engine) => ({
  sold: await queryRows<SoldMonth>(engine, monthsSql),
  days: await queryRows<OrderDay>(engine, daysSql),
  products: await queryRows<SoldProduct>(engine, productsSql),
  countries: await queryRows<CountrySales>(engine, countriesSql),
});

function monthsOf({ receipt, profile }: StudyContext, sold: readonly SoldMonth[]): Picture<object> {
  const rows = soldMonths(sold, { from: receipt.from, to: receipt.to });
  const told = tellMonths(rows, profile.insiders.segmentId);
  return told === null
    ? {
        rows: [],
        refusal:
          'The orders cover fewer than two whole calendar months: a picture by month would show nothing.',
      }
    : { rows, told };
}

function calendarOf(days: readonly OrderDay[]): Picture<OrderDay> {
  const [first, last] = [days[0]!.day, days.at(-1)!.day];
  const covered = dayNumber(last) - dayNumber(first) + 1;
  return covered < fewestDays
    ? {
        rows: [],
        refusal: `The orders cover ${countInWords(covered, 'day')}: weekdays can be compared from ${fewestDays} days on.`,
      }
    : { rows: days, told: tellDays(days) };
}

function mapOf(products: readonly SoldProduct[]): Picture<object> {
  if (products.length === 0) return { rows: [], refusal: 'The orders name no products.' };
  if (products.length < fewestProducts) {
    return {
      rows: [],
      refusal: `There ${products.length === 1 ? 'is one product' : `are ${products.length} products`}: too few for a map.`,
    };
  }
  const rows = productsOnMap(products);
  return { rows, told: tellProducts(rows) };
}
const fewestProducts = 5;

/** Where customers stood some months before, beside where they stand. */
async function flowOf(context: StudyContext, io: StepIo): Promise<Picture<object>> {
  const { profile, receipt, runId } = context;
  const day = isoDay(dayNumber(receipt.asOf) - daysOf(monthsBack));
  const covered = dayNumber(day) - dayNumber(receipt.from);
  if (covered < daysOf(monthsBack)) {
    return {
      rows: [],
      refusal: `The orders cover ${countInWords(dayNumber(receipt.asOf) - dayNumber(receipt.from) + 1, 'day')}: where customers stood ${monthsBack} months before can be told from ${2 * daysOf(monthsBack)} days on.`,
    };
  }
  const standings = await readStandings(context, await readModel(io.store, runId), day, io);
  const scale = profile.customers / standings.after.length;
  const flows = segmentFlow(standings, scale);
  const sampled = scale > 1 ? ` (of ${countInWords(mostStandings, 'customer')} drawn at random)` : '';
  return {
    rows: flows.map(({ before, after, ...flow }: Flow) => ({
      ...flow,
      since: day,
      beforeId: before,
      afterId: after,
    })),
    told: `${tellFlow(flows, day, profile.insiders.segmentId)}${sampled}`,
  };
}

/** More countries than these are a list that nobody reads. */
const mostCountries = 60;

function countriesOf(countries: readonly CountrySales[]): Picture<object> {
  if (countries.length === 0) return { rows: [], refusal: 'The orders name no country.' };
  const sum = (of: (row: CountrySales) => number) => countries.reduce((total, row) => total + of(row), 0);
  const [revenue, insiders] = [sum((row) => Number(row.revenue)), sum((row) => Number(row.insidersRevenue))];
  const rows = [...countries]
    .sort((a, b) => Number(b.revenue) - Number(a.revenue) || (a.country < b.country ? -1 : 1))
    .slice(0, mostCountries)
    .map((row, i) => ({
      ...row,
      position: i + 1,
      revenueShare: Number(row.revenue) / revenue,
      insidersRevenueShare: insiders > 0 ? Number(row.insidersRevenue) / insiders : null,
    }));
  return { rows };
}
