import { answerQuestions, type Known } from '../../../core/answers/answer-questions.js';
import type { NamedSegment } from '../../../core/profile.js';

const segment = {
  ...{ segmentId: 1, name: 'Insiders', customers: 3, isInsiders: true, marks: ['placed 9 orders (all: 2)'] },
  ...{ medianRevenue: 400 },
} as unknown as NamedSegment;
const insiders = {
  ...{ segmentId: 1, name: 'Insiders', customers: 3, customerShare: 0.03, revenue: 1500, revenueShare: 0.42 },
  reason: 'the highest revenue per customer of all 4 segments',
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

/** A shop too young for most answers. */
const young: Known = {
  currency: 'JPY',
  interval: 0.8,
  profile: { customers: 100, segments: [segment], insiders } as unknown as Known['profile'],
  found: {
    membership: { noRule: '3 Insiders are too few to learn a rule from: it takes 10.', stability },
    segments: { insiderActions: [] },
    forecast: { insiders: [], refused: [{ months: 3, reason: 'One month of orders is too short.' }] },
    guarantee: { elections: [], refused: 'One month of orders is too short.' },
  },
};
const answers = answerQuestions(young);
const sentenceOf = (question: string) => answers.find((answer) => answer.question === question)!.sentence;

test('nine questions are answered, however young the shop is', () => {
  expect(answers).toHaveLength(9);
  expect(new Set(answers.map(({ question }) => question)).size).toBe(9);
});

test('what cannot be said says why, and has no figure', () => {
  const refused = answers.filter(({ figure }) => figure === null).map(({ question }) => question);
  expect(refused).toEqual([
    'What will they bring in the next months?',
    'What does it take to become one?',
    'What makes one leave?',
    'What guarantees that they beat the rest?',
    'What can marketing do?',
  ]);
  expect(sentenceOf('What does it take to become one?')).toBe(
    'It cannot be said. 3 Insiders are too few to learn a rule from: it takes 10.',
  );
  expect(sentenceOf('What will they bring in the next months?')).toBe(
    'Nothing can be said about the next 3 months. One month of orders is too short.',
  );
});

test('of too few customers it is said that nothing can rest on them', () => {
  const howMany = (customers: number) =>
    answerQuestions({ ...young, profile: { ...young.profile, customers } })[1]!.sentence;
  expect(howMany(100)).toBe('3 of 100 customers, 3.0 %.');
  expect(howMany(99)).toBe(
    '3 of 99 customers, 3.0 %. 99 customers are too few to rest a decision on: with fewer than 100, the groups may well be chance.',
  );
});

test('a currency without decimals is written without', () => {
  expect(sentenceOf('What share of the revenue do they bring?')).toBe(
    'They bring 42 % of the revenue, ¥1,500.',
  );
});

test('one customer has left, nobody leaves', () => {
  const rule = {
    ...{ enter: 'placed at least 9 orders', stay: 'placed at least 8 orders', near: 1, byOn: '2012-03-08' },
    ...{ measure: { kept: 3, members: 3, recall: 1 }, heldOut: { fidelity: 1 } },
    ...{ leavingSoon: 0, soonDays: 30, outByTheRule: 1 },
  } as unknown as NonNullable<Known['found']['membership']['rule']>;
  const known = { ...young, found: { ...young.found, membership: { rule, stability } } };
  const sentences = answerQuestions(known).map(({ sentence }) => sentence);
  expect(sentences[6]).toBe(
    'A member stays who placed at least 8 orders. Without another order nobody leaves within 30 days; 1 has in fact left already.',
  );
  expect(sentences[8]).toMatch(/^Write first to 1 customer near the door\. /);
  expect(sentences[5]).toMatch(/ 1 customer would get there by 8 March 2012 by ordering on as before\.$/);
});

test('what makes one leave is said even where nobody can be named who is about to', () => {
  const rule = {
    ...{
      enter: 'placed at least 9 orders',
      stay: 'last ordered less than 380 days ago',
      near: 0,
      byOn: null,
    },
    ...{ measure: { kept: 3, members: 3, recall: 1 }, heldOut: { fidelity: 1 } },
  } as unknown as NonNullable<Known['found']['membership']['rule']>;
  const membership = { rule, noLeaving: '549 days of orders are too few.', stability };
  expect(answerQuestions({ ...young, found: { ...young.found, membership } })[6]).toMatchObject({
    sentence:
      'A member stays who last ordered less than 380 days ago. Who is about to leave cannot be said. 549 days of orders are too few.',
    figure: null,
  });
});

test('of members of whom it is not known how sure they are, nothing is claimed', () => {
  const sentence = (members: number, drawn: number) => {
    const found = { ...young.found, membership: { stability: { ...stability, members, drawn } } };
    return answerQuestions({ ...young, found })[0]!.sentence;
  };
  const where = 'The segment with the highest revenue per customer of all 4 segments. 2 of the';
  expect(sentence(3, 100)).toBe(
    `${where} 3 are sure of it: in 95 % and more of 100 resamples of 100 customers.`,
  );
  expect(sentence(2, 500)).toBe(
    `${where} 2 in the sample that the models were fitted to are sure of it: in 95 % and more of 100 resamples of 500 customers.`,
  );
});
