import { createHash } from 'node:crypto';
import { fewCustomers } from '../core/answers/few-customers.js';
import type { Dashboard, Panel } from '../dashboards/dashboard.js';
import clientScript from '../dist/report-client.txt';
import styleSheet from '../dist/report-style.txt';
import type { ReportData } from './client/report-data.js';
import { formatFigure } from './format-figure.js';
import { type Html, html, trusted } from './html.js';
import { packRows } from './pack-rows.js';
import type { PanelContent } from './panel-content.js';
import type { RunContent } from './read-content.js';
import { readRows } from './read-rows.js';
import { type FilterField, renderFilters } from './render-filters.js';
import { renderPanel } from './render-panel.js';
import type { ReportMeta } from './report-meta.js';

/** What a page has that a server answers. */
export interface LivePage {
  readonly fields: readonly FilterField[];
  /** Where a panel's rows can be had, by its name. */
  readonly download: (panel: string) => string;
}

/**
 * The dashboards as one HTML file that needs nothing else: no request ever leaves it, but for the filters and
 * downloads of a page that a server answers. The same arguments give the same text.
 */
export function renderReport(dashboards: readonly Dashboard[], content: RunContent, live?: LivePage): string {
  const { meta } = content;
  const panels = dashboards.flatMap((dashboard) => dashboard.panels);
  const contents = new Map(panels.map((panel) => [panel.name, contentOf(panel, content, live)]));
  const data: ReportData = {
    currency: meta.currency,
    panels: panels
      .filter(({ chart }) => chart.kind !== 'cards')
      .map((panel) => ({ panel, rows: packRows(contents.get(panel.name)!.rows) })),
  };
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(clientScript, live !== undefined)}">
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
<h1>${meta.dataset} <span>${periodOf(meta)}</span></h1>
${renderNote(fewCustomers(meta.customers))}
${renderReadingNotes(meta.notes)}
${live && renderFilters(live.fields)}
${dashboards.map((dashboard) => renderDashboard(dashboard, contents))}
</main>
${renderFooter(meta)}
<script type="application/json" id="data">${embedJson(data)}</script>
<script>${trusted(clientScript)}</script>
</body>
</html>
`.markup;
}

function contentOf(panel: Panel, content: RunContent, live: LivePage | undefined): PanelContent {
  const rows = content.rows[panel.name];
  if (!rows) throw new Error(`panel ${panel.name} has been given no rows`);
  return {
    rows: readRows(panel, rows),
    total: Number(rows[0]?.total_rows ?? rows.length),
    currency: content.meta.currency,
    refusal: content.refusals[panel.name],
    isUntouched: content.untouched.has(panel.name),
    download: live?.download(panel.name),
  };
}

function renderDashboard(
  { name, title, description, panels }: Dashboard,
  contents: ReadonlyMap<string, PanelContent>,
): Html {
  const { told, alike } = withoutRepeats(inReadingOrder(panels), contents);
  return html`<section class="dashboard" id="${name}" aria-labelledby="${name}-title">
<div class="heading"><h2 id="${name}-title">${title}</h2><p>${description}</p></div>
${told.length > fewPanels && renderContents(told)}
<div class="panels">
${told.map((panel) => renderPanel(panel, contents.get(panel.name)!, alike.get(panel.name)))}</div>
</section>
`;
}

/**
 * What cannot be answered for one reason is said once, with the questions that it answers as well.
 * @returns the panels that are left, and for one of them the titles of those that say the same
 */
function withoutRepeats(panels: readonly Panel[], contents: ReadonlyMap<string, PanelContent>) {
  const firstOf = new Map<string, string>();
  const alike = new Map<string, string[]>();
  const told = panels.filter(({ name, title }) => {
    const { rows, refusal } = contents.get(name)!;
    if (rows.length > 0 || !refusal) return true;
    const first = firstOf.get(refusal);
    if (first === undefined) firstOf.set(refusal, name);
    else alike.set(first, [...(alike.get(first) ?? []), title]);
    return first === undefined;
  });
  return { told, alike };
}

/** As many panels are seen without a list of them. */
const fewPanels = 4;

const renderContents = (panels: readonly Panel[]) =>
  html`<ul class="contents">${panels.map(({ name, title }) => html`<li><a href="#${name}">${title}</a></li>`)}</ul>`;

const inReadingOrder = (panels: readonly Panel[]) =>
  [...panels].sort((a, b) => a.place.row - b.place.row || a.place.column - b.place.column);

const periodOf = ({ periodFrom, periodTo }: ReportMeta) =>
  `${formatFigure(periodFrom, 'date', null)} to ${formatFigure(periodTo, 'date', null)}`;

const renderNote = (note: string | undefined) => note !== undefined && html`<p class="note">${note}</p>`;

/** The first few are seen at once; the others are a click away. */
const shownNotes = 2;

function renderReadingNotes(notes: readonly string[]): Html | false {
  if (notes.length === 0) return false;
  const more = notes.slice(shownNotes);
  return html`<div class="note">${notes.slice(0, shownNotes).map((note) => html`<p>${note}</p>`)}${
    more.length > 0 &&
    html`<details><summary>${more.length} more on how the files were read</summary>${more.map((note) => html`<p>${note}</p>`)}</details>`
  }</div>`;
}

const renderFooter = (meta: ReportMeta): Html => html`<footer><dl class="run">
<div><dt>Run</dt><dd>${meta.runId}</dd></div>
<div><dt>Dataset</dt><dd>${meta.dataset}</dd></div>
<div><dt>Orders from</dt><dd>${periodOf(meta)}</dd></div>
${
  meta.madeAt !== null &&
  html`<div><dt>Made on</dt><dd>${formatFigure(meta.madeAt, 'date', null)}</dd></div>
`
}<div><dt>Rules</dt><dd>${meta.rulesHash}</dd></div>
<div><dt>Seed</dt><dd>${meta.seed}</dd></div>
<div><dt>Engine</dt><dd>${meta.engineVersion}</dd></div>
</dl></footer>`;

/** JSON that no HTML parser takes for markup, whatever a customer is called. */
const embedJson = (data: ReportData) => trusted(JSON.stringify(data).replaceAll('<', '\\u003c'));

/** Forbids every script but ours, and every request but to the server that gave the page, if one did. */
function contentPolicy(script: string, isLive: boolean): string {
  const hash = createHash('sha256').update(script).digest('base64');
  const requests = isLive ? "; connect-src 'self'; form-action 'self'" : "; form-action 'none'";
  return `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'${requests}`;
}
