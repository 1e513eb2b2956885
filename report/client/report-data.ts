import type { Panel } from '../../dashboards/dashboard.js';
import type { PackedRows } from '../pack-rows.js';

/** What the page hands to its script. */
export interface ReportData {
  readonly currency: string | null;
  readonly panels: readonly { readonly panel: Panel; readonly rows: PackedRows }[];
}
