import type { Database } from '../../io/database.js';
import type { ObjectStore } from '../../io/object-store.js';

export interface OpenedDatabase {
  readonly database: Database;
  /** Where the database's `importCsv` looks. */
  readonly store: ObjectStore;
}

/** What every Database keeps. `open` gives an empty database; it is closed by the suite. */
export function describeDatabase(name: string, open: () => Promise<OpenedDatabase>): void {
  describe(`${name} keeps the contract of a database`, () => {
    let database: Database;
    let store: ObjectStore;

    beforeAll(async () => {
      ({ database, store } = await open());
    });
    afterAll(() => database.close());

    const one = async (sql: string, values = {}) => (await database.query(sql, values))[0];

    test('every numeric type comes back as a number', async () => {
      const row = await one(
        'select 1::smallint a, 2::int b, 3000000000::bigint c, 1.25::numeric d, 0.5::float8 e',
      );
      expect(row).toEqual({ a: 1, b: 2, c: 3_000_000_000, d: 1.25, e: 0.5 });
    });

    test('dates and times come back as the text that PostgreSQL prints', async () => {
      const row = await one(
        `select date '2011-12-09' a, timestamp '2011-12-09 12:50:00' b, timestamptz '2011-12-09 12:50:00.25+01' c`,
      );
      expect(row).toEqual({ a: '2011-12-09', b: '2011-12-09 12:50:00', c: '2011-12-09 11:50:00.25+00' });
    });

    test('json comes back parsed, truth as a boolean, null as null', async () => {
      const row = await one(`select '{"a":[1,"x"]}'::jsonb a, '[null]'::json b, true c, null::text d`);
      expect(row).toEqual({ a: { a: [1, 'x'] }, b: [null], c: true, d: null });
    });

    test('a value comes back as it was bound', async () => {
      const values = { text: `it's "1"; :x`, whole: 42, part: 0.1, yes: true, none: null };
      const row = await one('select :text a, :whole b, :part c, :yes d, :none::text e', values);
      expect(row).toEqual({ a: values.text, b: 42, c: 0.1, d: true, e: null });
    });

    test('the same name twice is the same value, and casts apply to it', async () => {
      const row = await one('select :day::date a, :day b, :rules::jsonb c', {
        day: '2011-12-09',
        rules: '{"k":3}',
      });
      expect(row).toEqual({ a: '2011-12-09', b: '2011-12-09', c: { k: 3 } });
    });

    test('a colon in a text, a name, a comment or a dollar quote binds nothing', async () => {
      const row = await one(`select ':x' a, $q$:x$q$ b, 1 ":x" -- :x\n /* :x /* :x */ :x */`);
      expect(row).toEqual({ a: ':x', b: ':x', ':x': 1 });
    });

    test('a name without a value is an error', async () => {
      await expect(database.query('select :missing')).rejects.toThrow(/missing/);
    });

    test('an error of PostgreSQL says what PostgreSQL says', async () => {
      await expect(database.query('select * from no_such_table')).rejects.toThrow(
        /relation "no_such_table" does not exist/,
      );
    });

    test('a statement without rows gives none', async () => {
      expect(await database.query('create table empty (a int)')).toEqual([]);
      expect(await database.query('select * from empty')).toEqual([]);
    });

    test('a transaction commits when its work returns, and gives what the work gave', async () => {
      await database.query('create table kept (a int)');
      const result = await database.transaction(async (transaction) => {
        await transaction.query('insert into kept values (:a)', { a: 7 });
        return 'done';
      });
      expect(result).toBe('done');
      expect(await database.query('select a from kept')).toEqual([{ a: 7 }]);
    });

    test('a transaction whose work throws leaves nothing, and throws the same', async () => {
      await database.query('create table undone (a int)');
      const work = database.transaction(async (transaction) => {
        await transaction.query('insert into undone values (1)');
        throw new Error('changed my mind');
      });
      await expect(work).rejects.toThrow('changed my mind');
      expect(await database.query('select a from undone')).toEqual([]);
    });

    test('a transaction with a failed statement leaves nothing, and the database goes on', async () => {
      await database.query('create table spoilt (a int primary key)');
      const work = database.transaction(async (transaction) => {
        await transaction.query('insert into spoilt values (1)');
        await transaction.query('insert into spoilt values (1)');
      });
      await expect(work).rejects.toThrow(/duplicate key/);
      expect(await database.query('select a from spoilt')).toEqual([]);
    });

    describe('importCsv', () => {
      const columns = ['id', 'note', 'amount', 'day'];
      const header = columns.join(',');
      const load = async (csv: string) => {
        await store.write('load/lines.csv', csv);
        return database.transaction((transaction) =>
          transaction.importCsv('lines', columns, 'load/lines.csv'),
        );
      };

      beforeEach(async () => {
        await database.query('drop table if exists lines');
        await database.query(
          'create table lines (id int primary key, note text, amount numeric, day date, extra text)',
        );
      });

      test('loads the columns of a CSV object and counts its rows', async () => {
        expect(await load(`${header}\n1,plain,2.50,2011-12-09\n2,other,-1,2011-12-08\n`)).toBe(2);
        expect(await database.query('select * from lines order by id')).toEqual([
          { id: 1, note: 'plain', amount: 2.5, day: '2011-12-09', extra: null },
          { id: 2, note: 'other', amount: -1, day: '2011-12-08', extra: null },
        ]);
      });

      test('reads RFC 4180: quotes, line breaks, and an empty text apart from null', async () => {
        await load(`${header}\n1,"a ""b"", c\nd",,\n2,"",,\n3,,,\n4,"é €",,\n`);
        const rows = await database.query<{ note: string | null }>('select note from lines order by id');
        expect(rows.map((row) => row.note)).toEqual(['a "b", c\nd', '', null, 'é €']);
      });

      test('a header alone loads nothing', async () => {
        expect(await load(`${header}\n`)).toBe(0);
      });

      test('quotes the names of table and columns', async () => {
        await database.query('create table "Odd ""name" ("select" int)');
        await store.write('load/odd.csv', 'select\n5\n');
        await database.transaction((transaction) =>
          transaction.importCsv('Odd "name', ['select'], 'load/odd.csv'),
        );
        expect(await database.query('select * from "Odd ""name"')).toEqual([{ select: 5 }]);
      });

      test('a bad value fails, and nothing of the transaction is left', async () => {
        await expect(load(`${header}\n1,x,1,2011-12-09\n2,x,much,2011-12-09\n`)).rejects.toThrow(/numeric/);
        expect(await database.query('select * from lines')).toEqual([]);
      });

      test('a header that names other columns fails', async () => {
        await expect(load('id,amount,note,day\n1,2,x,2011-12-09\n')).rejects.toThrow();
      });

      test('an object that is not there fails', async () => {
        const work = database.transaction((transaction) =>
          transaction.importCsv('lines', columns, 'load/none.csv'),
        );
        await expect(work).rejects.toThrow();
      });
    });
  });
}
