import type { GroupForecast } from '../forecast/forecast-groups.js';
import type { RefusedHorizon } from '../forecast/look-ahead.js';
import type { Guarantee } from '../guarantee/measure-guarantee.js';
import type { MembershipFindings } from '../membership-findings.js';
import type { SegmentsFindings } from '../segments-findings.js';

/** What studies have found that answers are made of. */
export interface Findings {
  readonly membership: MembershipFindings;
  readonly segments: SegmentsFindings;
  readonly forecast: ForecastFindings;
  readonly guarantee: GuaranteeFindings;
}

/** What the Insiders are expected to bring, shortest horizon first, and the horizons of which nothing can be said. */
interface ForecastFindings {
  readonly insiders: readonly GroupForecast[];
  readonly refused: readonly RefusedHorizon[];
}

/** Past elections and what came of them, shortest window first; or why there is none. */
interface GuaranteeFindings {
  readonly elections: readonly PastElection[];
  readonly refused: string | null;
}

interface PastElection extends Guarantee {
  readonly months: number;
  /** ISO date: the last day known to the election. */
  readonly electedOn: string;
}
