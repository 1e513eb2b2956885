import { productFamilies } from '../../../core/products/product-families.js';
import { foldedUse, type ProductUse } from '../../../core/products/product-use.js';
import type { Engine } from '../../../io/engine.js';
import productUseSql from '../../../sql/engine/study-product-use.sql';
import { queryRows } from '../customers/query-rows.js';
import { namesOf } from './product-names.js';

/** Products that are looked at, those with most buyers: pairs grow with the square of their number. */
const mostProducts = 500;
/** Customers who are counted, at even distances; and Insiders who are offered something, those who spent most. */
const mostCounted = 20_000;
const mostInsiders = 10_000;

/** A product with its variants, as one. */
export interface Item {
  /** Of the variant with most buyers. */
  readonly stockCode: string;
  readonly description: string | null;
  /** What it is called: its description, or else its code. */
  readonly name: string;
  readonly variants: number;
}

/** Who bought what of the products looked at. */
export interface ReadUse {
  readonly items: readonly Item[];
  /** Of the customers who are counted. */
  readonly use: ProductUse;
  /** The same, and then Insiders who are not among them. */
  readonly all: ProductUse;
  /** Of those who are counted: their ids, segments and (1) whether they are Insiders. */
  readonly customerIds: readonly string[];
  readonly segmentIds: Int32Array;
  readonly isInsider: Uint8Array;
  /** Customers of `all` who are offered something each. */
  readonly insiders: readonly { readonly customer: number; readonly customerId: string }[];
}

interface Studied {
  readonly customerId: string;
  readonly segmentId: number;
  readonly isInsider: boolean;
  readonly isCounted: boolean;
  readonly isOffered: boolean;
}

/** Needs the views of `withOrders`. Makes the tables `study_customers` and `study_bounds`. */
export async function readProductUse(engine: Engine): Promise<ReadUse> {
  await engine.run(`
    create table study_customers as
    with ranked as (
      select customer_id, segment_id, is_insider,
        row_number() over (order by customer_id) - 1 as place,
        count(*) over () as everybody,
        row_number() over (partition by is_insider order by gross_revenue desc, customer_id) as by_revenue
      from customers join members using (customer_id)
    ), chosen as (
      select *, place % ((everybody + ${mostCounted - 1}) // ${mostCounted}) = 0 as is_counted,
        is_insider and by_revenue <= ${mostInsiders} as is_offered
      from ranked
    )
    select *, row_number() over (order by is_counted desc, customer_id) - 1 as customer
    from chosen
    where is_counted or is_offered;
    create table study_bounds as select ${mostProducts} as most_products;
    create table product_use as ${productUseSql}`);
  const studied = await queryRows<Studied>(
    engine,
    'select customer_id, segment_id, is_insider, is_counted, is_offered from study_customers order by customer',
  );
  const products = await queryRows<{ stockCode: string }>(
    engine,
    'select distinct product, stock_code from product_use order by product',
  );
  const names = await namesOf(
    engine,
    products.map(({ stockCode }) => stockCode),
  );
  const { items, itemOf } = itemsOf(
    products.map(({ stockCode }) => ({ stockCode, description: names.get(stockCode) ?? null })),
  );
  const entries = await engine.columns(
    `select customer, product, date_diff('day', date '1970-01-01', first_on) as day
    from product_use order by customer, product`,
  );
  const all = foldedUse(
    studied.length,
    items.length,
    { customer: entries.customer!, product: entries.product!, day: entries.day! },
    itemOf,
  );
  const counted = studied.filter(({ isCounted }) => isCounted);
  return {
    ...{ items, all, use: firstCustomers(all, counted.length) },
    customerIds: counted.map(({ customerId }) => customerId),
    segmentIds: Int32Array.from(counted, ({ segmentId }) => segmentId),
    isInsider: Uint8Array.from(counted, ({ isInsider }) => Number(isInsider)),
    insiders: studied.flatMap(({ customerId, isOffered }, customer) =>
      isOffered ? [{ customer, customerId }] : [],
    ),
  };
}

/** Variants of one product are one item, which is called as the one with most buyers. */
function itemsOf(products: readonly { stockCode: string; description: string | null }[]) {
  const families = productFamilies(products);
  const firsts = [...new Set(families)];
  const places = new Map(firsts.map((first, item) => [first, item]));
  const items = firsts.map((first): Item => {
    const { stockCode, description } = products[first]!;
    const variants = families.filter((family) => family === first).length;
    return { stockCode, description, name: description ?? stockCode, variants };
  });
  return { items, itemOf: Int32Array.from(families, (family) => places.get(family)!) };
}

function firstCustomers(use: ProductUse, nCustomers: number): ProductUse {
  const end = use.starts[nCustomers]!;
  return {
    ...{ nCustomers, nProducts: use.nProducts, starts: use.starts.subarray(0, nCustomers + 1) },
    products: use.products.subarray(0, end),
    days: use.days.subarray(0, end),
  };
}
