import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { build } from 'esbuild';
import type { ShopEvent } from '../../api/events/read-events.js';

const head = {
  version: 1 as const,
  time: '2026-05-04T06:12:09.000Z',
  dataset: 'shop',
  runId: 'shop-0a1b2c3d4e',
};

/** As the contract has them, with what JSON has to escape. */
const events: ShopEvent[] = [
  {
    ...{ ...head, id: '1'.repeat(32), type: 'Run published' },
    data: { customers: 10, insiders: 2, insidersRevenueShare: 0.5, promise: 'held', previousRunId: null },
  },
  {
    ...{ ...head, id: '2'.repeat(32), type: 'Customer entered' },
    data: { customerId: 'Jo "x" \\ Ö', fromSegment: 'a', toSegment: 'b', reason: 'more', money: 5 },
  },
  {
    ...{ ...head, id: '3'.repeat(32), type: 'Customer near the door' },
    data: { customerId: '17850', sentence: 'one order', ordersMissing: 1, moneyMissing: null, byOn: null },
  },
];

interface Target {
  readonly InputPath?: string;
  readonly InputTransformer?: {
    readonly InputPathsMap: Record<string, string>;
    readonly InputTemplate: string;
  };
  readonly DeadLetterConfig?: object;
}
interface RuleProperties {
  readonly EventPattern: Record<string, readonly string[]> & {
    readonly detail?: Record<string, readonly string[]>;
  };
  readonly Targets: readonly Target[];
}

let template: Template;
const folder = mkdtempSync(resolve('.cache', 'event-examples-'));
beforeAll(async () => {
  const [, code] = /```ts\n([\s\S]*?)```/.exec(readFileSync('docs/events.md', 'utf8'))!;
  writeFileSync(join(folder, 'example.ts'), code!);
  const outfile = join(folder, 'example.cjs');
  const { errors } = await build({
    entryPoints: [join(folder, 'example.ts')],
    ...{ outfile, bundle: true, format: 'cjs', platform: 'node', packages: 'external' },
  });
  expect(errors).toEqual([]);
  const { HearingStack } = require(outfile) as {
    HearingStack: new (scope: Construct, id: string) => Stack;
  };
  template = Template.fromStack(new HearingStack(new App(), 'hearing'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const ruleNamed = (name: string): RuleProperties => {
  const rules = Object.entries(template.findResources('AWS::Events::Rule'));
  return rules.find(([id]) => id.startsWith(name))![1].Properties;
};

/** Whether EventBridge would hand an event to the rule: a list is one of these. */
function isHeard(event: ShopEvent, { EventPattern }: RuleProperties): boolean {
  const { source, 'detail-type': types, detail = {} } = EventPattern;
  const fields = event as unknown as Record<string, string>;
  return (
    source!.includes('insiders') &&
    (!types || types.includes(event.type)) &&
    Object.entries(detail).every(([name, values]) => values.includes(fields[name]!))
  );
}

/** What the target gets: a placeholder stands for a JSON value, within a text for its characters. */
function handedOver(event: ShopEvent, { Targets: [target] }: RuleProperties): string {
  const at = (path: string) =>
    path
      .split('.')
      .slice(1)
      .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], { detail: event });
  if (target!.InputPath) return JSON.stringify(at(target!.InputPath));
  const { InputPathsMap, InputTemplate } = target!.InputTransformer!;
  return InputTemplate.replaceAll(/<([\w-]+)>/g, (_, name, offset: number) => {
    const value = at(InputPathsMap[name]!);
    expect(value).toBeDefined();
    const isWithinText = (InputTemplate.slice(0, offset).match(/"/g)?.length ?? 0) % 2 === 1;
    return isWithinText ? String(value) : JSON.stringify(value);
  });
}

test('the webhook hears of everything, as the contract has it', () => {
  const rule = ruleNamed('alltowebhook');
  for (const event of events) {
    expect(isHeard(event, rule)).toBe(true);
    expect(JSON.parse(handedOver(event, rule))).toEqual(event);
  }
});

test('people hear of runs of their shop, in a sentence', () => {
  const rule = ruleNamed('runstopeople');
  expect(events.map((event) => isHeard(event, rule))).toEqual([true, false, false]);
  expect(isHeard({ ...events[0]!, dataset: 'other' }, rule)).toBe(false);
  expect(JSON.parse(handedOver(events[0]!, rule))).toBe(
    'shop: 2 Insiders of 10 customers. The promise: held. Run shop-0a1b2c3d4e.',
  );
});

test('the tool with profiles gets a document of its own for each customer, whatever they are called', () => {
  const rule = ruleNamed('customerstoprofiles');
  expect(events.map((event) => isHeard(event, rule))).toEqual([false, true, true]);
  expect(JSON.parse(handedOver(events[1]!, rule))).toMatchObject({
    data: {
      type: 'event',
      attributes: {
        unique_id: events[1]!.id,
        metric: { data: { attributes: { name: 'Customer entered' } } },
        profile: { data: { attributes: { external_id: 'Jo "x" \\ Ö' } } },
      },
    },
  });
});

test('what a receiver does not take is kept, on the bus that is ours', () => {
  for (const name of ['alltowebhook', 'runstopeople', 'customerstoprofiles']) {
    expect(ruleNamed(name)).toMatchObject({ EventBusName: 'insiders-dev' });
    expect(ruleNamed(name).Targets[0]!.DeadLetterConfig).toBeDefined();
  }
});
