import { lazyRows } from '../../core/csv/lazy-rows.js';
import type { TableRows } from '../../core/csv/table-csv.js';
import type { ForecastFindings } from '../../core/forecast/forecast-findings.js';
import { type Ahead, lookAhead } from '../../core/forecast/look-ahead.js';
import { dayNumber, inMonths } from '../../core/forecast/months.js';
import type { Refusal } from '../../core/studies.js';
import { readOrderDays } from './read-order-days.js';
import type { Study } from './study-context.js';
import { withOrders } from './with-orders.js';

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
    { ...plan.rules.forecast, seed: plan.rules.seed },
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

const panelsAhead = ['segment_forecasts', 'customers_forecast', 'forecast_models_fitted', 'season_index'];

/** Horizons that are refused beside others that are not are rows of the panel, with their reason. */
function refusalsOf({ refused, groups, tests }: Ahead): Refusal[] {
  if (groups.length === 0) {
    const { reason } = refused[0]!;
    return [...panelsAhead, 'forecast_track_record'].map((topic) => ({ topic, reason }));
  }
  if (tests.length > 0) return [];
  const months = inMonths(groups[0]!.months);
  const reason = `The orders are too short for a forecast of ${months} to have been made in the past and to have come to its end.`;
  return [{ topic: 'forecast_track_record', reason }];
}

function tablesOf(ahead: Ahead, ids: readonly string[]): TableRows[] {
  const { season, models, customers, groups, months, tests, refused } = ahead;
  return [
    {
      table: 'forecast_models',
      columns: ['position', 'subject', 'model', 'title', 'parameters', 'log_likelihood', 'is_used', 'note'],
      rows: models,
    },
    {
      table: 'seasons',
      columns: ['month', 'index', 'years', 'weight'],
      rows: season
        ? Array.from(season.index, (index, month) => ({ ...season, index, month: month + 1 }))
        : [],
    },
    {
      table: 'customer_forecasts',
      columns: [
        'customer_id',
        'months',
        'probability_alive',
        'expected_orders',
        'order_value',
        'expected_revenue',
      ],
      rows: lazyRows(customers.length * ids.length, (row) => {
        const { months, forecast } = customers[Math.floor(row / ids.length)]!;
        const i = row % ids.length;
        return {
          customerId: ids[i]!,
          months,
          probabilityAlive: forecast.alive[i],
          expectedOrders: forecast.orders[i],
          orderValue: forecast.orderValue[i],
          expectedRevenue: forecast.money[i],
        };
      }),
    },
    {
      table: 'group_forecasts',
      columns: [
        ...[
          'segment_id',
          'months',
          'customers',
          'expected_orders',
          'model_revenue',
          'model_low',
          'model_high',
        ],
        ...['naive_revenue', 'naive_low', 'naive_high', 'model_error', 'naive_error', 'trials', 'offered'],
        ...['revenue', 'low', 'high', 'note'],
      ],
      rows: groups,
    },
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
        ...['actual', 'error', 'naive_error', 'is_covered'],
      ],
      rows: tests.map(({ group, ...test }) => ({ ...test, customerGroup: group })),
    },
  ];
}
