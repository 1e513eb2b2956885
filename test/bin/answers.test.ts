import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../core/random.js';
import { sampleShop } from '../../core/sample/sample-shop.js';

/** The command line as it is installed: `npm test` builds it first. */
const program = join(__dirname, '../../dist/insiders.js');
const folder = mkdtempSync(join(tmpdir(), 'insiders-answers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const insiders = (...words: string[]) =>
  spawnSync(process.execPath, [program, ...words], { cwd: folder, encoding: 'utf8', timeout: 120_000 });
type Row = Record<string, string | number | boolean | null>;
const sql = (query: string): Row[] => JSON.parse(insiders('sql', query, '--json').stdout);

writeFileSync(
  join(folder, 'orders.csv'),
  [...sampleShop({ customers: 700, random: createRandom(11) })].join(''),
);
writeFileSync(join(folder, 'rules.yaml'), 'currency: EUR\nsegmentation: { resamples: 5 }\n');
const run = insiders('run', 'orders.csv', '--rules', 'rules.yaml');

interface Answer {
  readonly question: string;
  readonly sentence: string;
  readonly figure: number | null;
  readonly unit: string | null;
  readonly panel: string;
}
const answers = sql('select * from nine_questions order by position') as unknown as Answer[];

/** Every number of a sentence as it is written: its value, and half of its last digit. Dates are left out. */
function numbersOf(sentence: string): { value: number; tolerance: number }[] {
  const text = sentence.replace(/\d{1,2} [A-Z][a-z]+ \d{4}/g, '');
  return [...text.matchAll(/(\d[\d,]*(?:\.\d+)?)( %)?/g)].map(([, digits, percent]) => {
    const decimals = digits!.split('.')[1]?.length ?? 0;
    const scale = percent ? 100 : 1;
    return {
      value: Number(digits!.replaceAll(',', '')) / scale,
      tolerance: (0.5000001 * 10 ** -decimals) / scale,
    };
  });
}

function expectNumbers(position: number, rows: (Row[string] | undefined)[]) {
  const written = numbersOf(answers[position - 1]!.sentence);
  expect(written).toHaveLength(rows.length);
  written.forEach(({ value, tolerance }, i) => {
    expect(Math.abs(value - Number(rows[i]))).toBeLessThanOrEqual(tolerance);
  });
}

test('the run succeeds, and all nine questions have an answer with a panel that is there', () => {
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
  expect(answers).toHaveLength(9);
  const views = new Set(
    sql(`select viewname from pg_views where schemaname = 'public'`).map((row) => row.viewname),
  );
  for (const { panel, sentence } of answers) {
    expect(views).toContain(panel);
    expect(sentence.length).toBeGreaterThan(10);
  }
});

describe('the numbers of a sentence are those of its table', () => {
  test('how many, and what share of the revenue', () => {
    const [row] =
      sql(`select insiders.customers, runs.customers as everybody, insiders.customer_share, insiders.revenue,
        (select sum(gross_revenue) filter (where is_insider) / sum(gross_revenue) from customers) as revenue_share
      from segments as insiders, runs where insiders.is_insiders`);
    expectNumbers(2, [row!.customers, row!.everybody, row!.customer_share]);
    expectNumbers(4, [row!.revenue_share, row!.revenue]);
    expect(answers[3]!.figure).toBeCloseTo(Number(row!.revenue_share), 9);
    // A true share: the mean of the members' own shares would be another number.
    const [mean] = sql(`select avg(gross_revenue / (select sum(gross_revenue) from customers)) as mean
      from customers where is_insider`);
    expect(answers[3]!.figure).not.toBeCloseTo(Number(mean!.mean), 2);
  });

  test('what marks them: medians of the members and of all', () => {
    const marks = sql(`select feature, median, base_median from insiders_marks
      where feature in ('gross_revenue', 'recency_days', 'invoices')`);
    const figures = marks.flatMap(({ median, base_median }) => [Number(median), Number(base_median)]);
    // Two digits, or whole from 100 on.
    const rounded = figures.map((figure) =>
      figure >= 100 ? Math.round(figure) : Number(figure.toPrecision(2)),
    );
    for (const { value } of numbersOf(answers[2]!.sentence)) expect(rounded).toContain(value);
  });

  test('what they will bring', () => {
    const rows =
      sql(`select months, group_forecasts.revenue, low, high from group_forecasts join segments using (run_id, segment_id)
      where is_insiders order by months`);
    const refused = sql('select months, reason from refused_horizons order by months');
    const said = rows.flatMap(({ revenue, months, low, high }) => [revenue, months, low, high]);
    const written = numbersOf(answers[4]!.sentence).slice(0, said.length);
    written.forEach(({ value, tolerance }, i) => {
      expect(Math.abs(value - Number(said[i]))).toBeLessThanOrEqual(tolerance);
    });
    for (const { reason } of refused) expect(answers[4]!.sentence).toContain(String(reason));
    expect(rows.length + refused.length).toBeGreaterThan(0);
  });

  test('what it takes to enter, and what makes one leave', () => {
    const [rule] = sql(`select * from membership_rules where kind = 'enter'`);
    const count = (standing: string) =>
      sql(`select count(*) as n from customer_doors where standing = '${standing}'`)[0]!.n;
    const cutoffs = (kind: string) =>
      sql(`select cutoff from membership_conditions where kind = '${kind}' order by path, position`);
    const toEnter = cutoffs('enter').map(({ cutoff }) => cutoff);
    expectNumbers(6, [
      ...toEnter,
      rule!.kept,
      rule!.members,
      rule!.recall_share,
      rule!.held_out_fidelity,
      count('near'),
    ]);
    const toStay = cutoffs('stay').map(({ cutoff }) => cutoff);
    expectNumbers(7, [...toStay, count('leaving soon'), 30, count('out by the rule')]);
    expect(answers[6]!.figure).toBe(count('leaving soon'));
  });

  test('what guarantees it', () => {
    const [row] = sql(
      'select months, members, interval_share, beats from guarantees order by months desc limit 1',
    );
    const measure = (name: string) =>
      sql(`select * from guarantee_measures where measure = '${name}' and months = ${row!.months}`)[0]!;
    const [share, again] = [measure('revenueShare'), measure('boughtAgain')];
    const shares = [
      share.insiders,
      row!.months,
      row!.interval_share,
      share.insiders_low,
      share.insiders_high,
    ];
    expectNumbers(8, [row!.members, ...shares, again.insiders, again.rest, row!.beats]);
  });
});

describe('insiders explain', () => {
  const [member] =
    sql(`select customer_id, times_member, orders_missing, sentence, code_of_five, gross_revenue
    from customers join customer_stability using (run_id, customer_id) join customer_doors using (run_id, customer_id)
      join customer_rfm using (run_id, customer_id)
    where is_insider order by gross_revenue desc limit 1`);
  const id = String(member!.customer_id);

  test('says all that is known about a customer, with the figures of the tables', () => {
    const { status, stdout, stderr } = insiders('explain', id);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`Customer ${id}`);
    expect(stdout).toContain(`an Insider in ${member!.times_member} of 100 resamples`);
    expect(stdout).toContain(String(member!.sentence));
    expect(stdout).toContain(String(member!.code_of_five));
    expect(stdout).toMatch(/rule +(met|missed)( \(way \d\))?: /);
    expect(stdout).toContain('segment (median)');
    expect(stdout).toMatch(/month +orders +money/);
  });

  test('gives the same to other programs', () => {
    const facts = JSON.parse(insiders('explain', id, '--json').stdout);
    expect(facts.who).toMatchObject({
      customer_id: id,
      is_insider: true,
      times_member: member!.times_member,
    });
    expect(facts.who.gross_revenue).toBeCloseTo(Number(member!.gross_revenue), 6);
    const bought = facts.months.reduce((sum: number, { money }: { money: number }) => sum + money, 0);
    expect(bought).toBeLessThanOrEqual(Number(member!.gross_revenue) + 1e-6);
  });

  test('of a customer who is not there it names the nearest', () => {
    const { status, stderr } = insiders('explain', `${id}x`);
    expect(status).toBe(3);
    expect(stderr).toContain(`has no customer '${id}x'`);
    expect(stderr).toContain(`'${id}'`);
  });

  test('a dataset that is not there, and no customer at all, are told apart', () => {
    expect(insiders('explain', id, '--dataset', 'nowhere').stderr).toContain(
      `no run of the dataset 'nowhere'`,
    );
    expect(insiders('explain').status).toBe(2);
  });
});
