import type { Profile } from '../profile.js';
import { listOf, percent } from '../segments/describe-segment.js';
import type { StudyDocument, StudyName } from '../studies.js';
import type { Answer } from './answer-document.js';

/** What the answers are made of. */
export interface Known {
  /** ISO 4217, or null for none. */
  readonly currency: string | null;
  readonly profile: Profile<unknown>;
  readonly found: Readonly<Record<StudyName, StudyDocument>>;
}

type Question = (known: Known) => Answer;

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** Marketing's questions in the order in which they are asked. */
const questions: readonly Question[] = [
  ({ profile: { insiders } }) => ({
    question: 'Who are the Insiders?',
    sentence: `The segment ${insiders.name}: ${insiders.reason}.`,
    figure: insiders.customers,
    unit: 'count',
    panel: 'insiders_members',
  }),
  ({ profile: { insiders, customers } }) => ({
    question: 'How many are they?',
    sentence: `${whole.format(insiders.customers)} of ${whole.format(customers)} customers, ${percent(insiders.customerShare)}.`,
    figure: insiders.customers,
    unit: 'count',
    panel: 'insiders_answer',
  }),
  ({ profile: { segments } }) => {
    const { marks } = segments.find(({ isInsiders }) => isInsiders)!;
    const traits = marks.length === 0 ? 'are much like everybody' : listOf(marks);
    return {
      question: 'What marks them?',
      sentence: `They ${traits}.`,
      figure: null,
      unit: null,
      panel: 'insiders_marks',
    };
  },
  ({ profile: { insiders } }) => ({
    question: 'What share of the revenue do they bring?',
    sentence: `They bring ${percent(insiders.revenueShare)} of the revenue.`,
    figure: insiders.revenueShare,
    unit: 'percent',
    panel: 'insiders_answer',
  }),
];

/** Every question with its answer, in order. */
export const answerQuestions = (known: Known): Answer[] => questions.map((question) => question(known));
