import { rm } from 'node:fs/promises';
import { createRandom } from '../../core/random/random.js';
import type { Entry } from '../servers/event-bridge-server.js';
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

/** Whether every kind of fault is tried at every call one by one, or the kinds together and some calls one by one. */
const isFull = process.env.INSIDERS_FAULTS === 'all';

/** The state machine begins a step again at most six times. */
const mostRestarts = 6;

const bundles = '.cache/test-faults';
let lab: Lab;
let calls: Call[];
let faultFree: Record<string, string>;
/** The ids of the events that a fault-free execution sends. */
let told: string[];
beforeAll(async () => {
  lab = await openLab(bundles);
  await lab.reset();
  const execution = await lab.execute();
  expect(execution.failure).toBeNull();
  calls = execution.calls;
  faultFree = await lab.fingerprint();
  told = lab.workflow.bus.taken.map(idOf);
  expect(told).toHaveLength(1);
  await lab.save();
}, 120_000);
afterAll(async () => {
  const { executions, faults } = lab.tally;
  if (isFull) console.info(`${executions} executions, ${faults} faults at single calls`);
  await lab.close();
  await rm(bundles, { recursive: true, force: true });
});

const callsOf = (service: Service) => calls.filter((call) => call.service === service);
const taskStates = () =>
  [...lab.workflow.states].filter(([, { Type }]) => Type === 'Task').map(([name]) => name);
const nameOf = (fault: Fault | InvokeFault) =>
  typeof fault === 'string' ? fault : 'name' in fault ? fault.name : fault.handlerError;
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
  // At least once, and always as one and the same.
  expect([...new Set(lab.workflow.bus.taken.map(idOf))]).toEqual(told);
}

const idOf = ({ Detail }: Entry): string => JSON.parse(Detail!).id;

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

/** What all calls of a service meet in one execution. */
interface Round {
  readonly s3?: Fault;
  readonly lambda?: InvokeFault;
  readonly database?: Fault;
}
const roundNames = (round: Round) =>
  Object.entries(round).map(([service, fault]) => `${service} ${nameOf(fault)}`);
const rounds: Round[] = isFull
  ? [
      ...s3Faults.map((s3) => ({ s3 })),
      ...invokeFaults.map((lambda) => ({ lambda })),
      ...waitedForFaults.map((database) => ({ database })),
    ]
  : s3Faults.map((s3, i) => ({
      s3,
      ...(invokeFaults[i] && { lambda: invokeFaults[i] }),
      ...(waitedForFaults[i] && { database: waitedForFaults[i] }),
    }));

describe('the data are those of a fault-free run', () => {
  test.each(rounds.map((round) => [roundNames(round).join(', '), round] as const))(
    'when every call meets a fault: %s',
    async (_, round) => {
      const services = Object.entries(round) as [Service, Fault | InvokeFault][];
      await expectSame(
        new Map(services.flatMap(([service, fault]) => inject(callsOf(service), () => fault))),
      );
    },
    120_000,
  );

  test('when a call of the database is lost before or after its work, half answered or fails, call by call', async () => {
    for (const injection of isFull ? everyDatabaseFault() : someDatabaseFaults()) await expectSame(injection);
  }, 3_600_000);

  test('when several things go wrong at random', async () => {
    const random = createRandom('faults');
    const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
    const kinds = { s3: s3Faults, database: [...waitedForFaults, ...stepFaults], lambda: invokeFaults };
    for (let round = 0; round < (isFull ? 50 : 1); round++) {
      const chosen = Array.from({ length: 8 }, () => pick(calls));
      await expectSame(
        new Map(chosen.map(({ label, service }) => [label, pick<Fault | InvokeFault>(kinds[service])])),
      );
    }
  }, 3_600_000);
});

const everyDatabaseFault = (): Injection[] =>
  stepFaults.flatMap((fault) =>
    groupsOf(callsOf('database'), mostRestarts).map((group) => new Map(inject(group, () => fault))),
  );

/**
 * The end of each transaction, lost after and before its work; and of each step four of the other calls, from its first
 * to its last: those of load import one table after the other, those of publish read one panel after the other.
 */
function someDatabaseFaults(): Injection[] {
  const isEnd = ({ label }: Call) => label.includes('/CommitTransaction');
  const ends = callsOf('database').filter(isEnd);
  expect(ends.map(({ step }) => step)).toEqual(['load', 'publish', 'tell']);
  return (['lostAnswer', 'lostRequest'] as const).map((fault, round) => {
    const others = ends.flatMap(({ step }) => {
      const ofStep = callsOf('database').filter((call) => call.step === step && !isEnd(call));
      return [0, 2].map((i) => ofStep[Math.floor(((i + round) / 3) * (ofStep.length - 1))]!);
    });
    return new Map([
      ...inject(ends, () => fault),
      ...inject(others, (i) => stepFaults[(i + 2 * round) % stepFaults.length]!),
    ]);
  });
}

describe('what does not pass ends the execution cleanly', () => {
  let before: unknown;
  /** What is seen, and what counts. */
  const visible = async () => [
    await lab.workflow.database.query('select run_id, published_at from current_runs'),
    (await lab.fingerprint())['lake/shop/manifest.json'],
  ];
  /** One run is published, and a file is new. */
  async function begin(): Promise<void> {
    await lab.restore();
    before = await visible();
    expect(before).toMatchObject([[{ run_id: expect.any(String) }], expect.any(String)]);
    await lab.dropSecondFile();
  }

  /** The steps that call a service, or some of them. */
  function stepsOf(service: Service, some: readonly string[]): string[] {
    const steps = [...new Set(callsOf(service).map(({ step }) => step))];
    expect(steps).toEqual(expect.arrayContaining([...some]));
    return isFull ? steps : [...some];
  }

  /** Fails in one step; then is mended. */
  async function expectFailure(
    step: string,
    service: Service,
    fault: Fault | InvokeFault,
    error: string,
    path?: string,
  ) {
    lab.workflow.sns.published.length = 0;
    lab.breakStep(step, service, fault, path);
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
    await begin();
    for (const step of stepsOf('lambda', ['plan', 'ingest', 'study', 'publish'])) {
      await expectFailure(step, 's3', { status: 403, name: 'AccessDenied' }, 'AccessDenied');
    }
  }, 300_000);

  test('a step that dies, too', async () => {
    await begin();
    for (const step of stepsOf('lambda', ['publish'])) {
      await expectFailure(step, 'lambda', 'killed', 'Lambda.Unknown');
    }
  }, 300_000);

  test('a database that fails all the time, too', async () => {
    await begin();
    for (const step of stepsOf('database', ['load'])) {
      await expectFailure(
        step,
        'database',
        { status: 500, name: 'InternalServerErrorException' },
        'ServiceTrouble',
      );
    }
  }, 120_000);

  test('a publication that the database cannot commit, when the manifest says it already, too', async () => {
    await begin();
    const refused = { status: 400, name: 'BadRequestException' };
    await expectFailure('publish', 'database', refused, 'BadRequestException', '/CommitTransaction');
  }, 120_000);

  test('where not even the failure can be written down, the execution ends with what led to it', async () => {
    lab.breakStep('clean', 's3', { status: 403, name: 'AccessDenied' });
    lab.breakStep('failed', 'lambda', 'killed');
    const { failure } = await lab.execute();
    lab.mend();
    expect(failure).toMatchObject({ error: 'AccessDenied' });
    expect(await visible()).toEqual(before);
  });

  test('a run that nobody can be told of is published, and no failure', async () => {
    await lab.restore();
    await lab.dropSecondFile();
    lab.breakStep('tell', 'lambda', 'killed');
    const { failure } = await lab.execute();
    lab.mend();
    expect(failure).toBeNull();
    expect(lab.workflow.bus.taken).toEqual([]);
    const [latest] = await lab.workflow.database.query(
      'select status from runs order by finished_at desc limit 1',
    );
    expect(latest).toEqual({ status: 'succeeded' });
    expect(lab.workflow.sns.published).toEqual([]);
    await begin();
  });

  test('after all of it, a run without trouble gives what it would have given at once', async () => {
    const { failure } = await lab.execute();
    expect(failure).toBeNull();
    const mended = await lab.fingerprint();
    await lab.restore();
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
