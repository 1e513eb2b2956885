import type { Panel } from '../../dashboards/dashboard.js';
import { formatFigure, measureFormat, unknown } from '../format-figure.js';
import { type Html, html } from '../html.js';
import type { Row } from '../read-rows.js';

/** A row of each panel that tells of one customer. */
export type KnownRows = readonly (readonly [Panel, Row])[];

/** One customer's card: what each panel that knows the customer says. */
export const renderCustomer = (key: string, known: KnownRows, currency: string | null): Html =>
  html`<h4 tabindex="-1">${key}</h4>
${known.map(([panel, row]) => html`<h5>${panel.title}</h5>${renderFacts(panel, row, currency)}`)}
<p class="actions"><button type="button" name="map" value="${key}">Show on the map</button><button type="button" name="close">Close</button></p>`;

const renderFacts = ({ columns }: Panel, row: Row, currency: string | null) =>
  html`<dl>${columns
    .filter(({ name }) => name !== 'customer_id')
    .map(({ name, title, format }) => ({
      title,
      text: formatFigure(row[name]!, format === 'measure' ? measureFormat(row.unit) : format, currency),
    }))
    .filter(({ text }) => text !== unknown && text !== '')
    .map(({ title, text }) => html`<div><dt>${title}</dt><dd>${text}</dd></div>`)}</dl>`;
