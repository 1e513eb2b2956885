import type { TableRows } from '../../../core/csv/table-csv.js';
import { isoDay } from '../../../core/forecast/months.js';
import type { PastPromise } from '../../../core/promise/promise.js';

/** The verdict, and the elections of the past that it rests on. */
export function promiseTables({ mean, next, elections, ...promise }: PastPromise): TableRows[] {
  return [
    {
      table: 'promises',
      columns: [
        ...['verdict', 'reason', 'horizon_days', 'elections', 'captured', 'by_revenue', 'by_last_year'],
        ...['by_chance', 'best_possible', 'next_share', 'next_low', 'next_high', 'interval_share'],
      ],
      rows: [
        {
          ...{ verdict: promise.verdict, reason: promise.reason, horizonDays: promise.horizonDays },
          elections: elections.length,
          captured: mean?.captured ?? null,
          byRevenue: mean?.byRevenue ?? null,
          byLastYear: mean?.byLastYear ?? null,
          byChance: mean?.byChance ?? null,
          bestPossible: mean?.bestPossible ?? null,
          ...{ nextShare: next?.share ?? null, nextLow: next?.low ?? null, nextHigh: next?.high ?? null },
          intervalShare: promise.level,
        },
      ],
    },
    {
      table: 'past_elections',
      columns: [
        ...[
          'elected_on',
          'measured_until',
          'history_days',
          'customers',
          'members',
          'gaps',
          'times',
          'captured',
        ],
        ...['by_revenue', 'by_last_year', 'by_model', 'by_chance', 'best_possible'],
      ],
      rows: elections.map((election) => ({
        ...election,
        electedOn: isoDay(election.day),
        measuredUntil: isoDay(election.day + promise.horizonDays),
      })),
    },
  ];
}
