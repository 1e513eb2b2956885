import { rm } from 'node:fs/promises';
import { runbookHeadings } from './runbook-headings.js';
import { type Resource, synthesise } from './synthesise.js';

const bundles = '.cache/test-operations';
let plain: Record<string, Resource>;
let scheduled: Record<string, Resource>;
beforeAll(async () => {
  ({ workflow: plain } = await synthesise(bundles));
  const context = { startOnUpload: false, schedule: 'cron(0 5 * * ? *)', alarmEmail: 'me@shop.example' };
  ({ workflow: scheduled } = await synthesise(bundles, context));
});
afterAll(() => rm(bundles, { recursive: true, force: true }));

const allOf = (resources: Record<string, Resource>, type: string): Readonly<Record<string, never>>[] =>
  Object.entries(resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, { Properties }]) => ({ ...Properties, id: id as never }));
const rules = (resources: Record<string, Resource>) => allOf(resources, 'AWS::Events::Rule');
const queue = (name: string) =>
  allOf(plain, 'AWS::SQS::Queue').find(({ id }) => String(id).startsWith(name))!;

describe('the trigger', () => {
  test('is objects below uploads/ that are not empty, and no schedule, unless it is asked for', () => {
    const [dropped, ...others] = rules(plain).filter(({ Targets }) =>
      JSON.stringify(Targets).includes('drops'),
    );
    expect(others).toEqual([]);
    expect(dropped!.EventPattern).toMatchObject({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { object: { key: [{ prefix: 'uploads/' }], size: [{ numeric: ['>', 0] }] } },
    });
  });

  test('can be a schedule alone', () => {
    const toQueue = rules(scheduled).filter(({ Targets }) => JSON.stringify(Targets).includes('drops'));
    expect(toQueue).toMatchObject([{ ScheduleExpression: 'cron(0 5 * * ? *)', Targets: [{ Input: '{}' }] }]);
  });

  test('loses nothing: what cannot be delivered, or not be started in a day, is a dead letter', () => {
    const deadLetters = { 'Fn::GetAtt': [queue('undelivered').id, 'Arn'] };
    for (const rule of rules(plain).filter(({ Targets }) => JSON.stringify(Targets).includes('drops'))) {
      expect(rule.Targets).toMatchObject([{ DeadLetterConfig: { Arn: deadLetters } }]);
    }
    const { RedrivePolicy, VisibilityTimeout } = queue('drops') as Record<string, never>;
    expect(RedrivePolicy).toMatchObject({ deadLetterTargetArn: deadLetters });
    const { maxReceiveCount } = RedrivePolicy as { maxReceiveCount: number };
    expect(maxReceiveCount * VisibilityTimeout).toBeGreaterThan(24 * 3600);
  });

  test('waits for the quiet time, and a message stays hidden for as long as the starter may take', () => {
    const starter = allOf(plain, 'AWS::Lambda::Function').find(({ id }) => /^start[0-9A-F]{8}$/.test(id))!;
    const { QUIET_SECONDS } = Object(starter.Environment).Variables;
    expect(queue('drops').DelaySeconds).toBeGreaterThan(Number(QUIET_SECONDS));
    expect(queue('drops').VisibilityTimeout).toBeGreaterThanOrEqual(6 * Number(starter.Timeout));
    const [source] = allOf(plain, 'AWS::Lambda::EventSourceMapping');
    expect(source).toMatchObject({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
  });

  test('leaves the account’s Lambdas to the steps, however many files are dropped at once', () => {
    const [source] = allOf(plain, 'AWS::Lambda::EventSourceMapping');
    expect(source).toMatchObject({ ScalingConfig: { MaximumConcurrency: 2 } });
  });

  test('keeps its messages encrypted', () => {
    const queues = allOf(plain, 'AWS::SQS::Queue').map(({ SqsManagedSseEnabled }) => SqsManagedSseEnabled);
    expect(queues).toEqual([true, true]);
  });
});

describe('alarms', () => {
  const alarms = () => allOf(plain, 'AWS::CloudWatch::Alarm');

  test('each names its heading in the runbook, and reaches the topic', () => {
    expect(alarms()).toHaveLength(6);
    for (const { AlarmDescription, AlarmActions } of alarms()) {
      expect(runbookHeadings()).toContain(/docs\/runbook\.md#([a-z-]+)$/.exec(AlarmDescription)![1]);
      expect(AlarmActions).toEqual([{ Ref: expect.stringMatching(/^notices/) }]);
    }
  });

  test('one watches the throttles of all Lambdas together, which share what runs out', () => {
    const throttled = alarms().find(({ id }) => String(id).startsWith('throttledsteps'))!;
    expect(throttled).toMatchObject({ Namespace: 'AWS/Lambda', MetricName: 'Throttles', Statistic: 'Sum' });
    expect(throttled).not.toHaveProperty('Dimensions');
  });
});

test('people hear of failures on an encrypted topic, by e-mail where there is an address', () => {
  const [topic] = allOf(plain, 'AWS::SNS::Topic');
  expect(topic!.KmsMasterKeyId).toBeDefined();
  expect(allOf(plain, 'AWS::SNS::Subscription')).toEqual([]);
  expect(allOf(scheduled, 'AWS::SNS::Subscription')).toMatchObject([
    { Protocol: 'email', Endpoint: 'me@shop.example' },
  ]);
});

test('alarms and rules may write to the encrypted topic, by its policy and its key’s', () => {
  const [key] = allOf(plain, 'AWS::KMS::Key');
  const [policy] = allOf(plain, 'AWS::SNS::TopicPolicy');
  const allowed = (document: object, action: string) =>
    (
      document as { Statement: { Effect: string; Action: unknown; Principal: { Service?: string } }[] }
    ).Statement.filter(
      ({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes(action),
    ).flatMap(({ Principal }) => Principal.Service ?? []);
  const services = ['cloudwatch.amazonaws.com', 'events.amazonaws.com'];
  // A topic with a policy of its own is closed to alarms without a word, unless the policy names them.
  expect(allowed(policy!.PolicyDocument, 'sns:Publish').sort()).toEqual(services);
  expect([...new Set(allowed(key!.KeyPolicy, 'kms:Decrypt'))].sort()).toEqual(services);
});

test('alarms must come from this account; of rules nothing of the kind is asked, which would lose their messages', () => {
  const statements = [
    ...allOf(plain, 'AWS::KMS::Key').map(({ KeyPolicy }) => KeyPolicy),
    ...allOf(plain, 'AWS::SNS::TopicPolicy').map(({ PolicyDocument }) => PolicyDocument),
  ].flatMap((document) => Object(document).Statement as { Principal: object; Condition?: object }[]);
  const of = (service: string) =>
    statements
      .filter(({ Principal }) => JSON.stringify(Principal).includes(service))
      .map(({ Condition = {} }) => /aws:Source\w+/.exec(JSON.stringify(Condition))?.[0]);
  expect(of('cloudwatch')).toEqual(['aws:SourceAccount', 'aws:SourceAccount']);
  // "SNS developer guide, Managing encryption keys" and "EventBridge user guide, SNS permissions": decision 035.
  expect(new Set(of('events'))).toEqual(new Set([undefined]));
});

test('an execution that was stopped or ran out of time is told of', () => {
  const unfinished = rules(plain).find(({ id }) => String(id).startsWith('unfinished'))!;
  expect(Object(unfinished.EventPattern).detail.status).toEqual(['ABORTED', 'TIMED_OUT']);
});

test('the dashboard shows every step', () => {
  const [dashboard] = allOf(plain, 'AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(dashboard!.DashboardBody);
  for (const step of [
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
  ]) {
    expect(body).toContain(`${step}: seconds`);
  }
});
