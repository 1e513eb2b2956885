import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCustomer, findRun } from '../../api/explain/find-customer.js';
import { readCustomer } from '../../api/explain/read-customer.js';
import { createRandom } from '../../core/random/random.js';
import { sampleShop } from '../../core/sample/sample-shop.js';
import { type LocalIo, openLocalIo } from '../../io/local-io.js';

/** The command line as it is installed: `npm test` builds it first. */
const program = join(__dirname, '../../dist/insiders.js');
const folder = mkdtempSync(join(tmpdir(), 'insiders-answers-'));

const insiders = (...words: string[]) =>
  spawnSync(process.execPath, [program, ...words], { cwd: folder, encoding: 'utf8', timeout: 300_000 });
type Row = Record<string, string | number | boolean | null>;

let io: LocalIo;
let run: ReturnType<typeof insiders>;
let explained: ReturnType<typeof insiders>;
let answers: Row[];
let member: Row;

const sql = async (query: string) => (await io.database()).query<Row>(query);
const one = async (query: string) => (await sql(query))[0]!;

/** Names that a spreadsheet would run, and that an ad tool knows people by. */
const [formula, email] = ['=1+1', 'Ann@Shop.example'];

/** The orders with two customers renamed. */
function namedOddly(orders: string): string {
  const lines = orders.split('\n').map((line) => line.split(','));
  const ids = [...new Set(lines.slice(1).map((cells) => cells[6]))].filter(Boolean);
  const names = new Map([
    [ids[0], formula],
    [ids[1], email],
  ]);
  for (const cells of lines) if (names.has(cells[6])) cells[6] = names.get(cells[6])!;
  return lines.map((cells) => cells.join(',')).join('\n');
}

beforeAll(async () => {
  const orders = namedOddly([...sampleShop({ customers: 700, random: createRandom(11) })].join(''));
  writeFileSync(join(folder, 'orders.csv'), orders);
  writeFileSync(join(folder, 'rules.yaml'), 'currency: EUR\nsegmentation: { resamples: 5 }\n');
  run = insiders('run', 'orders.csv', '--rules', 'rules.yaml');
  io = openLocalIo(join(folder, 'insiders-out/data'));
  answers = await sql('select * from nine_questions order by position');
  member = await one(`select customer_id, times_member, sentence, code_of_five, gross_revenue
    from customers
    join customer_stability using (run_id, customer_id)
    join customer_doors using (run_id, customer_id)
    join customer_rfm using (run_id, customer_id)
    where is_insider order by gross_revenue desc limit 1`);
  // One process at a time may use the folder.
  await io.close();
  explained = insiders('explain', String(member.customer_id));
  io = openLocalIo(join(folder, 'insiders-out/data'));
}, 300_000);

afterAll(async () => {
  await io.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every number of a sentence as it is written: its value, and half of its last digit. Dates are left out. */
function numbersOf(sentence: unknown): { value: number; tolerance: number }[] {
  const text = String(sentence).replace(/\d{1,2} [A-Z][a-z]+ \d{4}/g, '');
  return [...text.matchAll(/(\d[\d,]*(?:\.\d+)?)( %)?/g)].map(([, digits, percent]) => {
    const decimals = digits!.split('.')[1]?.length ?? 0;
    const scale = percent ? 100 : 1;
    const value = Number(digits!.replaceAll(',', '')) / scale;
    return { value, tolerance: (0.5000001 * 10 ** -decimals) / scale };
  });
}

/** The first numbers of an answer are these figures, to the digits that are written; all of them where it says so. */
function expectNumbers(position: number, figures: unknown[], { all = true } = {}) {
  const written = numbersOf(answers[position - 1]!.sentence);
  if (all) expect(written).toHaveLength(figures.length);
  figures.forEach((figure, i) => {
    expect(Math.abs(written[i]!.value - Number(figure))).toBeLessThanOrEqual(written[i]!.tolerance);
  });
}

test('the run succeeds, and every question has an answer with a panel that is there', async () => {
  expect([run.stderr, run.status]).toEqual(['', 0]);
  expect(answers).toHaveLength(17);
  const views = await sql(`select viewname from pg_views where schemaname = 'public'`);
  const names = views.map(({ viewname }) => viewname);
  for (const { panel } of answers) expect(names).toContain(panel);
});

describe('the numbers of a sentence are those of its table', () => {
  test('how many, and what share of the revenue: a true share, no mean of shares', async () => {
    const row =
      await one(`select insiders.customers, runs.customers as everybody, customer_share, insiders.revenue,
        (select sum(gross_revenue) filter (where is_insider) / sum(gross_revenue) from customers) as revenue_share,
        (select avg(gross_revenue / (select sum(gross_revenue) from customers)) from customers where is_insider) as mean_share
      from segments as insiders, runs where insiders.is_insiders`);
    expectNumbers(2, [row.customers, row.everybody, row.customer_share]);
    expectNumbers(4, [row.revenue_share, row.revenue]);
    expect(answers[3]!.figure).toBeCloseTo(Number(row.revenue_share), 9);
    expect(answers[3]!.figure).not.toBeCloseTo(Number(row.mean_share), 2);
  });

  test('what marks them: medians of the members and of all', async () => {
    const marks = await sql(`select median, base_median from insiders_marks
      where feature in ('gross_revenue', 'recency_days', 'invoices')`);
    const figures = marks.flatMap(({ median, base_median }) => [Number(median), Number(base_median)]);
    // Two digits, or whole from 100 on.
    const rounded = figures.map((value) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(2))));
    for (const { value } of numbersOf(answers[2]!.sentence)) expect(rounded).toContain(value);
  });

  test('what they will bring, and why of the rest nothing can be said', async () => {
    const rows = await sql(`select months, group_forecasts.revenue, low, high
      from group_forecasts join segments using (run_id, segment_id) where is_insiders order by months`);
    const refused = await sql('select reason from refused_horizons order by months');
    const said = rows.flatMap(({ revenue, months, low, high }) => [revenue, months, low, high]);
    expectNumbers(5, said, { all: false });
    for (const { reason } of refused) expect(answers[4]!.sentence).toContain(String(reason));
    expect(rows.length + refused.length).toBeGreaterThan(0);
  });

  test('what it takes to enter, and what makes one leave', async () => {
    const rule = await one(`select * from membership_rules where kind = 'enter'`);
    const conditions = await sql('select * from membership_conditions order by kind, path, position');
    const cutoffs = (kind: string) => {
      const own = conditions.filter((row) => row.kind === kind);
      const paths = new Set(own.map(({ path }) => path)).size;
      const isShared = ({ words }: Row) =>
        paths > 1 && own.filter((row) => row.words === words).length === paths;
      // What every way in asks for is said once, first.
      const first = own.filter((row) => row.path === 1 && isShared(row));
      return [...first, ...own.filter((row) => !isShared(row))].map(({ cutoff }) => cutoff);
    };
    const standings = await sql(
      'select standing, count(*) as customers from customer_doors group by standing',
    );
    const count = (standing: string) => standings.find((row) => row.standing === standing)?.customers ?? 0;
    const written = (customers: unknown) => (Number(customers) > 0 ? [customers] : []); // else: nobody
    const rhythm = [rule.gaps, Math.round(Number(rule.gap_days)), rule.times, 6];
    const before = [rule.near_before, ...written(rule.entered_since)];
    expectNumbers(6, [...cutoffs('enter'), rule.let_in, ...rhythm, ...written(count('near')), ...before]);
    expectNumbers(7, [...cutoffs('stay'), 30, ...written(count('leaving soon'))]);
    expect(answers[6]!.figure).toBe(Number(count('leaving soon')));
  });

  test('who is sure of it, and to whom to write first', async () => {
    const row =
      await one(`select certain_members, insiders_stability.resamples, drawn, segments.customers, stability,
        (select count(*) from segments as others where others.run_id = segments.run_id) as segments,
        (select count(*) from customer_doors where standing = 'near') as near,
        (select count(*) from customer_doors where standing = 'leaving soon') as leaving
      from insiders_stability join segments using (run_id) where is_insiders`);
    const numbers = numbersOf(answers[0]!.sentence).map(({ value }) => value);
    expect(numbers).toEqual(expect.arrayContaining([row.customers, row.resamples].map(Number)));
    expect(answers[0]!.sentence).toContain(`${row.certain_members || 'None'} of the ${row.customers}`);
    expectNumbers(
      9,
      [row.leaving, row.near].filter((customers) => Number(customers) > 0),
      { all: false },
    );
  });

  test('what is believed of them: what it is, against what, and the interval', async () => {
    const rows = await sql(`select * from hypotheses_tested where verdict <> 'cannot be told'`);
    expect(rows.length).toBeGreaterThan(4);
    for (const { sentence, insiders, base, effect, effect_low, effect_high } of rows) {
      const figures = [insiders, base, effect, effect_low, effect_high].filter((figure) => figure !== null);
      for (const { value, tolerance } of numbersOf(sentence)) {
        if (value === 0.95) continue; // of the interval
        const near = figures.map((figure) => Math.abs(Math.abs(Number(figure)) - value));
        expect([sentence, Math.min(...near) <= tolerance]).toEqual([sentence, true]);
      }
    }
  });

  test('why the revenue changed: each part, largest first, and they add up', async () => {
    const change = await one('select * from revenue_changes order by position limit 1');
    const parts = [change.by_customers, change.by_mix, change.by_frequency, change.by_value].map(Number);
    const kinds = [change.from_new, change.from_won_back, change.from_kept, change.from_lost].map(Number);
    const bySize = (figures: number[]) => figures.map(Math.abs).sort((a, b) => b - a);
    const whole = Math.abs(Number(change.change));
    expectNumbers(10, [
      ...[whole, whole / Number(change.revenue_before)],
      ...[...bySize(parts), ...bySize(kinds)],
    ]);
    for (const way of [parts, kinds]) {
      expect(way.reduce((sum, part) => sum + part, 0)).toBeCloseTo(Number(change.change), 9);
    }
  });

  test('each customer at the door: what is missing, and by when', async () => {
    const doors = await sql('select * from customer_doors');
    for (const door of doors) {
      const said = numbersOf(door.sentence);
      const missing = [door.orders_missing, door.money_missing, door.pieces_missing, door.products_missing];
      // Money is rounded up, so that whoever spends it is in; what is usual is rounded.
      const own = [door.own_gap_days, door.late_days];
      const figures = [...missing, door.usual_money, door.days_left, ...own].filter(
        (figure) => figure !== null,
      );
      for (const { value } of said) {
        const near = figures.flatMap((figure) => [Math.ceil(Number(figure)), Math.round(Number(figure))]);
        expect([door.sentence, near.includes(value)]).toEqual([door.sentence, true]);
      }
    }
    expect(doors.some(({ sentence }) => numbersOf(sentence).length > 0)).toBe(true);
  });

  test('each segment: customers, their share and that of the revenue', async () => {
    const segments = await sql('select * from segments');
    for (const { description, customers, customer_share, revenue_share } of segments) {
      const said = numbersOf(description);
      [customers, customer_share, revenue_share].forEach((figure, i) => {
        expect(Math.abs(said[i]!.value - Number(figure))).toBeLessThanOrEqual(said[i]!.tolerance);
      });
    }
  });

  test('what guarantees it', async () => {
    const told = await one('select * from promise_told');
    expect(answers[7]!.sentence).toMatch(new RegExp(`^${told.told}\\. `));
    const elections =
      await one(`select count(*) as elections, avg(captured) as captured, avg(by_revenue) as by_revenue,
      avg(by_last_year) as by_last_year, count(by_model) as modelled, avg(by_model) as by_model,
      avg(captured) filter (where by_model is not null) as there, avg(by_chance) as by_chance, avg(best_possible) as best_possible from past_elections`);
    const { captured, by_revenue, by_last_year, by_chance, best_possible } = elections;
    expect(Number(elections.modelled)).toBeGreaterThan(0);
    const past = [
      ...[
        elections.elections,
        captured,
        told.horizon_days,
        by_revenue,
        by_last_year,
        by_chance,
        best_possible,
      ],
      ...[elections.modelled, elections.by_model, elections.there],
    ];
    const { members } = await one(`select count(*) as members from customers where is_insider`);
    const next = [
      members,
      told.next_share,
      told.horizon_days,
      told.interval_share,
      told.next_low,
      told.next_high,
    ];
    const row = await one(`select months, insiders, rest from guarantee_measures
      where measure = 'boughtAgain' order by months desc limit 1`);
    expectNumbers(8, [...past, ...next, row.insiders, row.months, row.rest]);
  });
});

test('nobody outside is at least as good in all as an Insider; the membership is the rule', async () => {
  const [row] = await sql(`select count(*) as outside from customers as a, customers as b
    where not a.is_insider and b.is_insider and a.gross_revenue >= b.gross_revenue and a.invoices >= b.invoices
      and a.recency_days <= b.recency_days`);
  expect(Number(row!.outside)).toBe(0);
  const wrong = await sql(`select * from customers join customer_doors using (run_id, customer_id)
    where is_insider <> meets_enter or is_insider <> (standing in ('stays', 'leaving soon'))`);
  expect(wrong).toEqual([]);
});

test('nobody who ordered once is called loyal, and nobody who is gone sits among the active or due', async () => {
  const [called] = await sql(`select
      count(*) filter (where customers.invoices = 1) as once,
      count(*) filter (where group_of_five in ('Loyal', 'Champions') or group_of_three in ('Loyal', 'Champions')) as loyal,
      count(*) filter (where customers.invoices = 1 and (name ~* 'loyal|champion|regular'
        or group_of_five in ('Loyal', 'Champions') or group_of_three in ('Loyal', 'Champions'))) as wrong
    from customers
    join segments using (run_id, segment_id)
    join customer_rfm using (run_id, customer_id)`);
  expect(Number(called!.once)).toBeGreaterThan(100);
  expect(Number(called!.loyal)).toBeGreaterThan(20);
  expect(Number(called!.wrong)).toBe(0);
  const among = await sql(`select name, recency_days, gap_days
    from customers
    join segments using (run_id, segment_id)
    join membership_rules using (run_id)
    where kind = 'enter' and not customers.is_insider
      and recency_days > 6.5 * gap_days and name ~ '(active|due|new)'`);
  expect(among).toEqual([]);
  const clash = await sql('select name from segments join rfm_groups using (run_id) where name = group_name');
  expect(clash).toEqual([]);
});

test('the verdict is on the first lines, and in run.json beside its rivals', () => {
  const lines = run.stdout.split('\n');
  const first = lines.findIndex((line) => /^\d+ Insiders, /.test(line));
  expect(lines.slice(first, first + 4).join('\n')).toMatch(/^Promise: (held|not proven|did not hold): /m);
  const { promise, rule } = JSON.parse(readFileSync(join(folder, 'insiders-out/run.json'), 'utf8'));
  expect(['held', 'not proven', 'did not hold']).toContain(promise.verdict);
  const { captured, byPastRevenue, byChance, bestPossible, next } = promise;
  expect(captured).toBeGreaterThanOrEqual(0.95 * byPastRevenue);
  expect(byChance).toBeLessThan(captured);
  expect(bestPossible).toBeGreaterThan(captured);
  expect(next.low).toBeLessThan(next.share);
  expect(rule.enter).toMatch(
    /^spent at least .* and last ordered less than \d+ days ago, or spent at least .* days ago$/,
  );
});

describe('the lists', () => {
  /** The first cells of a list's rows, its head left out. */
  const firstCells = (file: string) =>
    readFileSync(join(folder, 'insiders-out', file), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0]!);
  const ids = async (query: string) =>
    (await sql(query)).map(({ id }) => (id === formula ? `'${formula}` : String(id))).sort();
  const doors = (...standings: string[]) =>
    ids(`select customer_id as id from customer_doors where standing in ('${standings.join("', '")}')`);

  test('hold whom the tables hold, everybody once', async () => {
    const held: Record<string, string[]> = {
      'insiders.csv': await ids('select customer_id as id from customers where is_insider'),
      'enter-soon.csv': await doors('near'),
      'about-to-leave.csv': await doors('leaving soon'),
      'holdout.csv': await ids(`select customer_id as id from experiment_arms where arm = 'holdout'`),
      'movers.csv': await ids('select customer_id as id from movers'),
      'audience.csv': await ids('select customer_id as id from customers'),
    };
    for (const [file, expected] of Object.entries(held)) {
      expect([file, firstCells(file).sort()]).toEqual([file, expected]);
    }
    expect(held['enter-soon.csv']!.length).toBeGreaterThan(0);
    expect(held['holdout.csv']!.length).toBeGreaterThan(0);
  });

  test('a name that is a formula is defused', () => {
    const { stdout } = run;
    for (const file of ['audience.csv', 'customers.csv']) {
      expect(firstCells(file)).toContain(`'${formula}`);
      expect(firstCells(file)).not.toContain(formula);
    }
    expect(stdout).not.toContain('NaN');
  });

  test('tier A makes the first half of the revenue, and no tier is larger than the next', async () => {
    const text = readFileSync(join(folder, 'insiders-out/audience.csv'), 'utf8').trim().split('\n');
    const head = text[0]!.split(',');
    const tiers = text.slice(1).map((line) => line.split(',').at(head.indexOf('value_tier') - head.length)!);
    expect(tiers.join('')).toMatch(/^A+B+C+$/);
    const top =
      await one(`select sum(money) filter (where place < ${tiers.lastIndexOf('A') + 1}) / sum(money) as before,
        sum(money) filter (where place <= ${tiers.lastIndexOf('A') + 1}) / sum(money) as with_last
      from (select gross_revenue as money, row_number() over (order by gross_revenue desc) as place from customers) as ranked`);
    expect(Number(top.before)).toBeLessThan(0.5);
    expect(Number(top.with_last)).toBeGreaterThanOrEqual(0.5);
  });

  test('ad tools get hashed addresses, of customers who are one', () => {
    const hash = createHash('sha256').update(email.toLowerCase()).digest('hex');
    expect(firstCells('audience-ads.csv')).toEqual([hash]);
  });
});

describe('insiders explain', () => {
  test('says all that is known about a customer, with the figures of the tables', () => {
    const { status, stdout, stderr } = explained;
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`Customer ${member.customer_id}`);
    expect(stdout).toContain(`an Insider in ${member.times_member} of 100 reshuffles of the orders`);
    expect(stdout).toContain(String(member.sentence));
    expect(stdout).toContain(String(member.code_of_five));
    expect(stdout).toMatch(/rule +(met|missed)( \(way \d\))?: /);
    expect(stdout).toContain('segment (median)');
    expect(stdout).toMatch(/month +orders +money/);
  });

  test('what it shows adds up to what the customer spent', async () => {
    const found = await findRun(await io.database(), {});
    const customer = await one(`select customer_id, gross_revenue from customers
      where invoices between 2 and 5 order by customer_id limit 1`);
    const facts = await readCustomer(
      { ...io, database: await io.database() },
      found,
      String(customer.customer_id),
    );
    const bought = facts.months.reduce((sum, { money }) => sum + money, 0);
    expect(facts.who.gross_revenue).toBeCloseTo(Number(customer.gross_revenue), 6);
    expect(bought).toBeCloseTo(Number(customer.gross_revenue), 6);
  });

  test('of a customer who is not there it names the nearest; of a dataset that is not there, the remedy', async () => {
    const database = await io.database();
    const found = await findRun(database, { dataset: 'orders' });
    await expect(checkCustomer(database, found, `${member.customer_id}x`)).rejects.toMatchObject({
      name: 'NoSuchCustomer',
      remedy: expect.stringContaining(`'${member.customer_id}'`),
    });
    await expect(findRun(database, { dataset: 'nowhere' })).rejects.toMatchObject({ name: 'NoSuchRun' });
  });
});
