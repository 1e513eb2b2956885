import { answerQuestions } from '../../core/answers/answer-questions.js';
import type { Findings } from '../../core/answers/findings.js';
import { type ProductsKnown, productAnswers } from '../../core/answers/product-answers.js';
import type { Receipt } from '../../core/cleaning/receipt.js';
import { runKey } from '../../core/runs/keys.js';
import type { Plan } from '../../core/runs/plan.js';
import type { Profile } from '../../core/runs/profile.js';
import { shownCurrency } from '../../core/runs/run-notes.js';
import { readJson } from '../../io/read-json.js';
import { readStudies } from '../../io/read-studies.js';
import type { Step } from '../../io/step-io.js';

export interface AnswerInput {
  readonly dataset: string;
  readonly runId: string;
}

export interface AnswerOutput extends AnswerInput {
  readonly summary: string;
}

/** Says in sentences what the segmentation and its studies have found. */
export const answer: Step<AnswerInput, AnswerOutput> = async ({ dataset, runId }, io) => {
  const { rules } = await readJson<Plan>(io.store, runKey(runId, 'plan', 'plan.json'));
  const receipt = await readJson<Receipt>(io.store, runKey(runId, 'clean', 'receipt.json'));
  const profile = await readJson<Profile<unknown>>(io.store, runKey(runId, 'profile', 'profile.json'));
  const documents = await readStudies(io.store, runId);
  const found = findingsOf(documents);
  const refusals = Object.values(documents).flatMap((document) => document.refusals);
  const answers = [
    ...answerQuestions({
      ...{ currency: shownCurrency(receipt), interval: rules.forecast.interval },
      ...{ profile, found },
    }),
    ...productAnswers({
      ...found,
      refusalOf: (panel) => refusals.find(({ topic }) => topic === panel)?.reason,
    }),
  ];
  await io.store.write(runKey(runId, 'answer', 'answers.json'), JSON.stringify({ answers }, null, 2));
  return { dataset, runId, summary: `${answers.length} questions answered` };
};

type Found = Findings & Omit<ProductsKnown, 'refusalOf'>;

const findingsOf = (documents: Awaited<ReturnType<typeof readStudies>>): Found =>
  Object.fromEntries(Object.entries(documents).map(([name, { findings }]) => [name, findings])) as never;
