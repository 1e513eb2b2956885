import { type CampaignTerms, simulateCampaign } from '../../core/campaign/simulate-campaign.js';
import { countDays } from '../../core/count-days.js';
import type { NamedSegment } from '../../core/profile.js';
import { createRandom } from '../../core/random.js';
import type { CampaignRules } from '../../core/rules.js';
import type { Refusal, StudyResult } from '../../core/studies.js';
import { readSpending, type Spending } from './spending.js';
import type { Study, StudyContext } from './study-context.js';
import { withOrders } from './with-orders.js';

/** Who bought in each of so many windows in a row will buy anyway. */
const mostWindows = 4;
const fewestWindows = 2;

/** What a campaign to each segment would bring, and who would buy anyway. */
export const campaign: Study = async (context, io) => {
  const { receipt, plan } = context;
  const { windowDays } = plan.rules.campaign;
  const windows = Math.min(mostWindows, Math.floor(countDays(receipt.from, receipt.asOf) / windowDays));
  if (windows < 1) return refused(`A campaign works for ${windowDays} days; the orders cover less.`);
  const ranges = Array.from({ length: windows }, (_, i) => ({
    from: i * windowDays,
    to: (i + 1) * windowDays,
  }));
  const spending = await withOrders(io, context.runId, (engine) =>
    readSpending(engine, receipt.asOf, ranges),
  );
  return resultOf(context, spending);
};

const segmentTable = {
  table: 'campaign_segments',
  columns: [
    ...[
      'segment_id',
      'window_days',
      'customers',
      'cost_per_customer',
      'margin',
      'lift',
      'base_revenue',
      'cost',
    ],
    ...[
      'expected_profit',
      'low_profit',
      'high_profit',
      'break_even_lift',
      'buy_anyway',
      'profit_without_them',
    ],
  ],
};
const anywayTable = { table: 'buys_anyway', columns: ['customer_id', 'windows'] };

const refused = (reason: string): StudyResult => ({
  summary: `campaign: ${reason}`,
  tables: [segmentTable, anywayTable].map((table) => ({ ...table, rows: [] })),
  refusals: ['campaign_profit', 'buying_anyway'].map((topic) => ({ topic, reason })),
  findings: null,
});

function resultOf({ plan, profile }: StudyContext, spending: Spending): StudyResult {
  const { campaign, seed } = plan.rules;
  const buysAnyway = boughtInEach(spending.byRange);
  const rows = profile.segments.map((segment) => ({
    segmentId: segment.segmentId,
    windowDays: campaign.windowDays,
    ...simulateSegment(segment, spending, buysAnyway, termsOf(campaign, segment.name), seed),
  }));
  const windows = spending.byRange.length;
  const paying = rows.filter(({ expectedProfit }) => expectedProfit > 0);
  return {
    summary: `campaign: it pays for ${paying.length} of ${rows.length} segments`,
    tables: [
      { ...segmentTable, rows },
      {
        ...anywayTable,
        rows: spending.customers
          .filter((_, i) => buysAnyway[i])
          .map(({ customerId }) => ({ customerId, windows })),
      },
    ],
    refusals: tooShort(windows, campaign),
    findings: { segments: rows },
  };
}

function tooShort(windows: number, { windowDays }: CampaignRules): Refusal[] {
  if (windows >= fewestWindows) return [];
  const reason = `Who would buy anyway shows in ${fewestWindows} windows of ${windowDays} days; the orders cover ${windows}.`;
  return [{ topic: 'buying_anyway', reason }];
}

/** The rules' terms, or the segment's own where it has any. */
const termsOf = ({ segments, ...common }: CampaignRules, name: string): CampaignTerms => ({
  ...common,
  ...segments[name],
});

/** Uint8Array (nCustomers): 1 who bought in each window, of which there have to be enough. */
function boughtInEach(windows: readonly Float64Array[]): Uint8Array {
  const isEnough = windows.length >= fewestWindows;
  return Uint8Array.from(windows[0]!, (_, i) => Number(isEnough && windows.every((spent) => spent[i]! > 0)));
}

function simulateSegment(
  { segmentId }: NamedSegment,
  { customers, byRange }: Spending,
  buysAnyway: Uint8Array,
  terms: CampaignTerms,
  seed: number,
) {
  const members = customers.flatMap((customer, i) => (customer.segmentId === segmentId ? [i] : []));
  const revenue = Float64Array.from(members, (i) => byRange[0]![i]!);
  const anyway = Uint8Array.from(members, (i) => buysAnyway[i]!);
  const { costPerCustomer, margin, lift } = terms;
  const random = createRandom(`${seed}/campaign/${segmentId}`);
  return { costPerCustomer, margin, lift, ...simulateCampaign(revenue, anyway, terms, random) };
}
