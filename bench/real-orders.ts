import { orderDays } from '../core/forecast/order-days.js';
import type { OrderHistory } from '../core/promise/order-history.js';
import { withDuckdb } from '../io/duckdb-engine.js';

/** Real orders, where they are at hand. */
interface RealOrders {
  readonly files: readonly string[];
  read(): Promise<OrderHistory>;
}

const data = '../shared/data';

/** Customer, day, money and orders of each day, from a query with `customer`, `day`, `invoice` and `amount`. */
const historyOf = (lines: string): Promise<OrderHistory> =>
  withDuckdb(async (engine) => {
    const { customer, day, value, orders } = await engine.columns(
      `with lines as (${lines}), numbered as (select customer, dense_rank() over (order by customer) - 1 as row, day, invoice, amount from lines)
      select row::double as customer, date_diff('day', date '1970-01-01', day)::double as day,
        cast(sum(amount) as double) as value, count(distinct invoice)::double as orders
      from numbered group by 1, 2 order by 1, 2`,
    );
    const nCustomers = 1 + customer!.reduce((last, row) => Math.max(last, row), 0);
    const history = orderDays(nCustomers, { customer: customer!, day: day!, value: value! });
    return { ...history, orderCounts: Int32Array.from(orders!) };
  });

const notGoods = `('POST', 'DOT', 'D', 'M', 'm', 'S', 'B', 'C2', 'PADS', 'CRUK', 'AMAZONFEE', 'BANK CHARGES')`;
const first = `${data}/online-retail-2009/online-retail-2009-2010.parquet`;
const second = `${data}/online-retail/online-retail.csv.gz`;

/** Online Retail, both years: UCI, CC BY 4.0. */
export const twoYears: RealOrders = {
  files: [first, second],
  read: () =>
    historyOf(`
      select customer, day, invoice, quantity * price as amount
      from (
        select "CustomerID" as customer, strptime("InvoiceDate", '%-m/%-d/%Y %-H:%M')::date as day,
          "InvoiceNo" as invoice, "StockCode" as code, "Quantity"::double as quantity, "UnitPrice"::double as price
        from read_csv('${second}', all_varchar = true)
        union all
        select "Customer ID"::varchar, "InvoiceDate"::date, "Invoice", "StockCode", "Quantity"::double, "Price"
        from '${first}' where "InvoiceDate" < '2010-12-01'
      )
      where coalesce(customer, '') <> '' and quantity > 0 and price >= 0.01 and code not in ${notGoods}`),
};

const master = `${data}/cdnow/CDNOW_master.txt`;

/** CDNOW: 23,570 customers whose first order is of early 1997. Fader and Hardie. */
export const cdnow: RealOrders = {
  files: [master],
  read: () =>
    historyOf(`
      select cells[1] as customer, strptime(cells[2], '%Y%m%d')::date as day, line as invoice, cells[4]::double as amount
      from (
        select row_number() over () as line, regexp_extract_all(text, '[^ ]+') as cells
        from read_csv('${master}', header = false, columns = {'text': 'varchar'}, delim = '\\x01', quote = '')
      )
      where cells[1] similar to '[0-9]+'`),
};
