import { column } from './columns.js';
import type { Dashboard } from './dashboard.js';

export const answers: Dashboard = {
  name: 'answers',
  title: 'Answers',
  description: 'What marketing asked, in a sentence each.',
  panels: [
    {
      name: 'nine_questions',
      title: 'What did marketing ask?',
      description:
        'Each answer with the figure it turns on. The other dashboards hold the tables behind them.',
      chart: { kind: 'table' },
      columns: [column('question', 'Question', 'text'), column('sentence', 'Answer', 'text')],
      place: { row: 0, column: 0, width: 24, height: 10 },
      order: 'position',
    },
    {
      name: 'not_answered',
      title: 'What could not be answered, and why?',
      description: 'Panels that stay empty for this run.',
      chart: { kind: 'table' },
      columns: [column('title', 'Question', 'text'), column('reason', 'Why', 'text')],
      place: { row: 10, column: 0, width: 24, height: 4 },
      order: 'reason, topic',
      empty: 'Everything could be answered.',
    },
  ],
};
