import type { GroupForecast } from './forecast-groups.js';
import type { RefusedHorizon } from './look-ahead.js';

/** What sentences about the forecast are made of. */
export interface ForecastFindings {
  /** What the Insiders are expected to bring, shortest horizon first; none where nothing can be said. */
  readonly insiders: readonly GroupForecast[];
  readonly refused: readonly RefusedHorizon[];
}
