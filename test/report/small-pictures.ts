const month = (name: string, segmentId: number, revenue: number) => ({
  ...{ month: `${name}-01`, segment_id: segmentId, revenue, orders: 3, customers: 2 },
  is_whole: name !== '2011-12',
});

const flow = (before_id: number, after_id: number, customers: number) => ({
  ...{ since: '2011-09-09', before_id, after_id, customers, revenue: 100.5 * customers },
});

const product = (position: number, description: string | null, customers: number, share: number) => ({
  ...{
    position,
    stock_code: `P${position}`,
    description,
    customers,
    again_share: 0.25,
    orders: customers + 1,
  },
  ...{ revenue: 900 / position, insiders_share: share, all_insiders_share: 0.4, is_labelled: position < 3 },
});

/** Rows of what pictures are drawn of: two years by month, a stream of customers, a few days, products, countries. */
export const smallPictures: Record<string, object[]> = {
  segment_months: [
    ...['2010-10', '2010-11', '2011-10', '2011-11', '2011-12'].flatMap((name, i) =>
      [1, 2, 3].map((segmentId) => month(name, segmentId, (100.25 * (i + 1)) / segmentId)),
    ),
  ],
  order_days: ['2010-12-30', '2011-01-03', '2011-12-09'].map((day, i) => ({
    ...{ day, orders: 4 - i, customers: 3 - i, revenue: 75.5 * (i + 1) },
  })),
  segment_flows: [flow(-2, 3, 2), flow(1, 1, 2), flow(1, 2, 1), flow(2, 1, 1), flow(2, 2, 3), flow(3, 3, 3)],
  mapped_products: [
    product(1, 'CAKESTAND', 9, 0.6),
    product(2, null, 4, 0.2),
    product(3, '</script><b>LANTERN</b>', 2, 0.9),
  ],
  country_sales: [
    {
      ...{
        position: 1,
        country: 'France',
        customers: 11,
        revenue: 14500.5,
        revenue_share: 0.936,
        insiders: 3,
      },
      insiders_revenue_share: 1,
    },
    {
      ...{
        position: 2,
        country: 'Ireland',
        customers: 1,
        revenue: 999.5,
        revenue_share: 0.064,
        insiders: 0,
      },
      insiders_revenue_share: 0,
    },
  ],
  told_pictures: [
    { topic: 'revenue_months', told: 'Revenue of October to November 2011 was 167 % above the year before' },
    { topic: 'segment_flow', told: 'Since 9 September 2011, 1 customer became an Insider' },
    { topic: 'orders_calendar', told: 'Thursday brings most orders, 50 % of them' },
    { topic: 'product_map', told: 'CAKESTAND brings in the most' },
  ],
};
