import type { Dashboard } from '../../dashboards/dashboard.js';
import { filters } from '../../dashboards/filters.js';
import { segments } from '../../dashboards/segments.js';
import type { Fault } from '../servers/http-server.js';
import { asPerson, changesOf, push as pushAny, useMetabase } from './push-to-stand-in.js';

const standIn = useMetabase();

const shares = segments.panels.find(({ name }) => name === 'segment_shares')!;
const profiles = segments.panels.find(({ name }) => name === 'segment_profiles')!;
const small: Dashboard[] = [{ ...segments, panels: [shares, profiles] }];
const changed: Dashboard[] = [{ ...segments, title: 'Groups', panels: [{ ...profiles, limit: 7 }] }];
const push = (dashboards: Dashboard[]) =>
  pushAny(standIn.metabase, { dashboards, filters: filters.slice(0, 1), waitSeconds: 0.02 });

/** To have lost the answer to a question is to have lost the question. */
const canFail = (fault: Fault, method: string) => fault !== 'lostAnswer' || method !== 'GET';

/** Lets the call of that number fail once, of those that can. */
function failAt(number: number, fault: Fault): void {
  let count = 0;
  standIn.metabase.fault = ({ method }) => (canFail(fault, method) && count++ === number ? fault : undefined);
}

/** A person has made one card and the dashboard into something else. */
async function editByHand(): Promise<void> {
  const { cards, dashboards } = standIn.metabase.state;
  await asPerson(standIn.metabase, 'PUT', `/api/card/${cards[1]!.id}`, { display: 'bar' });
  await asPerson(standIn.metabase, 'PUT', `/api/dashboard/${dashboards[0]!.id}`, { parameters: [] });
}

const countCalls = async (fault: Fault, work: () => Promise<unknown>) => {
  const before = standIn.metabase.requests.length;
  await work();
  return standIn.metabase.requests.slice(before).filter((request) => canFail(fault, request.split(' ')[0]!))
    .length;
};

const faults = [
  ['before its work is done', { status: 500, name: 'Out of memory' }],
  ['after its work is done', 'lostAnswer'],
] as const;

describe.each(faults)('a push that is interrupted at any call, %s, is finished by the next', (_, fault) => {
  test('from nothing', async () => {
    const calls = await countCalls(fault, () => push(small));
    expect(calls).toBeGreaterThan(15);
    for (let call = 0; call < calls; call++) {
      await standIn.restart();
      failAt(call, fault);
      await push(small).catch((error) =>
        expect(error).toMatchObject({ remedy: expect.stringMatching(/push/) }),
      );
      standIn.metabase.fault = undefined;
      await push(small);
      const { users, databases, collections, cards, dashboards } = standIn.metabase.state;
      const counts = [users, databases, collections, cards, dashboards].map((list) => list.length);
      expect([call, ...counts]).toEqual([call, 1, 1, 1, 2, 1]);
      expect([call, (await push(small)).calls.writes]).toEqual([call, 0]);
    }
  });

  test('from something edited by hand, of which one copy is kept', async () => {
    await push(small);
    await editByHand();
    const calls = await countCalls(fault, () => push(changed));
    for (let call = 0; call < calls; call++) {
      await standIn.restart();
      await push(small);
      await editByHand();
      failAt(call, fault);
      await push(changed).catch((error) => expect(error).toMatchObject({ remedy: expect.any(String) }));
      standIn.metabase.fault = undefined;
      await push(changed);
      const { cards, dashboards } = standIn.metabase.state;
      expect([call, cards.map(({ name, archived }) => [name, archived])]).toEqual([
        call,
        [
          [shares.title, true],
          [profiles.title, false],
          [`${profiles.title} (edited by hand, kept on update)`, false],
        ],
      ]);
      expect([call, dashboards.map(({ name }) => name)]).toEqual([
        call,
        ['Insiders', 'Insiders (edited by hand, kept on update)'],
      ]);
      expect([call, changesOf(await push(changed))]).toEqual([call, []]);
    }
  });
});
