import { decisiveMeasure } from '../experiment/read-test.js';
import type { GuaranteeFindings } from '../guarantee/guarantee-findings.js';
import type { RuleFindings } from '../membership/membership-findings.js';
import type { PastPromise } from '../promise/promise.js';
import { describeChange } from '../revenue/describe-change.js';
import type { Profile } from '../runs/profile.js';
import { percent } from '../segments/describe-segment.js';
import { countInWords, dateInWords, moneyInWords, wholeInWords } from '../words/figures.js';
import { listOf } from '../words/list-of.js';
import type { Answer } from './answer-document.js';
import { fewCustomers } from './few-customers.js';
import type { Findings } from './findings.js';

/** What the answers are made of. */
export interface Known {
  /** ISO 4217, or null for none. */
  readonly currency: string | null;
  /** Share of outcomes that intervals of forecasts and of the guarantee are to hold, 0..1. */
  readonly interval: number;
  readonly profile: Profile<unknown>;
  readonly found: Findings;
}

type Question = (known: Known) => Answer;

/** Marketing's questions in the order in which they are asked. */
const questions: readonly Question[] = [
  function whoIsEligible({ profile: { insiders }, found: { membership } }) {
    const question = 'Who is eligible?';
    const { rule, stability } = membership;
    if (!rule || !stability) {
      return refused(question, `${nobody} ${insiders.reason}`, 'insiders_members');
    }
    const { certainMembers, members, resamples } = stability;
    const whom =
      members === 1
        ? `The only one is ${certainMembers === 1 ? '' : 'not '}certain`
        : `${certainMembers === 0 ? 'None' : wholeInWords(certainMembers)} of the ${wholeInWords(members)} ${certainMembers < 2 ? 'is' : 'are'} certain`;
    return {
      question,
      sentence: `Anyone who ${rule.enter} is eligible. ${whom}, meaning chosen in at least 95 % of ${wholeInWords(resamples)} random reshuffles of the orders.`,
      ...{ figure: certainMembers, unit: 'count', panel: 'insiders_members' },
    };
  },
  function howMany({ profile: { insiders, customers } }) {
    if (insiders.customers === 0) {
      const few = fewCustomers(customers);
      const sentence = [`None of ${countInWords(customers, 'customer')}.`, few].filter(Boolean).join(' ');
      return { question: 'How many are they?', sentence, figure: 0, unit: 'count', panel: 'insiders_answer' };
    }
    const share = `${wholeInWords(insiders.customers)} of ${wholeInWords(customers)} customers, ${percent(insiders.customerShare)}.`;
    return {
      question: 'How many are they?',
      sentence: [share, fewCustomers(customers)].filter(Boolean).join(' '),
      ...{ figure: insiders.customers, unit: 'count', panel: 'insiders_answer' },
    };
  },
  function whatMarksThem({ profile: { segments } }) {
    const elected = segments.find(({ isInsiders }) => isInsiders);
    if (!elected) return refused('What sets them apart?', nobody, 'insiders_marks');
    const { marks, medianRevenue } = elected;
    const traits =
      marks.length === 0 ? 'are much like everyone else' : `${listOf(marks)}; all figures are medians`;
    return {
      question: 'What sets them apart?',
      sentence: `They ${traits}.`,
      ...{ figure: medianRevenue, unit: 'money', panel: 'insiders_marks' },
    };
  },
  function whatShareOfTheRevenue({ profile: { insiders }, currency }) {
    if (insiders.customers === 0) {
      return refused('What share of revenue do they bring in?', nobody, 'insiders_answer');
    }
    return {
      question: 'What share of revenue do they bring in?',
      sentence: `They bring in ${percent(insiders.revenueShare)} of revenue, ${moneyInWords(insiders.revenue, currency)}.`,
      ...{ figure: insiders.revenueShare, unit: 'percent', panel: 'insiders_answer' },
    };
  },
  function whatWillTheyBring({ profile, found: { forecast }, currency, interval }) {
    const { insiders, refused } = forecast;
    const nobodyYet = profile.insiders.customers === 0 ? [nobody] : [];
    const given = insiders.map(({ months, revenue, low, high }) => {
      const range = `${moneyInWords(low, currency)} to ${moneyInWords(high, currency)}`;
      return `${moneyInWords(revenue, currency)} in the next ${countInWords(months, 'month')} (${range})`;
    });
    const expected =
      given.length > 0
        ? [
            `They are expected to bring in ${listOf(given)}; ${percent(interval)} of outcomes should fall within such a range. ${insiders[0]!.note}`,
          ]
        : [];
    const reasons = [...new Set(refused.map(({ reason }) => reason))];
    const missing = reasons.map((reason) => {
      const months = refused.filter((one) => one.reason === reason).map(({ months }) => months);
      const stretch =
        months.length === 1 && months[0] === 1 ? 'month' : `${listOf(months.map(String))} months`;
      return `Nothing can be said about the next ${stretch}. ${reason}`;
    });
    return {
      question: 'What will they bring in over the next months?',
      sentence: [...nobodyYet, ...expected, ...missing].join(' '),
      ...{
        figure: insiders[0]?.revenue ?? null,
        unit: insiders[0] ? 'money' : null,
        panel: 'insiders_forecast',
      },
    };
  },
  function howToEnter({ found: { membership } }) {
    const { rule } = membership;
    const question = 'What does it take to become one?';
    if (!rule) return refused(question, `It cannot be said. ${nobody} ${membership.nobody}`, 'insiders_rule');
    const { enter, rhythm, members, letIn, near, byOn, nearBefore } = rule;
    const staying = members - letIn;
    const stay =
      staying === 0
        ? ''
        : ` ${wholeInWords(staying)} more ${staying === 1 ? 'stays' : 'stay'} in by the rule for staying.`;
    const close =
      byOn === null
        ? ''
        : ` ${near === 0 ? 'Nobody is' : `${countInWords(near, 'customer')} ${near === 1 ? 'is' : 'are'}`} expected to get there by ${dateInWords(byOn)}${sinceThen(nearBefore)}.`;
    return {
      question,
      sentence: `An Insider is anyone who ${enter}; ${countInWords(letIn, 'customer')} ${letIn === 1 ? 'qualifies' : 'qualify'}.${stay} ${rhythm}${close}`,
      ...{ figure: letIn, unit: 'count', panel: 'insiders_rule' },
    };
  },
  function howToLeave({ found: { membership } }) {
    const { rule, noLeaving } = membership;
    const question = 'What makes someone drop out?';
    if (!rule)
      return refused(question, `It cannot be said. ${nobody} ${membership.nobody}`, 'about_to_leave');
    if (noLeaving !== undefined) {
      const sentence = `Anyone who ${rule.stay} stays in. Who is about to drop out cannot be said. ${noLeaving}`;
      return refused(question, sentence, 'about_to_leave');
    }
    return {
      question,
      sentence: `Anyone who ${rule.stay} stays in. ${rule.leavingSoon === 0 ? 'Nobody is' : `${wholeInWords(rule.leavingSoon)} ${rule.leavingSoon === 1 ? 'is' : 'are'}`} already late and due to drop out within ${countInWords(rule.soonDays, 'day')} unless they order again.`,
      ...{ figure: rule.leavingSoon, unit: 'count', panel: 'about_to_leave' },
    };
  },
  function whatGuaranteesIt({ profile: { promise, insiders }, found: { guarantee } }) {
    const question = 'How do we know they outspend the rest?';
    const verdict = verdicts[promise.verdict];
    if (promise.mean === null) return refused(question, `${verdict} ${promise.reason}`, 'promise_told');
    const next =
      promise.next === null
        ? ''
        : ` Today’s ${wholeInWords(insiders.customers)} are expected to bring in ${percent(promise.next.share)} of what today’s customers spend over the next ${countInWords(promise.horizonDays, 'day')}; ${percent(promise.level)} of outcomes should fall between ${percent(promise.next.low)} and ${percent(promise.next.high)}.`;
    return {
      question,
      sentence: `${verdict} ${promise.reason}${next}${againOf(guarantee)}`,
      ...{ figure: promise.mean.captured, unit: 'percent', panel: 'promise_told' },
    };
  },
  function whatCanMarketingDo({ found: { membership, segments } }) {
    const { rule, noLeaving } = membership;
    if (!rule) {
      const sentence = `${nobody} The top spenders are listed in top-by-value.csv.`;
      return refused('What can marketing do?', sentence, 'segment_to_do');
    }
    const leaving = noLeaving === undefined ? rule.leavingSoon : 0;
    const first = [
      ...(leaving > 0 ? [`${countInWords(leaving, 'Insider')} about to drop out`] : []),
      ...(rule.near > 0
        ? [`${countInWords(rule.near, 'customer')} close to becoming ${rule.near === 1 ? 'one' : 'Insiders'}`]
        : []),
    ];
    const write = first.length > 0 ? `Write first to ${listOf(first)}. ` : '';
    return {
      question: 'What can marketing do?',
      sentence: `${write}For the Insiders: ${segments.insiderActions.map(({ action }) => action).join(' ')}`,
      ...{ figure: leaving + rule.near, unit: 'count', panel: 'segment_to_do' },
    };
  },
  function whyDidTheRevenueChange({ found: { revenue }, currency }) {
    const question = 'Why did the revenue change?';
    const [first] = revenue.changes;
    if (!first) return refused(question, `It cannot be told. ${revenue.refused}`, 'revenue_bridge');
    return {
      question,
      sentence: describeChange(first, currency),
      ...{ figure: first.change, unit: 'money', panel: 'revenue_bridge' },
    };
  },
  function didTheTestWork({ found: { trial } }) {
    const question = 'Did the campaign work?';
    const { test } = trial;
    if (!test) return refused(question, `There is no test to read. ${trial.refused}`, 'test_verdict');
    const decisive = test.readings.find(({ measure }) => measure === decisiveMeasure)!;
    return {
      question,
      sentence: test.sentence,
      ...{ figure: decisive.effect, unit: 'money', panel: 'test_verdict' },
    };
  },
  function whatDidMembershipCause({ found: { effect } }) {
    const question = 'What did membership cause?';
    if (!effect.effect) return refused(question, effect.sentence, 'membership_effect');
    return {
      question,
      sentence: effect.sentence,
      ...{ figure: effect.effect.effect, unit: 'money', panel: 'membership_effect' },
    };
  },
];

const nobody = 'Nobody was chosen.';

const verdicts: Readonly<Record<PastPromise['verdict'], string>> = {
  held: 'The promise held.',
  'not proven': 'The promise is not proven.',
  'did not hold': 'The promise did not hold.',
};

/** ; of 40 who were as close three months ago, 21 made it */
const sinceThen = (before: RuleFindings['nearBefore']) =>
  before === null
    ? ''
    : `; of ${wholeInWords(before.customers)} who were as close before, ${before.entered === 0 ? 'none' : wholeInWords(before.entered)} made it`;

/** Who came again after the longest election that was measured. */
function againOf({ elections }: GuaranteeFindings): string {
  const election = elections.at(-1);
  if (!election) return '';
  const { members, rest } = election.measures.find(({ measure }) => measure === 'boughtAgain')!;
  return ` Of those chosen on ${dateInWords(election.electedOn)}, ${percent(members.value)} bought again within ${countInWords(election.months, 'month')}; of the rest, ${percent(rest.value)} did.`;
}

const refused = (question: string, sentence: string, panel: string): Answer => ({
  ...{ question, sentence, panel },
  ...{ figure: null, unit: null },
});

/** Every question with its answer, in order. */
export const answerQuestions = (known: Known): Answer[] => questions.map((question) => question(known));
