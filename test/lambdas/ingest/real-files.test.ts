import { basename } from 'node:path';
import type { Recognised } from '../../../core/reading/recognised.js';
import { defaultRules } from '../../../core/rules/rules.js';
import { withDuckdb } from '../../../io/duckdb-engine.js';
import { parquetTable } from '../../../io/parquet.js';
import { readOrders } from '../../../io/reading/read-orders.js';
import { testWithData } from '../../order-data.js';

interface Figures {
  net_value: number;
  anonymous: number;
  without_description: number;
  invoices: number;
  stock_codes: number;
  customers: number;
  countries: number;
  returned: number;
  /** Lines whose number is not the one after the line before. */
  gaps: number;
}

const figuresSql = (path: string) => `
  select sum(amount) as net_value,
    count(*) filter (customer_id is null) as anonymous,
    count(*) filter (description is null) as without_description,
    count(distinct invoice_id) as invoices,
    count(distinct stock_code) as stock_codes,
    count(distinct customer_id) as customers,
    count(distinct country) as countries,
    count(*) filter (quantity < 0) as returned,
    max(line_no) - min(line_no) + 1 - count(distinct line_no) as gaps
  from ${parquetTable(path)}`;

function readShared(path: string): Promise<{ recognised: Recognised; figures: Figures }> {
  return withDuckdb(async (engine) => {
    const file = basename(path);
    const rules = defaultRules.reading;
    const { recognised, linesPath } = await readOrders(path, {
      file,
      uploadId: 'u1',
      rules,
      engine,
      lastYear: 2027,
    });
    const [figures] = await engine.query<Figures>(figuresSql(linesPath));
    return { recognised, figures: figures! };
  });
}

const onlineRetail = {
  net_value: 9_747_747.934,
  anonymous: 135_080,
  without_description: 1_454,
  invoices: 25_900,
  stock_codes: 4_070,
  customers: 4_372,
  countries: 38,
  returned: 10_624,
  gaps: 0,
};

const readsWhole = (file: string, work: (path: string) => Promise<void>) =>
  testWithData(`${file} is read whole`, file, work);

describe('real files', () => {
  readsWhole('online-retail/ecommerce.csv.gz', async (path) => {
    const { recognised, figures } = await readShared(path);
    expect(recognised).toMatchObject({ read: 541_909, kept: 541_909, rejected: 0, encoding: 'windows-1252' });
    expect(recognised).toMatchObject({ from: '2016-11-29 00:00:00', to: '2017-12-07 00:00:00' });
    expect(figures).toMatchObject(onlineRetail);
  });

  readsWhole('online-retail/online-retail.csv.gz', async (path) => {
    const { recognised, figures } = await readShared(path);
    expect(recognised).toMatchObject({ read: 541_909, kept: 541_909, rejected: 0, encoding: 'utf-8' });
    expect(recognised).toMatchObject({ from: '2010-12-01 08:26:00', to: '2011-12-09 12:50:00' });
    expect(figures).toMatchObject(onlineRetail);
  });

  readsWhole('cdnow/CDNOW_master.txt', async (path) => {
    const { recognised, figures } = await readShared(path);
    expect(recognised).toMatchObject({
      read: 69_659,
      kept: 69_659,
      rejected: 0,
      headerLine: 1,
      delimiter: ' ',
    });
    expect(figures).toMatchObject({ customers: 23_570, anonymous: 0 });
  });

  readsWhole('cdnow/CDNOW_sample.txt', async (path) => {
    const { recognised, figures } = await readShared(path);
    expect(recognised).toMatchObject({ read: 6_919, kept: 6_919, rejected: 0, headerLine: null });
    expect(figures).toMatchObject({ customers: 2_357, anonymous: 0 });
  });
});
