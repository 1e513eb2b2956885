import { mergeNote } from '../../../core/cleaning/merge-effect.js';
import type { Rule } from '../../../core/membership/rule.js';
import { runKey } from '../../../core/runs/keys.js';
import { writeParquet } from '../../../io/parquet.js';
import { readMergeEffect } from '../../../lambdas/profile/read-merge-effect.js';
import { runId, withOrderLake } from '../clean/order-lake.js';

const order = (invoice_id: string, customer_id: string, customer_email: string, unit_price: number) => ({
  ...{ invoice_id, customer_id, customer_email, unit_price },
});

const enter: Rule = [
  [
    { feature: 'gross_revenue', bound: 'atLeast', cutoff: 100 },
    { feature: 'invoices', bound: 'atLeast', cutoff: 2 },
    { feature: 'recency_days', bound: 'below', cutoff: 30 },
  ],
];

test('who would be an Insider if customers of one address were one person', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [
      order('1', '17', 'a@example.com', 60),
      order('2', '18', 'a@example.com', 50),
      order('3', '19', 'b@example.com', 500),
      order('4', '19', 'b@example.com', 500),
      order('5', '20', 'c@example.com', 9),
      order('6', '20', 'd@example.com', 9),
      order('7', '21', 'd@example.com', 9),
    ]);
    await lake.clean(['u1']);
    const effect = await lake.io.withEngine(async (engine) => {
      const customers = `select * from (values ('17', 60, 1, 40), ('18', 50, 1, 3), ('19', 1000, 2, 3), ('20', 18, 2, 3),
        ('21', 120, 2, 10)) as t (customer_id, gross_revenue, invoices, recency_days)`;
      await lake.io.store.writeFile(runKey(runId, 'featurize', 'customers.parquet'), (path) =>
        writeParquet(engine, customers, path),
      );
      const path = await lake.io.store.openFile(runKey(runId, 'featurize', 'customers.parquet'));
      const isMember = Uint8Array.of(0, 0, 1, 0, 1);
      return readMergeEffect(lake.io, engine, { runId, path, isMember, enter });
    });
    expect(effect).toEqual({ customers: 4, people: 2, insiders: 1, insidersMerged: 2 });
    expect(mergeNote(effect)).toBe(
      'Of the 4 customers who share an e-mail address 1 is an Insider; as 2 people 2 would be.',
    );
  }));

test('nothing is said where nobody shares an address', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [order('1', '17', 'a@example.com', 60), order('2', '18', 'b@example.com', 50)]);
    await lake.clean(['u1']);
    const none = await lake.io.withEngine((engine) =>
      readMergeEffect(lake.io, engine, { runId, path: 'nowhere', isMember: new Uint8Array(), enter }),
    );
    expect(none).toBeNull();
    expect(mergeNote(none)).toBeUndefined();
  }));
