import { dayNumber, isoDay } from '../../../core/forecast/months.js';
import { type BoughtMore, boughtMore, useOf } from '../../../core/products/bought-more.js';
import { goesTogether } from '../../../core/products/goes-together.js';
import {
  type MeasuredOffers,
  measureOffers,
  mostOffered,
  type NextWay,
  type Offer,
  offersTo,
} from '../../../core/products/offer-next.js';
import { buyersOf, useUntil } from '../../../core/products/product-use.js';
import type { NextFindings } from '../../../core/products/products-findings.js';
import { countInWords } from '../../../core/words/figures.js';
import type { Engine } from '../../../io/engine.js';
import { readCustomerHistory } from '../customers/read-customer-history.js';
import { electAsOf } from '../guarantee/elect-as-of.js';
import { hasProducts, noProducts } from '../has-products.js';
import { refusedPart, type StudyPart } from '../part.js';
import type { StudyContext } from '../study-context.js';
import { type ReadUse, readProductUse } from './read-product-use.js';

/** Customers whose offers of the past are judged, and customers and products that there have to be. */
const mostJudged = 2000;
const fewestJudged = 30;
const fewestProducts = 10;
/** Products of a kind that are shown. */
const mostShown = 20;
/** Fewer who have become Insiders since do not show what went before. */
const fewestEntered = 30;

const liftsTable = {
  table: 'product_lifts',
  columns: [
    ...['position', 'kind', 'segment_id', 'place', 'stock_code', 'description', 'variants', 'customers'],
    ...['share', 'others_share', 'lift', 'p_value', 'because'],
  ],
};
const offersTable = {
  table: 'next_products',
  columns: ['customer_id', 'place', 'stock_code', 'description', 'because_code', 'because', 'way'],
};
const testsTable = {
  table: 'next_product_tests',
  columns: ['way', 'is_offered', 'window_days', 'measured_from', 'customers', 'offered', 'bought', 'served'],
};
const topic = 'products_to_offer';

/**
 * What to offer next to whom, by what goes together beyond chance or else by popularity, whichever would have served
 * better in the past; what Insiders buy that others do not; what those who became Insiders had bought before.
 */
export async function nextProducts(engine: Engine, context: StudyContext): Promise<StudyPart<NextFindings>> {
  const { receipt, profile } = context;
  const refuse = (reason: string) =>
    refusedPart('next products', [topic], reason, [liftsTable, offersTable, testsTable]);
  if (!(await hasProducts(engine))) return refuse(noProducts);
  const read = await readProductUse(engine);
  const { use, items } = read;
  if (items.length < fewestProducts)
    return refuse(
      `The orders have ${countInWords(items.length, 'product')}, variants taken together; it takes ${fewestProducts} to say what to offer next.`,
    );
  const day = dayNumber(receipt.asOf);
  const { horizonDays } = profile.promise;
  const past = { day: day - horizonDays, until: day, most: mostJudged };
  const measured = measureOffers(use, past, goesTogether);
  const judged = measured[0]!.customers;
  if (judged < fewestJudged)
    return refuse(
      `In the last ${countInWords(horizonDays, 'day')} ${countInWords(judged, 'customer')} bought a product that was new to them; it takes ${fewestJudged} to see what an offer would have been worth.`,
    );
  const way = bestOf(measured);
  const together = goesTogether(use);
  const offers = offersOf(read, way === 'together' ? together : null);
  const ofInsiders = boughtMore(use, read.isInsider);
  const entered = await boughtByEntered(engine, context, read, past.day);
  const share = (one: NextWay) => shareOf(measured.find((row) => row.way === one)!);
  return {
    summary: `offers by '${way}', ${countInWords(together.pairs, 'pair')} go together`,
    tables: [
      {
        ...liftsTable,
        rows: [
          ...segmentRows(context, read, offers),
          ...liftRows('insiders', ofInsiders, read),
          ...liftRows('entered', entered, read),
        ].map((row, i) => ({ ...row, position: i + 1 })),
      },
      { ...offersTable, rows: insiderRows(read, offers, way) },
      {
        ...testsTable,
        rows: measured.map((row) => ({
          ...{ ...row, isOffered: row.way === way, windowDays: horizonDays },
          measuredFrom: isoDay(past.day + 1),
        })),
      },
    ],
    refusals: [],
    findings: {
      ...{ way, hitShare: share(way), popularHitShare: share('popular'), days: horizonDays },
      pairs: together.pairs,
      insidersBuy: ofInsiders.slice(0, 3).map(({ product }) => items[product]!.name),
    },
  };
}

const shareOf = ({ bought, offered }: MeasuredOffers) => (offered > 0 ? bought / offered : 0);

/** Of equals popularity, which takes nothing to explain. */
const bestOf = (measured: readonly MeasuredOffers[]): NextWay =>
  measured.reduce((best, one) => (shareOf(one) >= shareOf(best) ? one : best)).way;

/** Of every customer who is studied: those who are counted, then the other Insiders. */
function offersOf({ all }: ReadUse, together: ReturnType<typeof goesTogether> | null): Offer[][] {
  const buyers = buyersOf(all);
  return Array.from({ length: all.nCustomers }, (_, i) =>
    offersTo(all.products.subarray(all.starts[i]!, all.starts[i + 1]!), buyers, together),
  );
}

/** To as many of a segment's customers as possible. */
function segmentRows({ profile }: StudyContext, read: ReadUse, offers: readonly Offer[][]) {
  return profile.segments.flatMap(({ segmentId }) => {
    const counts = new Map<number, { customers: number; because: Map<number, number> }>();
    let customers = 0;
    for (let i = 0; i < read.use.nCustomers; i++) {
      if (read.segmentIds[i] !== segmentId) continue;
      customers++;
      for (const { product, because } of offers[i]!) {
        const count = counts.get(product) ?? { customers: 0, because: new Map() };
        count.customers++;
        if (because !== null) count.because.set(because, (count.because.get(because) ?? 0) + 1);
        counts.set(product, count);
      }
    }
    return [...counts]
      .sort(([one, a], [other, b]) => b.customers - a.customers || one - other)
      .slice(0, mostOffered)
      .map(([product, count], i) => {
        const because = [...count.because].sort(([one, a], [other, b]) => b - a || one - other)[0];
        return {
          ...{ kind: 'segment', segmentId, place: i + 1, ...named(read, product) },
          customers: count.customers,
          share: count.customers / customers,
          ...{ othersShare: null, lift: null, pValue: null },
          because: because ? read.items[because[0]]!.name : null,
        };
      });
  });
}

const liftRows = (kind: 'insiders' | 'entered', found: readonly BoughtMore[], read: ReadUse) =>
  found.slice(0, mostShown).map(({ product, buyers, share, othersShare, lift, pValue }, i) => ({
    ...{ kind, segmentId: null, place: i + 1, ...named(read, product), customers: buyers },
    ...{ share, othersShare, lift, pValue, because: null },
  }));

const named = ({ items }: ReadUse, product: number) => {
  const { stockCode, description, variants } = items[product]!;
  return { stockCode, description, variants };
};

function insiderRows(read: ReadUse, offers: readonly Offer[][], way: NextWay) {
  return read.insiders.flatMap(({ customer, customerId }) =>
    offers[customer]!.map(({ product, because }, i) => ({
      ...{ customerId, place: i + 1, ...named(read, product) },
      becauseCode: because === null ? null : read.items[because]!.stockCode,
      because: because === null ? null : read.items[because]!.name,
      way,
    })),
  );
}

/**
 * What those who are Insiders today and were none on a day of the past had bought until then, beside those who were none
 * and are none.
 */
async function boughtByEntered(
  engine: Engine,
  context: StudyContext,
  { use, customerIds, isInsider }: ReadUse,
  day: number,
): Promise<BoughtMore[]> {
  if (context.profile.insiders.customers === 0) return [];
  const customers = await engine.query<{ customer_id: string }>('select customer_id from customers');
  const ids = customers.map(({ customer_id }) => customer_id);
  const history = await readCustomerHistory(engine, ids.length);
  const past = electAsOf(context, ids, history, day);
  if (!past) return [];
  const was = new Set(past.ids.filter((_, i) => past.isMember[i] === 1));
  const isOutside = Uint8Array.from(customerIds, (id) => Number(!was.has(id)));
  const before = useOf(useUntil(use, day), isOutside);
  const entered = isInsider.map((is, i) =>
    Number(is === 1 && isOutside[i] === 1 && before.starts[i]! < before.starts[i + 1]!),
  );
  if (entered.reduce((sum, one) => sum + one, 0) < fewestEntered) return [];
  return boughtMore(before, entered);
}
