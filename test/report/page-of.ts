import { dashboards } from '../../dashboards/dashboards.js';
import type { Database } from '../../io/database.js';
import { type RunContent, readContent } from '../../report/read-content.js';
import { renderReport } from '../../report/render-report.js';

/** What the page of a run is made of. */
export const contentOf = (database: Database, runId: string): Promise<RunContent> =>
  readContent((sql, values) => database.query(sql, values), dashboards, runId);

export const pageOf = (content: RunContent): string => renderReport(dashboards, content);
