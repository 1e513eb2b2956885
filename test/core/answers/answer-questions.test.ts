import { answerQuestions, type Known } from '../../../core/answers/answer-questions.js';
import { nothingPromised } from '../../../core/promise/judge-promise.js';
import { type NamedSegment, nobodyId } from '../../../core/runs/profile.js';

const segment = {
  ...{ segmentId: 1, name: 'Insiders', customers: 3, isInsiders: true, marks: ['placed 9 orders (all: 2)'] },
  ...{ medianRevenue: 400 },
} as unknown as NamedSegment;
const insiders = {
  ...{ segmentId: 1, name: 'Insiders', customers: 3, customerShare: 0.03, revenue: 1500, revenueShare: 0.42 },
  reason: 'the highest revenue per customer of all 4 segments',
};
const none = {
  ...{ segmentId: nobodyId, name: 'Insiders', customers: 0, customerShare: 0, revenue: 0, revenueShare: 0 },
  reason: 'Everybody ordered once, so that nobody has come back yet.',
};
const stability = {
  ...{
    resamples: 100,
    drawn: 100,
    members: 3,
    jaccard: 0.9,
    medianTimes: 99,
    certainMembers: 2,
    withoutSegments: 0,
  },
};

const nothing = nothingPromised('Everybody ordered once, so that nobody has come back yet.', 0.8);

/** A shop too young for most answers. */
const young: Known = {
  currency: 'JPY',
  interval: 0.8,
  profile: { customers: 100, segments: [], insiders: none, promise: nothing } as unknown as Known['profile'],
  found: {
    membership: { nobody: none.reason },
    segments: { insiderActions: [] },
    forecast: { insiders: [], refused: [{ months: 3, reason: 'One month of orders is too short.' }] },
    guarantee: { elections: [], refused: 'One month of orders is too short.' },
    revenue: { changes: [], refused: 'One month of orders is too short.' },
    trial: { test: null, refused: 'This is the first run.' },
    effect: { effect: null, sentence: 'It cannot be told.' },
  },
};
const rule: NonNullable<Known['found']['membership']['rule']> = {
  ...{ enter: 'spent at least 900', stay: 'spent at least 700', rhythm: 'Late is whoever has gone.' },
  ...{ members: 3, letIn: 3, near: 1, byOn: '2012-03-08', nearBefore: { customers: 4, entered: 3 } },
  ...{ leavingSoon: 0, soonDays: 14 },
};
const captured = {
  captured: 0.5,
  byRevenue: 0.49,
  byLastYear: 0.48,
  byModel: null,
  byChance: 0.03,
  bestPossible: 0.6,
};
/** A shop whose Insiders are known. */
const grown: Known = {
  ...young,
  profile: {
    ...{ customers: 100, segments: [segment], insiders },
    promise: {
      ...nothing,
      ...{ verdict: 'held', reason: 'On 4 days of the past it was so.', horizonDays: 91, mean: captured },
      next: { share: 0.5, low: 0.4, high: 0.6 },
    },
  } as unknown as Known['profile'],
  found: { ...young.found, membership: { rule, stability } },
};
const sentenceOf = (known: Known, question: string) =>
  answerQuestions(known).find((answer) => answer.question === question)!.sentence;

test.each([young, grown])('every question is answered, however young the shop is', (known) => {
  const answers = answerQuestions(known);
  expect(answers).toHaveLength(12);
  expect(new Set(answers.map(({ question }) => question)).size).toBe(12);
});

test('what cannot be said says why, and has no figure', () => {
  const refused = answerQuestions(young)
    .filter(({ figure }) => figure === null)
    .map(({ question }) => question);
  expect(refused).toEqual([
    'Who is eligible?',
    'What sets them apart?',
    'What share of revenue do they bring in?',
    'What will they bring in over the next months?',
    'What does it take to become one?',
    'What makes someone drop out?',
    'How do we know they outspend the rest?',
    'What can marketing do?',
    'Why did the revenue change?',
    'Did the campaign work?',
    'What did membership cause?',
  ]);
  expect(sentenceOf(young, 'Who is eligible?')).toBe(
    'Nobody was chosen. Everybody ordered once, so that nobody has come back yet.',
  );
  expect(sentenceOf(young, 'How do we know they outspend the rest?')).toBe(
    'The promise is not proven. Nobody was chosen. Everybody ordered once, so that nobody has come back yet.',
  );
  expect(sentenceOf(young, 'What will they bring in over the next months?')).toBe(
    'Nobody was chosen. Nothing can be said about the next 3 months. One month of orders is too short.',
  );
});

test('the verdict comes first, then what the past says, then what is to be expected', () => {
  expect(sentenceOf(grown, 'How do we know they outspend the rest?')).toBe(
    'The promise held. On 4 days of the past it was so. Today’s 3 are expected to bring in 50 % of what ' +
      'today’s customers spend over the next 91 days; 80 % of outcomes should fall between 40 % and 60 %.',
  );
});

test('of too few customers it is said that nothing can rest on them', () => {
  const howMany = (customers: number) =>
    answerQuestions({ ...grown, profile: { ...grown.profile, customers } })[1]!.sentence;
  expect(howMany(100)).toBe('3 of 100 customers, 3.0 %.');
  expect(howMany(99)).toBe(
    '3 of 99 customers, 3.0 %. 99 customers are too few to rest a decision on: with fewer than 100, the groups may well be chance.',
  );
});

test('a currency without decimals is written without', () => {
  expect(sentenceOf(grown, 'What share of revenue do they bring in?')).toBe(
    'They bring in 42 % of revenue, ¥1,500.',
  );
});

test('membership is told with what became of those who were as close before', () => {
  const sentences = answerQuestions(grown).map(({ sentence }) => sentence);
  expect(sentences[0]).toBe(
    'Anyone who spent at least 900 is eligible. 2 of the 3 are certain, meaning chosen in at least 95 % of 100 random reshuffles of the orders.',
  );
  expect(sentences[5]).toBe(
    'An Insider is anyone who spent at least 900; 3 customers qualify. Late is whoever has gone. ' +
      '1 customer is expected to get there by 8 March 2012; of 4 who were as close before, 3 made it.',
  );
  expect(sentences[6]).toBe(
    'Anyone who spent at least 700 stays in. Nobody is already late and due to drop out within 14 days unless they order again.',
  );
  expect(sentences[8]).toMatch(/^Write first to 1 customer close to becoming one\. /);
});

test('members who could not enter any more are told apart', () => {
  const membership = { rule: { ...rule, letIn: 2 }, stability };
  expect(answerQuestions({ ...grown, found: { ...grown.found, membership } })[5]!.sentence).toMatch(
    /^An Insider is anyone who spent at least 900; 2 customers qualify\. 1 more stays in by the rule for staying\. /,
  );
});

test('what makes one leave is said even where nobody can be named who is about to', () => {
  const membership = { rule, noLeaving: '549 days of orders are too few.', stability };
  expect(answerQuestions({ ...grown, found: { ...grown.found, membership } })[6]).toMatchObject({
    sentence:
      'Anyone who spent at least 700 stays in. Who is about to drop out cannot be said. 549 days of orders are too few.',
    figure: null,
  });
});
