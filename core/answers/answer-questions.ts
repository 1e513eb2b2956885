import type { Profile } from '../profile.js';
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
  function whoIsEligible({ profile: { insiders }, found }) {
    const { certainMembers, members, resamples, drawn } = found.membership.stability;
    const all = members === insiders.customers ? '' : ' in the sample that the models were fitted to';
    const sure =
      members === 1
        ? `The only one${all} is ${certainMembers === 1 ? '' : 'not '}sure of it`
        : `${certainMembers === 0 ? 'None' : wholeInWords(certainMembers)} of the ${wholeInWords(members)}${all} ${certainMembers < 2 ? 'is' : 'are'} sure of it`;
    return {
      question: 'Who is eligible?',
      sentence:
        `The segment with ${insiders.reason}. ` +
        `${sure}: in 95 % and more of ${resamples} resamples of ${countInWords(drawn, 'customer')}.`,
      ...{ figure: certainMembers, unit: 'count', panel: 'insiders_members' },
    };
  },
  function howMany({ profile: { insiders, customers } }) {
    const share = `${wholeInWords(insiders.customers)} of ${wholeInWords(customers)} customers, ${percent(insiders.customerShare)}.`;
    return {
      question: 'How many are they?',
      sentence: [share, fewCustomers(customers)].filter(Boolean).join(' '),
      ...{ figure: insiders.customers, unit: 'count', panel: 'insiders_answer' },
    };
  },
  function whatMarksThem({ profile: { segments } }) {
    const { marks, medianRevenue } = segments.find(({ isInsiders }) => isInsiders)!;
    const traits =
      marks.length === 0 ? 'are much like everybody' : `${listOf(marks)}; all figures are medians`;
    return {
      question: 'What marks them?',
      sentence: `They ${traits}.`,
      ...{ figure: medianRevenue, unit: 'money', panel: 'insiders_marks' },
    };
  },
  function whatShareOfTheRevenue({ profile: { insiders }, currency }) {
    return {
      question: 'What share of the revenue do they bring?',
      sentence: `They bring ${percent(insiders.revenueShare)} of the revenue, ${moneyInWords(insiders.revenue, currency)}.`,
      ...{ figure: insiders.revenueShare, unit: 'percent', panel: 'insiders_answer' },
    };
  },
  function whatWillTheyBring({ found: { forecast }, currency, interval }) {
    const { insiders, refused } = forecast;
    const given = insiders.map(({ months, revenue, low, high }) => {
      const range = `${moneyInWords(low, currency)} to ${moneyInWords(high, currency)}`;
      return `${moneyInWords(revenue, currency)} in the next ${countInWords(months, 'month')} (${range})`;
    });
    const expected =
      given.length > 0
        ? [
            `They are expected to bring ${listOf(given)}; ${percent(interval)} of outcomes lie in such a range. ${insiders[0]!.note}`,
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
      question: 'What will they bring in the next months?',
      sentence: [...expected, ...missing].join(' '),
      ...{
        figure: insiders[0]?.revenue ?? null,
        unit: insiders[0] ? 'money' : null,
        panel: 'insiders_forecast',
      },
    };
  },
  function howToEnter({ found: { membership } }) {
    const { rule, noRule } = membership;
    const question = 'What does it take to become one?';
    if (!rule) return refused(question, `It cannot be said. ${noRule}`, 'insiders_rule');
    const { enter, measure, heldOut, near, byOn } = rule;
    const close =
      byOn === null
        ? ''
        : ` ${near === 0 ? 'Nobody' : countInWords(near, 'customer')} would get there by ${dateInWords(byOn)} by ordering on as before.`;
    return {
      question,
      sentence:
        `An Insider ${enter}. That keeps ${wholeInWords(measure.kept)} of the ${wholeInWords(measure.members)}, ${percent(measure.recall)}, ` +
        `and agrees with the segmentation on ${percent(heldOut.fidelity)} of customers it had not seen.${close}`,
      ...{ figure: measure.recall, unit: 'percent', panel: 'insiders_rule' },
    };
  },
  function howToLeave({ found: { membership } }) {
    const { rule, noRule, noLeaving } = membership;
    const question = 'What makes one leave?';
    if (!rule) return refused(question, `It cannot be said. ${noRule}`, 'about_to_leave');
    if (noLeaving !== undefined) {
      const sentence = `A member stays who ${rule.stay}. Who is about to leave cannot be said. ${noLeaving}`;
      return refused(question, sentence, 'about_to_leave');
    }
    return {
      question,
      sentence:
        `A member stays who ${rule.stay}. Without another order ${counted(rule.leavingSoon, 'leaves', 'leave')} within ${countInWords(rule.soonDays, 'day')}; ` +
        `${counted(rule.outByTheRule, 'has', 'have')} in fact left already.`,
      ...{ figure: rule.leavingSoon, unit: 'count', panel: 'about_to_leave' },
    };
  },
  function whatGuaranteesIt({ found: { guarantee }, interval }) {
    const question = 'What guarantees that they beat the rest?';
    const election = guarantee.elections.at(-1);
    if (!election) return refused(question, `Nothing yet. ${guarantee.refused}`, 'insiders_guarantee');
    const { months, electedOn, members, measures, beats } = election;
    const measure = (name: string) => measures.find((one) => one.measure === name)!;
    const [share, again] = [measure('revenueShare').members, measure('boughtAgain')];
    return {
      question,
      sentence:
        `The ${wholeInWords(members)} elected on ${dateInWords(electedOn)}, as if no later order were known, brought ${percent(share.value)} of all revenue of the ${countInWords(months, 'month')} after ` +
        `(${percent(interval)} interval ${percent(share.low)} to ${percent(share.high)}); ` +
        `${percent(again.members.value)} of them bought again, of the rest ${percent(again.rest.value)}. One of them brought more than one of the rest in ${percent(beats.value)} of all pairs.`,
      ...{ figure: share.value, unit: 'percent', panel: 'insiders_guarantee' },
    };
  },
  function whatCanMarketingDo({ found: { membership, segments } }) {
    const { rule, noLeaving } = membership;
    const leaving = rule && noLeaving === undefined ? rule.leavingSoon : 0;
    const first = [
      ...(leaving > 0 ? [`${countInWords(leaving, 'Insider')} about to leave`] : []),
      ...(rule && rule.near > 0 ? [`${countInWords(rule.near, 'customer')} near the door`] : []),
    ];
    const toWrite = rule ? leaving + rule.near : null;
    const write = first.length > 0 ? `Write first to ${listOf(first)}. ` : '';
    return {
      question: 'What can marketing do?',
      sentence: `${write}For the Insiders: ${segments.insiderActions.map(({ action }) => action).join(' ')}`,
      ...{ figure: toWrite, unit: rule ? 'count' : null, panel: 'segment_to_do' },
    };
  },
];

/** 1 leaves, 2 leave; nobody leaves. */
const counted = (count: number, one: string, several: string) =>
  count === 0 ? `nobody ${one}` : `${wholeInWords(count)} ${count === 1 ? one : several}`;

const refused = (question: string, sentence: string, panel: string): Answer => ({
  ...{ question, sentence, panel },
  ...{ figure: null, unit: null },
});

/** Every question with its answer, in order. */
export const answerQuestions = (known: Known): Answer[] => questions.map((question) => question(known));
