import { createHash } from 'node:crypto';
import type { Dashboard, Panel } from '../dashboards/dashboard.js';
import clientScript from '../dist/report-client.txt';
import styleSheet from '../dist/report-style.txt';
import type { ReportData } from './client/report-data.js';
import { formatFigure } from './format-figure.js';
import { type Html, html, trusted } from './html.js';
import { packRows } from './pack-rows.js';
import { type DatabaseRow, readRows } from './read-rows.js';
import { isDrawn } from './render-drawing.js';
import { type PanelRows, renderPanel } from './render-panel.js';
import type { ReportMeta } from './report-meta.js';

/** Panel name -> the rows that its query gave. */
export type RowsByPanel = Readonly<Record<string, readonly DatabaseRow[]>>;

/** Panel name -> why the run could not answer it: shown where there are no rows. */
export type Refusals = Readonly<Record<string, string>>;

/**
 * The dashboards as one HTML file that needs nothing else: no request ever leaves it.
 * The same arguments give the same text.
 */
export function renderReport(
  dashboards: readonly Dashboard[],
  rowsByPanel: RowsByPanel,
  meta: ReportMeta,
  refusals: Refusals = {},
): string {
  const panels = dashboards.flatMap((dashboard) => dashboard.panels);
  const contents = new Map(
    panels.map((panel) => [panel.name, readPanel(panel, rowsByPanel[panel.name], refusals[panel.name])]),
  );
  const data: ReportData = {
    currency: meta.currency,
    panels: panels
      .filter(needsRows)
      .map((panel) => ({ panel, rows: packRows(contents.get(panel.name)!.rows) })),
  };
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(clientScript)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Insiders of ${meta.dataset}, ${periodOf(meta)}</title>
<style>${trusted(styleSheet)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<p class="brand">Insiders</p>
<nav aria-label="Sections"><ul>${dashboards.map(({ name, title }) => html`<li><a href="#${name}">${title}</a></li>`)}</ul></nav>
</header>
<main id="content">
<h1>${meta.dataset}<span>${periodOf(meta)}</span></h1>
${dashboards.map((dashboard) => renderDashboard(dashboard, contents, meta.currency))}
</main>
${renderFooter(meta)}
<script type="application/json" id="data">${embedJson(data)}</script>
<script>${trusted(clientScript)}</script>
</body>
</html>
`.markup;
}

function readPanel(
  panel: Panel,
  rows: readonly DatabaseRow[] | undefined,
  refusal: string | undefined,
): PanelRows {
  if (!rows) throw new Error(`panel ${panel.name} has been given no rows`);
  return { rows: readRows(panel, rows), total: Number(rows[0]?.total_rows ?? rows.length), refusal };
}

/** Panels whose rows the browser needs; all others are complete as they stand in the page. */
const needsRows = ({ chart }: Panel) =>
  isDrawn(chart) || (chart.kind === 'table' && chart.search !== undefined);

const renderDashboard = (
  { name, title, description, panels }: Dashboard,
  contents: ReadonlyMap<string, PanelRows>,
  currency: string | null,
) => html`<section class="dashboard" id="${name}" aria-labelledby="${name}-title">
<div class="heading"><h2 id="${name}-title">${title}</h2><p>${description}</p></div>
<div class="panels">
${inReadingOrder(panels).map((panel) => renderPanel(panel, contents.get(panel.name)!, currency))}</div>
</section>
`;

const inReadingOrder = (panels: readonly Panel[]) =>
  [...panels].sort((a, b) => a.place.row - b.place.row || a.place.column - b.place.column);

const periodOf = ({ periodFrom, periodTo }: ReportMeta) =>
  `${formatFigure(periodFrom, 'date', null)} to ${formatFigure(periodTo, 'date', null)}`;

const renderFooter = (meta: ReportMeta): Html => html`<footer><dl class="run">
<div><dt>Run</dt><dd>${meta.runId}</dd></div>
<div><dt>Dataset</dt><dd>${meta.dataset}</dd></div>
<div><dt>Orders from</dt><dd>${periodOf(meta)}</dd></div>
<div><dt>Rules</dt><dd>${meta.rulesHash}</dd></div>
<div><dt>Seed</dt><dd>${meta.seed}</dd></div>
<div><dt>Engine</dt><dd>${meta.engineVersion}</dd></div>
</dl></footer>`;

/** JSON that no HTML parser takes for markup, whatever a customer is called. */
const embedJson = (data: ReportData) => trusted(JSON.stringify(data).replaceAll('<', '\\u003c'));

/** Forbids every request, and every script but ours. */
function contentPolicy(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64');
  return `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`;
}
