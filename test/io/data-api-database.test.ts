import { S3Client } from '@aws-sdk/client-s3';
import { createDataApiClient } from '../../io/data-api-client.js';
import { openDataApiDatabase } from '../../io/data-api-database.js';
import type { Database } from '../../io/database.js';
import { openS3Store } from '../../io/s3-store.js';
import { type DataApiServer, startDataApiServer } from '../servers/data-api-server.js';
import type { Fault } from '../servers/http-server.js';
import { type S3Server, startS3Server } from '../servers/s3-server.js';
import { describeDatabase } from './database.contract.js';

const region = 'eu-central-1';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const resuming = { status: 400, name: 'DatabaseResumingException' };

let s3: S3Server;
let server: DataApiServer;
let now = 0;
/** How long each look at the clock takes. */
let tick = 0;
const waited: number[] = [];

beforeAll(async () => {
  s3 = await startS3Server('shop-bucket');
  server = await startDataApiServer({
    readObject: (bucket, key) => (bucket === 'shop-bucket' ? s3.objects.get(key)?.content : undefined),
    nowSeconds: () => {
      now += tick;
      return now;
    },
  });
});
afterAll(async () => {
  await server.close();
  await s3.close();
});
beforeEach(() => {
  server.faults = undefined;
  waited.length = 0;
});

function open(): Database {
  const client = createDataApiClient({ endpoint: server.url, region, credentials });
  const target = {
    resourceArn: 'arn:aws:rds:eu-central-1:123456789012:cluster:shop',
    secretArn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop',
    database: 'insiders',
    bucket: 'shop-bucket',
    region,
  };
  return openDataApiDatabase(client, target, { wait: async (seconds) => void waited.push(seconds) });
}

describe('contract', () => {
  describeDatabase(async () => {
    const client = new S3Client({ endpoint: s3.url, region, credentials });
    const database = open();
    await database.query('create extension if not exists aws_s3 cascade');
    return { database, store: openS3Store(client, 'shop-bucket') };
  });
});

describe('a Data API that says no', () => {
  let database: Database;
  beforeAll(async () => {
    database = open();
    await database.query('create table trouble (entry int)');
  });
  beforeEach(() => database.query('delete from trouble'));
  afterAll(() => database.close());
  const count = async () => {
    server.faults = undefined;
    return (await database.query<{ n: number }>('select count(*) as n from trouble'))[0]!.n;
  };
  const insert = () => database.query('insert into trouble values (1)');
  const failTimes = (fault: Fault, times: number, path = '/Execute') => {
    server.faults = ({ url }) => (url.pathname === path && times-- > 0 ? fault : undefined);
  };

  test('a resuming database is waited for, longer each time', async () => {
    failTimes(resuming, 4);
    await insert();
    expect(waited).toEqual([1, 2, 4, 8]);
    expect(await count()).toBe(1);
  });

  test('a database that never resumes is given up after a minute and a half, by its own name', async () => {
    failTimes(resuming, Number.POSITIVE_INFINITY);
    await expect(insert()).rejects.toMatchObject({ name: 'DatabaseResumingException' });
    expect(waited.reduce((a, b) => a + b)).toBe(91);
  });

  test('a throttled call is made again', async () => {
    failTimes({ status: 400, name: 'ThrottlingException' }, 1);
    await insert();
    expect(await count()).toBe(1);
  });

  test('a statement whose answer was lost is not run a second time', async () => {
    failTimes('lostAnswer', 1);
    await expect(insert()).rejects.toThrow();
    expect(await count()).toBe(1);
    expect(waited).toEqual([]);
  });

  test('a transaction in which an answer is lost is rolled back', async () => {
    failTimes('lostAnswer', 1);
    const failing = database.transaction((transaction) =>
      transaction.query('insert into trouble values (1)'),
    );
    await expect(failing).rejects.toThrow();
    expect(await count()).toBe(0);
  });

  test('a transaction is rolled back though the first rollback is lost, so that its locks are free', async () => {
    const lockAndThrow = () =>
      database.transaction(async (transaction) => {
        await transaction.query('lock table trouble in exclusive mode');
        throw new Error('changed my mind');
      });
    failTimes('lostRequest', 1, '/RollbackTransaction');
    await expect(lockAndThrow()).rejects.toThrow('changed my mind');
    expect(waited).toEqual([1]);
    await database.transaction((transaction) => transaction.query('insert into trouble values (1)'));
    expect(await count()).toBe(1);
  });

  test("a transaction whose beginning was not heard of is in nobody's way", async () => {
    failTimes('lostAnswer', 1, '/BeginTransaction');
    await database.transaction((transaction) => transaction.query('insert into trouble values (1)'));
    expect(await count()).toBe(1);
  });

  test('beginning a transaction is tried again on any trouble of service or network', async () => {
    const faults: Fault[] = ['lostRequest', { status: 500, name: 'InternalServerErrorException' }, resuming];
    server.faults = ({ url }) => (url.pathname === '/BeginTransaction' ? faults.shift() : undefined);
    await database.transaction((transaction) => transaction.query('insert into trouble values (1)'));
    expect(await count()).toBe(1);
  });

  const big = `repeat('x', 10000) as text from generate_series(1, 120) as n`;

  test('a result above 1 MiB fails', async () => {
    await expect(database.query(`select ${big}`)).rejects.toThrow(/response size/);
  });

  test('within a transaction such a result takes the transaction with it', async () => {
    const failing = database.transaction(async (transaction) => {
      await transaction.query('insert into trouble values (1)');
      await transaction.query(`with big as (select ${big}) select * from big`).catch(() => {});
      await transaction.query('insert into trouble values (2)');
    });
    await expect(failing).rejects.toMatchObject({ name: 'TransactionNotFoundException' });
    expect(await count()).toBe(0);
  });

  test('within a transaction a select of any size is read page by page', async () => {
    const rows = await database.transaction((transaction) =>
      transaction.query<{ n: number }>(
        `-- a comment first\nselect n, repeat('x', :length::int) as text from generate_series(1, 4000) as n`,
        { length: 500 },
      ),
    );
    expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 4000 }, (_, i) => i + 1));
    expect(JSON.stringify(rows).length).toBeGreaterThan(2e6);
  });

  test('rows of 60 KB are read, too', async () => {
    const rows = await database.transaction((transaction) =>
      transaction.query(`select repeat('x', 60000) as text from generate_series(1, 40)`),
    );
    expect(rows).toHaveLength(40);
  });

  test('after a select the transaction may change what was read', async () => {
    await database.transaction(async (transaction) => {
      await transaction.query('create table read_then_dropped as select 1 as one');
      expect(await transaction.query('select one from read_then_dropped')).toEqual([{ one: 1 }]);
      await transaction.query('drop table read_then_dropped');
    });
  });

  test('a row of 64 KB is read, and one byte more is not', async () => {
    const row = (bytes: number) => database.query<{ text: string }>(`select repeat('x', ${bytes}) as text`);
    expect((await row(65_536))[0]!.text).toHaveLength(65_536);
    await expect(row(65_537)).rejects.toThrow(/64 KB/);
  });

  test('a row above 64 KB fails page by page, too, and takes nothing with it but its transaction', async () => {
    const failing = database.transaction(async (transaction) => {
      await transaction.query('insert into trouble values (1)');
      return transaction.query(`select repeat('x', 66000) as text`);
    });
    await expect(failing).rejects.toThrow(/64 KB/);
    expect(await count()).toBe(0);
    await insert();
    expect(await count()).toBe(1);
  });

  test('a result a little below 1 MiB is read', async () => {
    const rows = await database.query(`select repeat('x', 10000) as text from generate_series(1, 100)`);
    expect(rows).toHaveLength(100);
  });

  test('a request of nearly 4 MiB is taken, one above is not', async () => {
    const lengthOf = (text: string) => database.query('select length(:text) as n', { text });
    const most = 4 * 1024 * 1024;
    expect(await lengthOf('x'.repeat(most - 1000))).toEqual([{ n: most - 1000 }]);
    await expect(lengthOf('x'.repeat(most))).rejects.toThrow(/too large/);
  });

  test('a statement that takes more than 45 s is stopped, and has done nothing', async () => {
    tick = 44;
    await insert();
    tick = 46;
    await expect(insert()).rejects.toMatchObject({ name: 'StatementTimeoutException' });
    tick = 0;
    // The one before, and nothing of the one that was stopped.
    expect(await count()).toBe(1);
  });

  test('a statement that takes more than 45 s takes its transaction with it', async () => {
    const failing = database.transaction(async (transaction) => {
      await transaction.query('insert into trouble values (1)');
      tick = 46;
      await transaction.query('insert into trouble values (2)').finally(() => {
        tick = 0;
      });
    });
    await expect(failing).rejects.toMatchObject({ name: 'StatementTimeoutException' });
    expect(await count()).toBe(0);
  });

  test('a transaction may go on for hours while something is asked every three minutes, but not for a day', async () => {
    const work = (minutes: number) =>
      database.transaction(async (transaction) => {
        for (let minute = 0; minute < minutes; minute += 2.9) {
          now += 2.9 * 60;
          await transaction.query('select 1');
        }
        await transaction.query('insert into trouble values (1)');
      });
    await work(120);
    expect(await count()).toBe(1);
    await expect(work(25 * 60)).rejects.toMatchObject({ name: 'TransactionNotFoundException' });
    expect(await count()).toBe(1);
  });

  test('a transaction left alone for more than three minutes is gone', async () => {
    const failing = database.transaction(async (transaction) => {
      await transaction.query('insert into trouble values (1)');
      now += 181;
      await transaction.query('insert into trouble values (2)');
    });
    await expect(failing).rejects.toMatchObject({ name: 'TransactionNotFoundException' });
    expect(await count()).toBe(0);
  });

  test('a value without a name in the statement does no harm, a name without a value fails', async () => {
    expect(await database.query('select 1 as one', { unused: 2 })).toEqual([{ one: 1 }]);
    await expect(database.query('select :missing')).rejects.toThrow(/missing/);
  });
});
