import { lazyRows } from '../../core/csv/lazy-rows.js';
import type { TableRows } from '../../core/csv/table-csv.js';
import type { BackTest } from '../../core/forecast/back-test.js';
import { candidateKinds } from '../../core/forecast/candidates.js';
import type { ForecastFindings } from '../../core/forecast/forecast-findings.js';
import type { HorizonForecast } from '../../core/forecast/forecast-groups.js';
import type { Outlook } from '../../core/forecast/forecast-orders.js';
import { type Ahead, lookAhead } from '../../core/forecast/look-ahead.js';
import { dayNumber, inMonths } from '../../core/forecast/months.js';
import type { Refusal } from '../../core/runs/studies.js';
import { readOrderDays } from './customers/read-order-days.js';
import { withOrders } from './customers/with-orders.js';
import type { Study } from './study-context.js';

/** What the customers of today will bring, and how good such forecasts were in the past. */
export const forecast: Study<ForecastFindings> = async ({ runId, plan, receipt, profile }, io) => {
  const { ids, orders, segmentIds } = await withOrders(io, runId, readOrderDays);
  const { insiders, segments } = profile;
  const ahead = lookAhead(
    {
      orders,
      from: dayNumber(receipt.from),
      day: dayNumber(receipt.asOf),
      segmentIds,
      nSegments: segments.length,
      insidersId: insiders.segmentId,
      bestShare: insiders.customers / ids.length,
    },
    plan.rules.forecast,
  );
  const ofInsiders = ahead.groups.filter(({ segmentId }) => segmentId === insiders.segmentId);
  return {
    summary: summaryOf(ahead),
    tables: tablesOf(ahead, ids),
    refusals: refusalsOf(ahead),
    findings: { insiders: ofInsiders, refused: ahead.refused },
  };
};

function summaryOf({ groups, refused, tests }: Ahead): string {
  const given = [...new Set(groups.map(({ months }) => months))];
  if (given.length === 0) return `forecast: refused. ${refused[0]!.reason}`;
  return `forecast: ${given.join(' and ')} months ahead, ${tests.length} forecasts of the past checked`;
}

const panelsAhead = [
  ...['segment_forecasts', 'customers_forecast', 'forecast_models_fitted', 'season_index'],
  ...['forecast_mixed'],
];
/** What past forecasts are needed for. */
const panelsBehind = ['forecast_track_record', 'forecast_reliable'];

/** Horizons that are refused beside others that are not are rows of the panel, with their reason. */
function refusalsOf({ refused, groups, tests }: Ahead): Refusal[] {
  if (groups.length === 0) {
    const { reason } = refused[0]!;
    return [...panelsAhead, ...panelsBehind].map((topic) => ({ topic, reason }));
  }
  if (tests.length > 0) return [];
  const months = inMonths(groups[0]!.months);
  const reason = `The orders are too short for a forecast of ${months} to have been made in the past and to have come to its end.`;
  return panelsBehind.map((topic) => ({ topic, reason }));
}

function tablesOf(ahead: Ahead, ids: readonly string[]): TableRows[] {
  const { outlook, models, horizons, ordering, groups, months, tests, reliability, refused } = ahead;
  return [
    {
      table: 'forecast_models',
      columns: ['position', 'subject', 'model', 'title', 'parameters', 'log_likelihood', 'is_used', 'note'],
      rows: models,
    },
    {
      table: 'seasons',
      columns: ['month', 'index', 'years', 'weight'],
      rows: outlook ? seasonRows(outlook) : [],
    },
    {
      table: 'customer_forecasts',
      columns: [
        ...['customer_id', 'months', 'probability_ordering', 'probability_alive', 'expected_orders'],
        ...['order_value', 'expected_revenue'],
      ],
      rows: lazyRows(horizons.length * ids.length, (row) => {
        const at = Math.floor(row / ids.length);
        const { months, customers } = horizons[at]!;
        const i = row % ids.length;
        return {
          ...{ customerId: ids[i]!, months },
          probabilityOrdering: ordering[at]!.within[i],
          probabilityAlive: ordering[at]!.withinYear[i],
          expectedOrders: customers.orders[i],
          orderValue: customers.orderValue[i],
          expectedRevenue: customers.money[i],
        };
      }),
    },
    {
      table: 'group_forecasts',
      columns: [
        ...['segment_id', 'months', 'customers', 'expected_orders', 'model_revenue', 'naive_revenue'],
        ...['share_revenue', 'model_error', 'naive_error', 'share_error', 'past_error', 'expected_error'],
        ...['trials', 'offered', 'revenue', 'low', 'high', 'note'],
      ],
      rows: groups.map((group) => ({ ...group, offered: 'mix' })),
    },
    { table: 'forecast_candidates', columns: candidateColumns, rows: horizons.flatMap(candidateRows) },
    {
      table: 'forecast_months',
      columns: ['segment_id', 'month_ending', 'revenue', 'low', 'high', 'is_forecast'],
      rows: months,
    },
    { table: 'refused_horizons', columns: ['months', 'reason'], rows: refused },
    {
      table: 'track_record',
      columns: [
        ...['months', 'made_on', 'customer_group', 'customers', 'model', 'forecast', 'low', 'high', 'naive'],
        ...['share', 'actual', 'error', 'naive_error', 'share_error', 'expected_error', 'is_covered'],
      ],
      rows: tests.map(testRow),
    },
    {
      table: 'forecast_reliability',
      columns: [
        ...['position', 'months', 'made_on', 'title', 'customers', 'expected_share', 'came_share'],
        ...['expected_orders', 'came_orders'],
      ],
      rows: reliability,
    },
  ];
}

function seasonRows({ season }: Outlook): object[] {
  const weight = season.isKnown ? (season.years < 2 ? 0.5 : 1) : 0;
  return Array.from(season.byMonth(), (index, month) => ({
    ...{ month: month + 1, index, years: season.years, weight },
  }));
}

const candidateColumns = [
  ...['months', 'customer_group', 'position', 'candidate', 'title', 'past_error', 'weight'],
];

function candidateRows({ months, mixes }: HorizonForecast): object[] {
  return mixes.flatMap(({ group, mix, record }) =>
    candidateKinds.flatMap(({ name, title }, index) => {
      const weight = mix.weights.get(name);
      if (weight === undefined) return [];
      const row = { months, customerGroup: group, position: index + 1, candidate: name, title, weight };
      return [{ ...row, pastError: record.errorOf(name) }];
    }),
  );
}

function testRow({ group, candidates, ...test }: BackTest): object {
  const errorOf = (forecast: number | null) =>
    forecast === null || test.actual <= 0 ? null : forecast / test.actual - 1;
  const { naive, seasonalShare: share } = candidates;
  const rivals = { naive, share, naiveError: errorOf(naive), shareError: errorOf(share) };
  return { ...test, ...rivals, customerGroup: group };
}
