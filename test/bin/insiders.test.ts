import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../core/random/random.js';
import { defaultRules } from '../../core/rules/rules.js';
import { sampleShop } from '../../core/sample/sample-shop.js';
import { parseRules } from '../../io/rules-file.js';

/** The command line as it is installed: `npm test` builds it first. */
const program = join(__dirname, '../../dist/insiders.js');

const folder = mkdtempSync(join(tmpdir(), 'insiders-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const insiders = (...words: string[]) =>
  spawnSync(process.execPath, [program, ...words], { cwd: folder, encoding: 'utf8', timeout: 120_000 });

const write = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return name;
};

const readRun = (out: string) => JSON.parse(readFileSync(join(folder, out, 'run.json'), 'utf8'));
const readList = (out: string, name: string) => readFileSync(join(folder, out, name), 'utf8');

const orders = [...sampleShop({ customers: 300, random: createRandom(1) })].join('');
write('orders.csv', orders);

describe('a run', () => {
  const first = insiders('run', 'orders.csv');
  const run = readRun('insiders-out');

  test('ends with the answer and the places of the page and the lists', () => {
    expect(first.stderr).toBe('');
    expect(first.status).toBe(0);
    expect(run.insiders.customers).toBeGreaterThan(1);
    expect(first.stdout).toContain(`${run.insiders.customers} Insiders`);
    expect(first.stdout).toContain(join('insiders-out', 'report.html'));
    for (const file of ['report.html', 'insiders.csv', 'customers.csv', 'rejects.csv', 'run.json']) {
      expect(existsSync(join(folder, 'insiders-out', file))).toBe(true);
    }
  });

  test('shows each step when it is done, one plain line each where nobody watches a terminal', () => {
    const shown = first.stdout
      .split('\n')
      // What says that a step takes a while ends in dots.
      .filter((line) => !line.endsWith('…'))
      .flatMap((line) => line.match(/^ {2}(\w+) +[\d.]+ s {2}\S/)?.[1] ?? []);
    expect(shown).toEqual([
      'plan',
      'ingest',
      'clean',
      'featurize',
      'embed',
      'cluster',
      'choose',
      'assign',
      'profile',
      'study',
      'answer',
      'load',
      'publish',
      'tell',
    ]);
    expect(first.stdout).not.toContain('\x1b');
  });

  test('writes run.json with the keys that other programs read', () => {
    expect(Object.keys(run)).toEqual([
      'runId',
      'dataset',
      'rulesHash',
      'lines',
      'files',
      'notes',
      'currency',
      'period',
      'customers',
      'topCustomerShare',
      'receipt',
      'chosen',
      'segments',
      'promise',
      'rule',
      'insiders',
      'changes',
      'told',
      'steps',
      'seconds',
      'peakMemoryMb',
    ]);
    expect(run.dataset).toBe('orders');
    expect(run.files).toMatchObject([
      { file: 'orders.csv', read: run.lines.read, columns: { customer_id: 'CustomerID' } },
    ]);
    expect(run.period.far).toEqual([]);
    expect(run.lines.read).toBe(run.lines.kept + run.lines.rejected);
    expect(run.lines.rejected).toBe(readList('insiders-out', 'rejects.csv').trim().split('\n').length - 1);
    expect(run.steps.map((step: { name: string }) => step.name)).toContain('cluster');
    expect(
      run.segments.reduce((sum: number, { customers }: { customers: number }) => sum + customers, 0),
    ).toBe(run.customers);
    expect(run.peakMemoryMb).toBeGreaterThan(50);
  });

  test('the lists hold the customers that the answer counts', () => {
    expect(readList('insiders-out', 'customers.csv').trim().split('\n')).toHaveLength(run.customers + 1);
    expect(readList('insiders-out', 'insiders.csv').trim().split('\n')).toHaveLength(
      run.insiders.customers + 1,
    );
  });

  test('the same bytes again, under whatever name, are the same run with the same bytes', () => {
    write('copy.csv', orders);
    const again = insiders('run', 'copy.csv', '--dataset', 'orders', '--out', 'again');
    expect(again.status).toBe(0);
    expect(readRun('again').runId).toBe(run.runId);
    for (const file of ['insiders.csv', 'customers.csv', 'report.html']) {
      // The file's name is the only thing that may differ on the page.
      const [one, other] = ['insiders-out', 'again'].map((out) =>
        readList(out, file).replaceAll('copy.csv', 'orders.csv'),
      );
      expect(other === one).toBe(true);
    }
  });

  test('insiders sql reads the results, and only reads', () => {
    const query = 'select name, customers from current_segments order by segment_id';
    const result = insiders('sql', query, '--json');
    expect(result.stderr).toBe('');
    expect(JSON.parse(result.stdout)).toEqual(
      run.segments.map(({ name, customers }: { name: string; customers: number }) => ({ name, customers })),
    );
    const write = insiders('sql', 'delete from runs');
    expect(write.status).toBe(3);
    expect(write.stderr).toContain('read-only transaction');
  });

  test('insiders dump writes them as a script', () => {
    const { stdout, status } = insiders('dump', 'results.sql');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^results\.sql: \d+\.\d MB\n$/);
    const script = readFileSync(join(folder, 'results.sql'), 'utf8');
    expect(script).toMatch(/^begin;\n.*insert into "customers" .*\ncommit;\n$/s);
    expect(script).toContain(`'${run.runId}'`);
  });

  test('a later file of the dataset adds up', () => {
    const [header] = orders.split('\n');
    write('later.csv', `${header}\nX1,A1,NEW THING,2,2025-12-30 10:00,5.00,newcomer,Malta\n`);
    const later = insiders('run', 'later.csv', '--dataset', 'orders');
    expect(later.status).toBe(0);
    const after = readRun('insiders-out');
    expect(after.runId).not.toBe(run.runId);
    expect(after.lines.read).toBe(run.lines.read + 1);
    expect(after.customers).toBe(run.customers + 1);
    expect(readList('insiders-out', 'customers.csv')).toContain('newcomer');
  });
});

/** Ten times ten times ten ... */
const bomb = `${Array.from({ length: 9 }, (_, i) =>
  i === 0
    ? 'a0: &a0 x'
    : `a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
).join('\n')}\nseed: *a8\n`;

describe('what goes wrong', () => {
  test.each([
    ['an unknown command', ['fly'], 2, "there is no command 'fly'"],
    ['an unknown option', ['run', '--fast'], 2, "Unknown option '--fast'"],
    ['a seed that is no number', ['run', 'orders.csv', '--seed', 'x'], 2, '--seed must be a whole number'],
    ['a missing file', ['run', 'nowhere.csv', '--out', 'o1'], 3, 'nowhere.csv: there is no such file'],
    ['a folder', ['run', '.', '--out', 'o1'], 3, 'this is a folder'],
    ['an empty file', ['run', write('empty.csv', ''), '--out', 'o1'], 3, 'the file is empty'],
    [
      'a name that cannot be a dataset',
      ['run', 'orders.csv', '--dataset', 'A b', '--out', 'o1'],
      3,
      "'A b' cannot name",
    ],
    [
      'a dataset that is not there',
      ['run', '--dataset', 'nothing', '--out', 'o1'],
      3,
      "no dataset 'nothing'",
    ],
    [
      'a wrong rule',
      ['run', 'orders.csv', '--rules', write('r.yaml', 'seed: x'), '--out', 'o1'],
      3,
      'r.yaml, line 1',
    ],
    [
      'a day that no calendar has',
      ['run', 'orders.csv', '--rules', write('d.yaml', 'asOf: 2017-02-31'), '--out', 'o1'],
      3,
      "d.yaml, line 1, column 1: '2017-02-31' is no date",
    ],
    [
      'rules with an alias of nothing',
      ['run', 'orders.csv', '--rules', write('a.yaml', 'seed: *nothing'), '--out', 'o1'],
      3,
      'a.yaml',
    ],
    [
      'rules in a circle',
      ['run', 'orders.csv', '--rules', write('c.yaml', 'cleaning: &c { duplicates: *c }'), '--out', 'o1'],
      3,
      'c.yaml',
    ],
    [
      'rules by the thousand',
      ['run', 'orders.csv', '--rules', write('b.yaml', bomb), '--out', 'o1'],
      3,
      'b.yaml',
    ],
    [
      'a run that leads elsewhere',
      ['assign', 'orders.csv', '--run', '../..'],
      3,
      "no model of a run '../..'",
    ],
    ['results that are not there', ['sql', 'select 1', '--out', 'o2'], 3, "no results in 'o2'"],
    ['no statement', ['sql'], 2, 'one statement'],
    ['no file to dump to', ['dump'], 2, 'one file'],
    [
      'a folder that is not there',
      ['dump', 'nowhere/results.sql'],
      3,
      "'nowhere/results.sql' cannot be written: there is no such folder",
    ],
    ['a sample in none', ['sample', '--out', 'nowhere/x.csv'], 3, "'nowhere/x.csv' cannot be written"],
    ['a command with a slip', ['rnu', 'orders.csv'], 2, "did you mean 'run'?"],
    ['a file for a folder', ['run', 'orders.csv', '--out', 'orders.csv'], 3, 'a file stands where a folder'],
  ])('%s: exit code, what and what to do', (_, words, code, message) => {
    const result = insiders(...words);
    expect(result.stderr).toContain(message);
    expect(result.stderr.trim().split('\n')).toHaveLength(2);
    expect(result.status).toBe(code);
  });

  test('a wrong word makes no folder, and a name cannot lead out of one', () => {
    expect(insiders('run', 'nowhere.csv', '--out', 'o3').status).toBe(3);
    expect(insiders('run', 'orders.csv', '--dataset', '../../../up', '--out', 'o3').status).toBe(3);
    expect(insiders('run', '--dataset', 'nothing', '--out', 'o3').status).toBe(3);
    expect(existsSync(join(folder, 'o3'))).toBe(false);
    expect(existsSync(join(folder, 'up'))).toBe(false);
  });

  test('a file that cannot be read leaves nothing in the dataset', () => {
    write('bad.csv', 'a,b\n1,2\n');
    const result = insiders('run', 'bad.csv', '--out', 'bad-out');
    expect(result.status).toBe(3);
    expect(result.stderr).toContain('bad.csv');
    const left = readdirSync(join(folder, 'bad-out'), { recursive: true, encoding: 'utf8' });
    expect(left.filter((file) => /manifest|\.parquet|bad\.csv|report\.html/.test(file))).toEqual([]);
  });

  test('--debug adds the stack, without it there is none', () => {
    expect(insiders('run', 'nowhere.csv', '--out', 'o1').stderr).not.toContain('    at ');
    expect(insiders('run', 'nowhere.csv', '--out', 'o1', '--debug').stderr).toContain('    at ');
  });
});

describe('the other commands', () => {
  test('every command explains itself', () => {
    for (const command of ['run', 'inspect', 'sample', 'rules', 'sql', 'dump']) {
      const { stdout, status } = insiders(command, '--help');
      expect(status).toBe(0);
      expect(stdout).toContain(`usage: insiders ${command}`);
    }
    expect(insiders('--help').stdout).toContain('exit codes: 0 done');
    expect(insiders('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('rules prints the defaults, and a schema', () => {
    expect(parseRules(insiders('rules').stdout, 'stdout')).toEqual(defaultRules);
    expect(JSON.parse(insiders('rules', '--schema').stdout).$schema).toContain('draft-07');
  });

  test('sample writes the same shop for the same seed', () => {
    const [a, b, c] = [['1'], ['1'], ['2']].map(
      ([seed]) => insiders('sample', '--customers', '20', '--seed', seed!, '--out', '-').stdout,
    );
    expect(b).toBe(a);
    expect(c).not.toBe(a);
  });

  test('a reader who has read enough is no error', () => {
    const line = `{ "${process.execPath}" "${program}" sample --out -; echo $? > code; } | head -1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', line], { cwd: folder, encoding: 'utf8' });
    expect(stdout).toMatch(/^InvoiceNo,.*\n$/);
    expect([stderr, readFileSync(join(folder, 'code'), 'utf8')]).toEqual(['', '0\n']);
  });

  test('inspect shows what was recognised and writes nothing', () => {
    const { stdout, status } = insiders('inspect', 'orders.csv');
    expect(status).toBe(0);
    expect(stdout).toContain('InvoiceNo');
    expect(stdout).toContain('utf-8');
    expect(stdout).toMatch(/^dates +YYYY-MM-DD/m);
  });

  test('inspect joins tables that are orders only together, and shows how', () => {
    const dates = ['2020-01-01', '2020-01-02', '2020-01-03'];
    write(
      'sales.csv',
      `order_id,customer,date\n${dates.map((date, i) => `o${i},k${i},${date}`).join('\n')}\n`,
    );
    write('items.csv', `order_id,sku,quantity,price\no0,a,1,2\no0,b,2,3\no1,a,1,2\no2,c,1,9\n`);
    const { stdout, status } = insiders('inspect', 'sales.csv', 'items.csv');
    expect(status).toBe(0);
    expect(stdout).toContain('+ sales.csv on order_id: 100 % found\n= items+sales.csv, 4 lines\n');
    expect(stdout).toContain('4 read, 4 kept');
    const { stdout: json } = insiders('inspect', 'sales.csv', 'items.csv', '--json');
    expect(JSON.parse(json)).toMatchObject({ file: 'items+sales.csv', read: 4 });
  });

  test('inspect shows several files of orders one after the other', () => {
    write('some.csv', 'customer,date,amount\na,2020-01-01,5\n');
    write('more.csv', 'customer,date,amount\nb,2020-01-02,6\n');
    const { stdout } = insiders('inspect', 'some.csv', 'more.csv', '--json');
    expect(JSON.parse(stdout)).toMatchObject([{ file: 'some.csv' }, { file: 'more.csv' }]);
  });

  test('inspect names the first lines that cannot be read', () => {
    writeFileSync(
      join(folder, 'bad.csv'),
      'CustomerID,InvoiceDate,Quantity,UnitPrice\na,2020-01-01,1,5\nb,2020-02-30,1,5\nc,2020-01-05,x,5\n',
    );
    const { stdout, status } = insiders('inspect', 'bad.csv');
    expect(status).toBe(0);
    expect(stdout).toContain("line 3, column 'InvoiceDate': UnreadableDate");
    expect(stdout).toContain("line 4, column 'Quantity': UnreadableQuantity");
  });
});

describe('Ctrl-C', () => {
  const firstLine = (child: ChildProcess) => new Promise((resolve) => child.stdout!.once('data', resolve));
  const exit = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

  test('stops in order, leaves nothing half-done, and the next run works', async () => {
    const child = spawn(process.execPath, [program, 'run', 'orders.csv', '--out', 'stopped'], {
      cwd: folder,
    });
    await firstLine(child);
    setTimeout(() => child.kill('SIGINT'), 300);
    expect(await exit(child)).toBe(130);
    expect(existsSync(join(folder, 'stopped', 'report.html'))).toBe(false);
    expect(insiders('run', 'orders.csv', '--out', 'stopped').status).toBe(0);
  });
});
