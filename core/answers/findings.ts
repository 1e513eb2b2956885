import type { EffectFindings } from '../effect/effect-findings.js';
import type { TrialFindings } from '../experiment/trial-findings.js';
import type { ForecastFindings } from '../forecast/forecast-findings.js';
import type { GuaranteeFindings } from '../guarantee/guarantee-findings.js';
import type { MembershipFindings } from '../membership/membership-findings.js';
import type { RevenueFindings } from '../revenue/revenue-findings.js';
import type { SegmentsFindings } from '../segments/segments-findings.js';

/** What studies have found that answers are made of. */
export interface Findings {
  readonly membership: MembershipFindings;
  readonly segments: SegmentsFindings;
  readonly forecast: ForecastFindings;
  readonly guarantee: GuaranteeFindings;
  readonly revenue: RevenueFindings;
  readonly trial: TrialFindings;
  readonly effect: EffectFindings;
}
