import { lakeKey } from '../../../core/runs/keys.js';
import { withDuckdb } from '../../../io/duckdb-engine.js';
import { parquetTable } from '../../../io/parquet.js';
import { dataset, type OrderLake, withOrderLake } from '../clean/order-lake.js';
import { runStudy, type StudyRows, writeMembers } from './run-study.js';
import { customerIds, type ShopOfMonths, shopOfMonths } from './shop-of-months.js';

const rules = { cleaning: { cancelledWithinDays: null } };

/** Labels of the test's own: every third customer is an Insider, whoever they are. */
const labels = (ids: readonly string[]) => ({
  Insiders: ids.filter((_, i) => i % 3 === 0),
  Others: ids.filter((_, i) => i % 3 === 1),
  Rest: ids.filter((_, i) => i % 3 === 2),
});

async function studied(lake: OrderLake, shop: ShopOfMonths = {}): Promise<StudyRows> {
  await lake.upload('u1', shopOfMonths('segments', shop));
  await lake.clean(['u1'], rules);
  await writeMembers(lake, labels(customerIds(shop)));
  return runStudy(lake, 'segments');
}

/** What plain SQL on the raw order lines says: `lines` are the lines, `insiders` and `others` the test's labels. */
async function ask(lake: OrderLake, ids: readonly string[], select: string) {
  const path = await lake.io.store.openFile(lakeKey(dataset, 'u1', 'parquet'));
  const { Insiders, Others } = labels(ids);
  const listed = (list: readonly string[]) => list.map((id) => `('${id}')`).join(', ');
  return withDuckdb(async (engine) => {
    await engine.run(`
      create view lines as select *, quantity * unit_price as money, cast(ordered_at as date) as day
        from ${parquetTable(path)};
      create table insiders as select * from (values ${listed(Insiders)}) as t (customer_id);
      create table others as select * from (values ${listed(Others)}) as t (customer_id);
      create view bought as select * from lines where quantity > 0;
      create view spent as select customer_id, sum(money) as money from bought group by customer_id`);
    const [row] = await engine.query<Record<string, number>>(select);
    return row!;
  });
}

test('shares, means and medians are what plain SQL says of the raw lines, for labels of the test’s own', () =>
  withOrderLake(async (lake) => {
    const { tables } = await studied(lake);
    const raw = await ask(
      lake,
      customerIds(),
      `select
        (select sum(quantity) from bought semi join insiders using (customer_id)) / (select sum(quantity) from bought) as share_of_products,
        (select sum(money) from bought semi join insiders using (customer_id)) / (select sum(money) from bought) as share_of_revenue,
        (select median(money) from spent semi join insiders using (customer_id)) as median_revenue,
        (select median(money) from spent) as median_of_all,
        (select -sum(quantity) from lines semi join insiders using (customer_id) where quantity < 0) / (select count(*) from insiders) as mean_returns,
        (select -sum(quantity) from lines where quantity < 0) / 120 as mean_returns_of_all,
        (select -sum(least(quantity, 0)) / sum(greatest(quantity, 0)) from lines semi join insiders using (customer_id)) as returned_share,
        (select sum(money) / sum(quantity) from bought semi join insiders using (customer_id)) as piece_price,
        (select sum(quantity) / count(distinct invoice_id) from bought semi join insiders using (customer_id)) as basket_size,
        (select sum(money) from bought semi join insiders using (customer_id) where month(day) >= 10) / 92 as fourth_quarter,
        (select sum(money) from bought semi join insiders using (customer_id) where month(day) < 10)
          / (select date_diff('day', min(day), max(day)) + 1 - 92 from lines) as other_months,
        (select count(distinct invoice_id) from bought semi join others using (customer_id)) / (select count(distinct invoice_id) from bought) as order_share,
        (select sum(quantity) from bought semi join others using (customer_id)) / (select sum(quantity) from bought) as piece_share,
        (select count(distinct stock_code) from bought semi join others using (customer_id)) / (select count(distinct stock_code) from bought) as product_share`,
    );
    const hypothesis = (name: string) => tables.hypotheses!.find((row) => row.hypothesis === name)!;
    for (const name of [
      ...['share_of_products', 'share_of_revenue', 'median_revenue', 'mean_returns', 'returned_share'],
      ...['piece_price', 'basket_size', 'fourth_quarter'],
    ]) {
      expect([name, Number(hypothesis(name).insiders)]).toEqual([name, expect.closeTo(raw[name]!, 9)]);
    }
    expect(Number(hypothesis('median_revenue').base)).toBeCloseTo(raw.median_of_all!, 9);
    expect(Number(hypothesis('mean_returns').base)).toBeCloseTo(raw.mean_returns_of_all!, 9);
    expect(Number(hypothesis('fourth_quarter').base)).toBeCloseTo(raw.other_months!, 9);
    const others = tables.segment_sales!.find(({ segment_id }) => segment_id === '2')!;
    for (const share of ['order_share', 'piece_share', 'product_share']) {
      expect(Number(others[share])).toBeCloseTo(raw[share]!, 12);
    }
  }));

test('every customer has a code and two groups, and the groups are everybody', () =>
  withOrderLake(async (lake) => {
    const { tables } = await studied(lake);
    expect(tables.customer_rfm).toHaveLength(120);
    for (const bands of ['5', '3']) {
      const groups = tables.rfm_groups!.filter((row) => row.bands === bands);
      const names = tables.customer_rfm!.map((row) =>
        bands === '5' ? row.group_of_five : row.group_of_three,
      );
      for (const group of groups) {
        expect(Number(group.customers)).toBe(names.filter((name) => name === group.group_name).length);
      }
      expect(groups.reduce((sum, { customers }) => sum + Number(customers), 0)).toBe(120);
    }
    const [row] = tables.customer_rfm!;
    expect(row!.code_of_five).toBe(`${row!.recency_score}${row!.frequency_score}${row!.money_score}`);
  }));

test('one month without returns: what cannot be told says why, the rest is there', () =>
  withOrderLake(async (lake) => {
    const { tables } = await studied(lake, { days: 30, returns: false });
    const verdicts = Object.fromEntries(tables.hypotheses!.map((row) => [row.hypothesis, row]));
    expect(verdicts.fourth_quarter).toMatchObject({ verdict: 'cannot be told', insiders: null });
    expect(verdicts.fourth_quarter!.sentence).toMatch(
      /^The orders cover 0 days of October to December and \d+ days/,
    );
    expect(verdicts.mean_returns).toMatchObject({
      verdict: 'cannot be told',
      sentence: 'The orders have no returns.',
    });
    expect(verdicts.share_of_revenue!.verdict).toBe('holds');
    expect(tables.segment_actions!.length).toBeGreaterThan(0);
  }));

test('where all prices are equal nobody can pay more, and that is said', () =>
  withOrderLake(async (lake) => {
    const { tables } = await studied(lake, { price: () => 2 });
    const price = tables.hypotheses!.find((row) => row.hypothesis === 'piece_price')!;
    expect(price).toMatchObject({
      ...{ insiders: null, effect: null, verdict: 'cannot be told' },
      sentence: 'Every piece was sold at the same price.',
    });
  }));
