import { lazyRows } from '../../../core/csv/lazy-rows.js';
import type { TableRows } from '../../../core/csv/table-csv.js';
import { rfmCutoffs, rfmGroupSizes } from '../../../core/rfm/rfm-tables.js';
import { type RfmScores, scoreInFive, scoreInThree, standardOf } from '../../../core/rfm/score-customers.js';
import { shownCurrency } from '../../../core/runs/run-notes.js';
import { recommendActions } from '../../../core/segments/recommend-actions.js';
import type { SegmentsFindings } from '../../../core/segments/segments-findings.js';
import { tierCutoffs } from '../../../core/segments/value-tiers.js';
import salesSql from '../../../sql/engine/study-segment-sales.sql';
import { queryRows } from '../customers/query-rows.js';
import { readStudiedCustomers, type StudiedCustomers } from '../customers/studied-customers.js';
import { withOrders } from '../customers/with-orders.js';
import type { Study } from '../study-context.js';
import { hasPieces, readQuarters, testBeliefs } from './segments-hypotheses.js';

interface SegmentSales {
  readonly segmentId: number;
  readonly orders: number;
  readonly orderShare: number;
  readonly pieces: number | null;
  readonly pieceShare: number | null;
  readonly products: number | null;
  readonly productShare: number | null;
}

/** What scores and hypotheses are made of. */
const features = ['recency_days', 'invoices', 'gross_revenue', 'items', 'returned_items'];

/** What the segments bought and what to do about them, in the words of other systems too; and what is said of Insiders. */
export const segments: Study<SegmentsFindings> = async (context, io) => {
  const { customers, sales, quarters } = await withOrders(io, context.runId, async (engine) => ({
    customers: await readStudiedCustomers(engine, features),
    sales: await queryRows<SegmentSales>(engine, salesSql),
    quarters: await readQuarters(engine),
  }));
  const currency = shownCurrency(context.receipt);
  const leftOut = context.featurized.leftOut.map(({ feature }) => feature);
  const actions = context.profile.segments.flatMap((segment) => recommendActions(segment, currency, leftOut));
  const hypotheses = testBeliefs(context, customers, quarters);
  const [five, three] = [scoreInFive(customers.columns), scoreInThree(customers.columns)];
  const tiers = tierCutoffs(customers.columns.gross_revenue!);
  const insidersId = context.profile.insiders.segmentId;
  return {
    summary: `segments: ${actions.length} things to do, ${hypotheses.length} hypotheses`,
    tables: [
      salesTable(sales, hasPieces(context)),
      {
        table: 'segment_actions',
        columns: ['segment_id', 'position', 'action', 'reason', 'measure'],
        rows: actions,
      },
      ...rfmTables(customers, five, three),
      { table: 'hypotheses', columns: hypothesisColumns, rows: hypotheses },
    ],
    refusals: [],
    findings: {
      insiderActions: actions.filter(({ segmentId }) => segmentId === insidersId),
      scores: { five: standardOf(five), three: standardOf(three), tiers },
    },
  };
};

const hypothesisColumns = [
  ...[
    'position',
    'hypothesis',
    'statement',
    'unit',
    'insiders',
    'base',
    'effect',
    'effect_unit',
    'effect_low',
  ],
  ...['effect_high', 'threshold', 'direction', 'verdict', 'sentence'],
];

const salesTable = (sales: readonly SegmentSales[], hasPieces: boolean): TableRows => ({
  table: 'segment_sales',
  columns: ['segment_id', 'orders', 'order_share', 'pieces', 'piece_share', 'products', 'product_share'],
  rows: hasPieces ? sales : sales.map((row) => ({ ...row, pieces: null, pieceShare: null })),
});

function rfmTables({ ids, columns }: StudiedCustomers, five: RfmScores, three: RfmScores): TableRows[] {
  return [
    {
      table: 'customer_rfm',
      columns: [
        ...['customer_id', 'recency_score', 'frequency_score', 'money_score'],
        ...['code_of_five', 'group_of_five', 'code_of_three', 'group_of_three'],
      ],
      rows: lazyRows(ids.length, (i) => {
        const [recencyScore, frequencyScore, moneyScore] = five.codes[i]!;
        return {
          ...{ customerId: ids[i]!, recencyScore, frequencyScore, moneyScore },
          ...{ codeOfFive: five.codes[i]!, groupOfFive: five.groupNames[i]! },
          ...{ codeOfThree: three.codes[i]!, groupOfThree: three.groupNames[i]! },
        };
      }),
    },
    {
      table: 'rfm_cutoffs',
      columns: ['bands', 'feature', 'score', 'lowest', 'highest', 'customers'],
      rows: [five, three].flatMap((scores) => rfmCutoffs(scores, columns)),
    },
    {
      table: 'rfm_groups',
      columns: [
        ...['bands', 'position', 'group_name', 'codes', 'customers', 'customer_share', 'revenue'],
        'revenue_share',
      ],
      rows: [five, three].flatMap((scores) => rfmGroupSizes(scores, columns.gross_revenue!)),
    },
  ];
}
