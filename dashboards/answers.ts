import { column } from './columns.js';
import type { Dashboard } from './dashboard.js';

export const answers: Dashboard = {
  name: 'answers',
  title: 'Answers',
  description: 'The questions marketing asks, answered in a sentence or two each.',
  panels: [
    {
      name: 'nine_questions',
      title: 'What does marketing want to know?',
      description: 'A question leads to the table or chart behind its answer.',
      chart: { kind: 'table', link: 'panel' },
      columns: [column('question', 'Question', 'text'), column('sentence', 'Answer', 'text')],
      place: { row: 0, column: 0, width: 24, height: 10 },
      order: 'position',
    },
    {
      name: 'hypotheses_tested',
      title: 'Is what people say about Insiders true?',
      description:
        'Each statement with the result and its 95 % interval. A statement holds, or does not, only if the whole interval agrees. Insiders are chosen for what they spend, so statements about revenue show how much rather than whether.',
      finding: { text: '{holding:count} of {tested:count} statements about the Insiders hold true' },
      chart: { kind: 'table' },
      columns: [
        column('statement', 'Statement', 'text'),
        column('verdict', 'Verdict', 'text'),
        column('sentence', 'Result', 'text'),
      ],
      place: { row: 10, column: 0, width: 24, height: 9 },
      order: 'position',
    },
    {
      name: 'not_answered',
      title: 'What could not be answered, and why not?',
      description: 'These panels stay empty for this run.',
      chart: { kind: 'table' },
      columns: [column('title', 'Question', 'text'), column('reason', 'Why not', 'text')],
      place: { row: 19, column: 0, width: 24, height: 4 },
      order: 'reason, topic',
      empty: 'Everything could be answered.',
    },
  ],
};
