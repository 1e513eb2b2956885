import { rm } from 'node:fs/promises';
import { createRandom } from '../../core/random.js';
import type { Fault } from '../servers/http-server.js';
import {
  type Call,
  groupsOf,
  type Injection,
  invokeFaults,
  type Lab,
  openLab,
  type Service,
  s3Faults,
  stepFaults,
  waitedForFaults,
} from './fault-lab.js';
import type { InvokeFault } from './invoke-with-fault.js';

/** Every kind of fault at every call takes ten minutes; every kind somewhere, and every call with some, one. */
const isFull = process.env.INSIDERS_FAULTS === 'all';

/** The state machine begins a step again at most six times. */
const mostRestarts = 6;

const bundles = '.cache/test-faults';
let lab: Lab;
let calls: Call[];
let faultFree: Record<string, string>;
beforeAll(async () => {
  lab = await openLab(bundles);
  await lab.reset();
  const execution = await lab.execute();
  expect(execution.failure).toBeNull();
  calls = execution.calls;
  faultFree = await lab.fingerprint();
}, 120_000);
afterAll(async () => {
  await lab.close();
  await rm(bundles, { recursive: true, force: true });
});

const callsOf = (service: Service) => calls.filter((call) => call.service === service);
const taskStates = () =>
  [...lab.workflow.states].filter(([, { Type }]) => Type === 'Task').map(([name]) => name);
const nameOf = (fault: Fault | InvokeFault) => (typeof fault === 'string' ? fault : fault.name);
const inject = (some: readonly Call[], faultOf: (i: number) => Fault | InvokeFault) =>
  some.map(({ label }, i) => [label, faultOf(i)] as const);

/** Runs anew with faults: each is hit, and what is there in the end is what is there without any. */
async function expectSame(injection: Injection): Promise<void> {
  await lab.reset();
  const { hit, failure } = await lab.execute(injection);
  expect(failure).toBeNull();
  expect([...injection.keys()].filter((label) => !hit.has(label))).toEqual([]);
  expect(await lab.fingerprint()).toEqual(faultFree);
  expect(lab.workflow.sns.published).toEqual([]);
}

test('an execution calls S3 in every step, the database in load and publish, and every Lambda', () => {
  const steps = (service: Service) => new Set(callsOf(service).map(({ step }) => step));
  const working = taskStates().filter((name) => name !== 'failed');
  expect([...steps('s3')]).toEqual(working);
  expect([...steps('lambda')]).toEqual(working);
  expect([...steps('database')]).toEqual(expect.arrayContaining(['load', 'publish']));
  expect(new Set(calls.map(({ label }) => label)).size).toBe(calls.length);
});

test('the same data once more makes the same calls and the same bytes', async () => {
  await lab.reset();
  const again = await lab.execute();
  const labels = (list: readonly Call[]) => list.map(({ label }) => label).sort();
  expect(labels(again.calls)).toEqual(labels(calls));
  expect(await lab.fingerprint()).toEqual(faultFree);
});

describe('the data are those of a fault-free run', () => {
  test.each(s3Faults.map((fault) => [nameOf(fault), fault] as const))(
    'when every call of S3 meets %s',
    (_, fault) => expectSame(new Map(inject(callsOf('s3'), () => fault))),
    120_000,
  );

  test.each(invokeFaults)(
    'when every Lambda meets %s',
    (fault) => expectSame(new Map(inject(callsOf('lambda'), () => fault))),
    120_000,
  );

  test.each(waitedForFaults.map((fault) => [nameOf(fault), fault] as const))(
    'when every call of the database meets %s',
    (_, fault) => expectSame(new Map(inject(callsOf('database'), () => fault))),
    120_000,
  );

  test('when a call of the database is lost before or after its work, half answered or fails, call by call', async () => {
    const kinds = isFull ? stepFaults.map((fault) => () => fault) : [(i: number) => stepFaults[i % 4]!];
    // Most calls of load import one table after the other, those of publish read one panel after the other, all in
    // the same way: of these, every fourth and every eighth.
    const some = callsOf('database').filter(
      ({ step }, i) => isFull || i % (step === 'publish' ? 8 : 4) === 0,
    );
    for (const faultOf of kinds) {
      for (const group of groupsOf(some, mostRestarts)) {
        await expectSame(new Map(inject(group, faultOf)));
      }
    }
  }, 600_000);

  test('when the end of a transaction is lost, done or not done', async () => {
    const ends = callsOf('database').filter(({ label }) => label.includes('/CommitTransaction'));
    expect(ends.length).toBeGreaterThan(1);
    for (const fault of ['lostAnswer', 'lostRequest'] as const)
      await expectSame(new Map(inject(ends, () => fault)));
  }, 120_000);

  test('when several things go wrong at random', async () => {
    const random = createRandom('faults');
    const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
    const kinds = { s3: s3Faults, database: [...waitedForFaults, ...stepFaults], lambda: invokeFaults };
    for (let round = 0; round < (isFull ? 100 : 3); round++) {
      const chosen = Array.from({ length: 5 }, () => pick(calls));
      await expectSame(
        new Map(chosen.map(({ label, service }) => [label, pick<Fault | InvokeFault>(kinds[service])])),
      );
    }
  }, 600_000);
});

describe('what does not pass ends the execution cleanly', () => {
  let before: unknown;
  const visible = () => lab.workflow.database.query('select run_id, published_at from current_runs');
  beforeAll(async () => {
    await lab.reset();
    expect((await lab.execute()).failure).toBeNull();
    before = await visible();
    await lab.dropSecondFile();
  }, 60_000);

  /** Fails in one step; then is mended. */
  async function expectFailure(step: string, service: Service, fault: Fault | InvokeFault, error: string) {
    lab.workflow.sns.published.length = 0;
    lab.breakStep(step, service, fault);
    const { failure } = await lab.execute();
    lab.mend();
    expect(failure).toMatchObject({ error });
    const [latest] = await lab.workflow.database.query(
      'select status, failed_step, error_name from runs order by finished_at desc limit 1',
    );
    expect(latest).toEqual({ status: 'failed', failed_step: step, error_name: error });
    expect(lab.workflow.sns.published).toMatchObject([{ subject: `Insiders: shop failed in ${step}` }]);
    expect(await visible()).toEqual(before);
  }

  test('a step that may not touch the bucket: a row, a message, and the results of before', async () => {
    for (const { step } of callsOf('lambda').filter(isFirstOfStep)) {
      await expectFailure(step, 's3', { status: 403, name: 'AccessDenied' }, 'AccessDenied');
    }
  }, 120_000);

  test('a step that dies, too', async () => {
    const steps = callsOf('lambda').filter(isFirstOfStep);
    for (const { step } of isFull ? steps : steps.slice(-2)) {
      await expectFailure(step, 'lambda', 'killed', 'Lambda.Unknown');
    }
  }, 120_000);

  test('a database that fails all the time, too', async () => {
    for (const step of new Set(callsOf('database').map((call) => call.step))) {
      await expectFailure(
        step,
        'database',
        { status: 500, name: 'InternalServerErrorException' },
        'ServiceTrouble',
      );
    }
  }, 120_000);

  test('where not even the failure can be written down, the execution ends with what led to it', async () => {
    lab.breakStep('clean', 's3', { status: 403, name: 'AccessDenied' });
    lab.breakStep('failed', 'lambda', 'killed');
    const { failure } = await lab.execute();
    lab.mend();
    expect(failure).toMatchObject({ error: 'AccessDenied' });
    expect(await visible()).toEqual(before);
  });

  test('after all of it, a run without trouble gives what it would have given at once', async () => {
    const { failure } = await lab.execute();
    expect(failure).toBeNull();
    const mended = await lab.fingerprint();
    await lab.reset();
    await lab.execute();
    await lab.dropSecondFile();
    expect((await lab.execute()).failure).toBeNull();
    const atOnce = await lab.fingerprint();
    // What failed has rows of its own; and what was read before a failure is not read again.
    const isSame = (name: string) => name !== 'runs' && !name.endsWith('plan.json');
    const stored = (prints: object) =>
      Object.entries(prints)
        .filter(([name]) => isSame(name))
        .sort();
    expect(stored(mended)).toEqual(stored(atOnce));
  });
});

const isFirstOfStep = ({ label }: Call) => label.endsWith('#1');
