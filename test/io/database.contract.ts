import type { Database } from '../../io/database.js';
import type { ObjectStore } from '../../io/object-store.js';

export interface DatabaseUnderTest {
  readonly database: Database;
  /** Where `importCsv` finds its objects. */
  readonly store: ObjectStore;
}

/** What every database promises. It is opened once; each test has tables of its own. */
export function describeDatabase(open: () => Promise<DatabaseUnderTest>): void {
  let database: Database;
  let store: ObjectStore;
  beforeAll(async () => {
    ({ database, store } = await open());
  });
  // Closing is no harm where it is closed already.
  afterAll(async () => {
    await database.close();
    await database.close();
  });
  const evaluate = async (expression: string, values = {}) =>
    (await database.query<{ value: unknown }>(`select ${expression} as value`, values))[0]!.value;

  test.each([
    ['1::smallint', 1],
    ['2147483647', 2147483647],
    ['9007199254740991::bigint', 9007199254740991],
    ['0.10::numeric(18, 4)', 0.1],
    ['-1.5::double precision', -1.5],
    ['0.25::real', 0.25],
    ['true', true],
    ['null::text', null],
    [`'Käse ''ü'' "☕"'`, `Käse 'ü' "☕"`],
    [`date '2011-12-09'`, '2011-12-09'],
    [`timestamp '2011-12-09 12:50:00'`, '2011-12-09 12:50:00'],
    [`timestamp '2011-12-09 12:50:00.125'`, '2011-12-09 12:50:00.125'],
    [`timestamptz '2011-12-09 12:50:00+02'`, '2011-12-09 10:50:00+00'],
    [`'{"a": [1, null, "x"]}'::jsonb`, { a: [1, null, 'x'] }],
    [`'[1.5, {"b": true}]'::json`, [1.5, { b: true }]],
    [`array['a', 'b,"c"']`, ['a', 'b,"c"']],
    ['array[1, 2]', [1, 2]],
    ['array[0.5, 1.25]::numeric[]', [0.5, 1.25]],
  ])('%s comes back as %p', async (expression, expected) => {
    expect(await evaluate(expression)).toEqual(expected);
  });

  test.each([
    ['text', 'It\'s "quoted" \\ and\nbroken\tup: naïve ☕ :not_a_name'],
    ['text', ''],
    ['bigint', -9007199254740991],
    ['double precision', 0.1],
    ['boolean', false],
    ['text', null],
  ])('a bound %s %p comes back as it was', async (type, value) => {
    expect(await evaluate(`:value::${type}`, { value })).toBe(value);
  });

  test('a name may be bound twice, beside casts, quotes and comments that look like names', async () => {
    const sql = `select :a::int + :a::int as sum, ':a' as quoted, "t".":b" /* :c */ from (select 1 as ":b") as "t" -- :d`;
    expect(await database.query(sql, { a: 21 })).toEqual([{ sum: 42, quoted: ':a', ':b': 1 }]);
  });

  test('a bound text needs a cast where another type is wanted, as on Aurora', async () => {
    await database.query('create table cast_needed (at timestamp)');
    const at = '2011-12-09 12:50:00';
    await expect(database.query('insert into cast_needed values (:at)', { at })).rejects.toThrow(/type/);
    await database.query('insert into cast_needed values (:at::timestamp)', { at });
    expect(await database.query('select at from cast_needed')).toEqual([{ at }]);
  });

  test('numbers of JavaScript fit columns of any numeric type', async () => {
    await database.query('create table fitting (a int, b bigint, c numeric(18, 4), d double precision)');
    await database.query(
      'insert into fitting values (:whole, :whole, :half, :whole), (:whole, :whole, :whole, :half)',
      {
        whole: 3,
        half: 0.5,
      },
    );
    expect(await database.query('select * from fitting order by d')).toEqual([
      { a: 3, b: 3, c: 3, d: 0.5 },
      { a: 3, b: 3, c: 0.5, d: 3 },
    ]);
  });

  test('a batch of rows goes in as one JSON text', async () => {
    await database.query('create table batch (id int, name text, amount numeric)');
    const rows = Array.from({ length: 5000 }, (_, id) => ({ id, name: `Müller "${id}"`, amount: id / 4 }));
    const sql = `insert into batch select * from jsonb_to_recordset(:rows::jsonb) as r(id int, name text, amount numeric)`;
    expect(await database.query(sql, { rows: JSON.stringify(rows) })).toEqual([]);
    const totals = 'select count(*) as rows, sum(amount) as amount, max(name) as name from batch';
    expect(await database.query(totals)).toEqual([{ rows: 5000, amount: 3124375, name: 'Müller "999"' }]);
  });

  test('insert returning gives its rows', async () => {
    await database.query('create table returning_rows (id int generated always as identity, name text)');
    const sql = `insert into returning_rows (name) values ('a'), ('b') returning id, name`;
    expect(await database.query(sql)).toEqual([
      { id: 1, name: 'a' },
      { id: 2, name: 'b' },
    ]);
  });

  test('an empty result is no rows', async () => {
    expect(await database.query('select 1 as one where false')).toEqual([]);
  });

  test('a wrong statement fails with the message of PostgreSQL', async () => {
    await expect(database.query('select * from no_such_table')).rejects.toThrow(/no_such_table/);
  });

  test('a transaction that is tried again after a failure goes through', async () => {
    await database.query('create table again (entry int)');
    const append = (entry: string) =>
      database.transaction((transaction) => transaction.query(`insert into again values (${entry})`));
    await expect(append(`'x'`)).rejects.toThrow(/integer/);
    await append('1');
    expect(await database.query('select entry from again')).toEqual([{ entry: 1 }]);
  });

  test('more than one statement at a time is refused', async () => {
    await expect(database.query('select 1; select 2')).rejects.toThrow();
  });

  describe('a transaction', () => {
    beforeAll(() => database.query('create table ledger (entry text primary key)'));
    beforeEach(() => database.query('delete from ledger'));
    const entries = async () =>
      (await database.query('select entry from ledger order by 1')).map((row) => row.entry);

    test('commits when the work returns, and hands its result on', async () => {
      const result = await database.transaction(async (transaction) => {
        await transaction.query(`insert into ledger values ('a')`);
        const [count] = await transaction.query('select count(*) as n from ledger');
        return count;
      });
      expect(result).toEqual({ n: 1 });
      expect(await entries()).toEqual(['a']);
    });

    test('rolls back when the work throws, and hands its error on', async () => {
      const error = new Error('changed my mind');
      const failing = database.transaction(async (transaction) => {
        await transaction.query(`insert into ledger values ('a')`);
        throw error;
      });
      await expect(failing).rejects.toBe(error);
      expect(await entries()).toEqual([]);
    });

    test('rolls back when a statement fails', async () => {
      const failing = database.transaction(async (transaction) => {
        await transaction.query(`insert into ledger values ('a')`);
        await transaction.query(`insert into ledger values ('a')`);
      });
      await expect(failing).rejects.toThrow(/duplicate key/);
      expect(await entries()).toEqual([]);
    });

    test('takes statements at once one after the other', async () => {
      await database.transaction(async (transaction) => {
        await Promise.all(
          ['a', 'b', 'c'].map((entry) => transaction.query('insert into ledger values (:entry)', { entry })),
        );
      });
      expect(await entries()).toEqual(['a', 'b', 'c']);
    });

    test('of two at once, the second sees what the first did', async () => {
      const append = () =>
        database.transaction(async (transaction) => {
          await transaction.query('lock table ledger in exclusive mode');
          await transaction.query('insert into ledger select count(*)::text from ledger');
        });
      await Promise.all([append(), append()]);
      expect(await entries()).toEqual(['0', '1']);
    });
  });

  describe('importCsv', () => {
    test('loads quotes, line breaks, unicode, and tells null from empty', async () => {
      await database.query('create table imported (id int, name text, amount numeric(18, 4), at timestamp)');
      const lines = [
        'id,name,amount,at',
        '1,"Say ""hi"", then\r\nleave",0.1000,2011-12-09 12:50:00',
        '2,,,',
        '3,"",-5,2011-12-09',
        '4,Käse ☕,1e3,2011-12-09T01:02:03',
      ];
      await store.write('runs/r/load/imported.csv', `${lines.join('\n')}\n`);
      const rows = await database.transaction((transaction) =>
        transaction.importCsv('imported', ['id', 'name', 'amount', 'at'], 'runs/r/load/imported.csv'),
      );
      expect(rows).toBe(4);
      expect(await database.query('select * from imported order by id')).toEqual([
        { id: 1, name: 'Say "hi", then\r\nleave', amount: 0.1, at: '2011-12-09 12:50:00' },
        { id: 2, name: null, amount: null, at: null },
        { id: 3, name: '', amount: -5, at: '2011-12-09 00:00:00' },
        { id: 4, name: 'Käse ☕', amount: 1000, at: '2011-12-09 01:02:03' },
      ]);
    });

    test('loads into a temporary table, some columns in an order of their own', async () => {
      await store.write('some.csv', 'b,a\n1,x\n');
      const rows = await database.transaction(async (transaction) => {
        await transaction.query(
          'create temporary table staged (a text, b int, c int default 7) on commit drop',
        );
        await transaction.importCsv('staged', ['b', 'a'], 'some.csv');
        return transaction.query('select * from staged');
      });
      expect(rows).toEqual([{ a: 'x', b: 1, c: 7 }]);
    });

    test('a header without rows loads none', async () => {
      await database.query('create table empty_import (id int)');
      await store.write('empty.csv', 'id\n');
      const load = database.transaction((transaction) =>
        transaction.importCsv('empty_import', ['id'], 'empty.csv'),
      );
      expect(await load).toBe(0);
    });

    test('a value that does not fit fails and leaves nothing behind', async () => {
      await database.query('create table strict_import (id int)');
      await store.write('wrong.csv', 'id\n1\nx\n');
      const load = database.transaction((transaction) =>
        transaction.importCsv('strict_import', ['id'], 'wrong.csv'),
      );
      await expect(load).rejects.toThrow(/integer/);
      expect(await database.query('select * from strict_import')).toEqual([]);
    });

    test('a missing object fails', async () => {
      await database.query('create table missing_import (id int)');
      const load = database.transaction((transaction) =>
        transaction.importCsv('missing_import', ['id'], 'none.csv'),
      );
      await expect(load).rejects.toThrow();
    });
  });
}
