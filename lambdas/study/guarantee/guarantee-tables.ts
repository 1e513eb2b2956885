import type { TableRows } from '../../../core/csv/table-csv.js';
import type { MeasuredElection } from '../../../core/guarantee/guarantee-findings.js';

const titles = {
  revenueShare: ['Share of all revenue', 'percent'],
  boughtAgain: ['Bought again', 'percent'],
  meanRevenue: ['Revenue per customer, mean', 'money'],
  medianRevenue: ['Revenue per customer, median', 'money'],
} as const;

/** @param level share of resamples inside the intervals, 0..1 */
export function guaranteeTables(elections: readonly MeasuredElection[], level: number): TableRows[] {
  return [
    {
      table: 'guarantees',
      columns: [
        ...['months', 'elected_on', 'measured_until', 'members', 'rest', 'still_members', 'window_revenue'],
        ...['beats', 'beats_low', 'beats_high', 'interval_share'],
      ],
      rows: elections.map((election) => ({
        ...election,
        beats: election.beats.value,
        beatsLow: election.beats.low,
        beatsHigh: election.beats.high,
        intervalShare: level,
      })),
    },
    {
      table: 'guarantee_measures',
      columns: [
        ...['months', 'position', 'measure', 'title', 'unit'],
        ...['insiders', 'insiders_low', 'insiders_high', 'rest', 'rest_low', 'rest_high'],
      ],
      rows: elections.flatMap(({ months, measures }) =>
        measures.map(({ measure, members, rest }, index) => ({
          months,
          position: index + 1,
          measure,
          title: titles[measure][0],
          unit: titles[measure][1],
          insiders: members.value,
          insidersLow: members.low,
          insidersHigh: members.high,
          rest: rest.value,
          restLow: rest.low,
          restHigh: rest.high,
        })),
      ),
    },
  ];
}
