import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatTable } from '../bin/terminal/format-table.js';
import { createRandom } from '../core/random/random.js';

const token = 'a-token-for-the-benchmark-only';
const loadSeconds = Number(process.env.INSIDERS_LOAD_SECONDS ?? 60);
const callsASecond = 200;

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly type?: string;
  readonly body?: string;
}

/**
 * `insiders serve` in a process of its own, on the sample shop: single calls one after the other, then a minute of mixed
 * calls that come at their times, whether those before were answered or not. `INSIDERS_LOAD_SECONDS` shortens the minute.
 */
export async function benchServe(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'insiders-bench-serve-'));
  const program = join(process.cwd(), 'dist/insiders.js');
  execFileSync(process.execPath, [program, 'run'], { cwd: folder });
  const server = spawn(process.execPath, [program, 'serve', '--port', '0', '--rate', '100000'], {
    cwd: folder,
    env: { ...process.env, INSIDERS_TOKEN: token },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [said] = await once(server.stdout!, 'data');
    process.once('SIGTERM', () => server.kill());
    const url = `${/http\S+\/v1/.exec(String(said))![0]}/datasets/sample/`;
    const customers = readCustomers(join(folder, 'insiders-out/customers.csv'));
    const orders = readFileSync(join(folder, 'insiders-out/sample-orders.csv'), 'utf8');
    await benchSingles(url, customers, orders);
    await benchLoad(url, customers, server);
  } finally {
    server.kill();
    await once(server, 'exit');
    rmSync(folder, { recursive: true });
  }
}

interface Customer {
  readonly id: string;
  readonly features: Record<string, number | null>;
}

const words = new Set([
  'customer_id',
  'segment',
  'is_insider',
  'country',
  'first_ordered_at',
  'last_ordered_at',
]);

function readCustomers(file: string): Customer[] {
  const [header, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const names = header!.split(',');
  return lines
    .map((line) => line.replaceAll(/"[^"]*"/g, 'text').split(','))
    .map((cells) => ({
      id: cells[0]!,
      features: Object.fromEntries(
        names.flatMap((name, i) => (words.has(name) ? [] : [[name, cells[i] ? Number(cells[i]) : null]])),
      ),
    }));
}

const assignOf = (customers: readonly Customer[]): Call => ({
  method: 'POST',
  path: 'assign',
  type: 'application/json',
  body: JSON.stringify({ customers }),
});

async function benchSingles(url: string, customers: readonly Customer[], orders: string): Promise<void> {
  const [header, ...lines] = orders.split('\n');
  const ordersOf = (id: string): Call => ({
    method: 'POST',
    path: 'assign',
    type: 'text/csv',
    body: `${[header, ...lines.filter((line) => line.split(',').at(-2) === id)].join('\n')}\n`,
  });
  const rows = [];
  for (const [what, times, callOf] of [
    ['assign, features of 1 customer', 300, (i: number) => assignOf([customers[i]!])],
    ['assign, features of 1,000 customers', 30, () => assignOf(customers.slice(0, 1000))],
    ['assign, orders of 1 customer', 20, (i: number) => ordersOf(customers[i * 7]!.id)],
    ['one customer', 100, (i: number): Call => ({ method: 'GET', path: `customers/${customers[i]!.id}` })],
    [
      'Insiders, 100 a page',
      100,
      (i: number): Call => ({ method: 'GET', path: `insiders?limit=${100 + i}` }),
    ],
  ] as const) {
    const calls = Array.from({ length: times }, (_, i) => callOf(i));
    for (const call of calls.slice(0, 5)) await send(url, call);
    const milliseconds = [];
    for (const call of calls) milliseconds.push(await send(url, call));
    rows.push({ what, calls: times, ...quantiles(milliseconds) });
  }
  console.log(formatTable(rows));
}

/** Half of them new customers, half of them reads. */
function mixedCall(customers: readonly Customer[], random: () => number): Call {
  const some = customers[Math.floor(random() * customers.length)]!;
  const draw = random();
  if (draw < 0.5) return assignOf([some]);
  if (draw < 0.6) return { method: 'GET', path: `customers/${some.id}` };
  const reads = ['answers', 'segments', 'movers', 'runs', `insiders?limit=${1 + Math.floor(random() * 150)}`];
  return { method: 'GET', path: reads[Math.floor(random() * reads.length)]! };
}

async function benchLoad(url: string, customers: readonly Customer[], server: ChildProcess): Promise<void> {
  const random = createRandom(1);
  const milliseconds: number[] = [];
  const memory: number[] = [];
  let errors = 0;
  const pending = new Set<Promise<void>>();
  const cpuBefore = cpuSeconds(server.pid!);
  const loadBefore = loadavg()[0]!.toFixed(1);
  const start = performance.now();
  for (let i = 0; i < loadSeconds * callsASecond; i++) {
    const due = start + (1000 * i) / callsASecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((go) => setTimeout(go, wait));
    if (i % (5 * callsASecond) === 0) memory.push(memoryMb(server.pid!));
    // From the moment at which it was to be sent: who waits for the server waits in earnest.
    const one = send(url, mixedCall(customers, random))
      .then(() => void milliseconds.push(performance.now() - due))
      .catch(() => void errors++)
      .finally(() => pending.delete(one));
    pending.add(one);
  }
  await Promise.all(pending);
  memory.push(memoryMb(server.pid!));
  console.log(
    formatTable([
      {
        what: `${callsASecond} calls/s for ${loadSeconds} s`,
        calls: milliseconds.length,
        ...quantiles(milliseconds),
        errors,
      },
    ]),
  );
  console.log(`processor time of the server: ${(cpuSeconds(server.pid!) - cpuBefore).toFixed(1)} s`);
  console.log(
    `memory, MB: ${memory[0]} at the start, ${memory.at(-1)} at the end; every 5 s ${memory.join(' ')}`,
  );
  // Of this machine, the two processes of the benchmark included: what the clock says is worth no more than this.
  console.log(`load average over a minute: ${loadBefore} before, ${loadavg()[0]!.toFixed(1)} after`);
}

const memoryMb = (pid: number): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024);

/** Of user and system; the kernel counts in hundredths. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function quantiles(milliseconds: readonly number[]) {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(1);
  return { p50: at(0.5), p99: at(0.99), most: sorted.at(-1)!.toFixed(1) };
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** @returns milliseconds until the whole answer is there @throws Error where it is none of 200 */
const send = (url: string, { method, path, type, body }: Call): Promise<number> =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    const headers = {
      authorization: `Bearer ${token}`,
      ...(type && { 'content-type': type, 'content-length': Buffer.byteLength(body!) }),
    };
    request(`${url}${path}`, { method, agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () =>
        answer.statusCode === 200
          ? resolve(performance.now() - start)
          : reject(new Error(`${answer.statusCode}`)),
      );
    })
      .on('error', reject)
      .end(body);
  });
