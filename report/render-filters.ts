import type { Filter } from '../dashboards/dashboard.js';
import { type Html, html } from './html.js';
import type { Choice } from './narrowing.js';

/** A filter as it is offered. */
export interface FilterField {
  readonly filter: Filter;
  /** Words to choose from, each with what is said of it; for dates the first and the last there is. */
  readonly words: readonly { readonly word: string; readonly title: string }[];
  readonly chosen: Choice | undefined;
  /** One of the words is always chosen. */
  readonly isRequired?: boolean;
}

/** A form that works without a script; with it, a change takes effect at once. */
export const renderFilters = (fields: readonly FilterField[]): Html =>
  html`<form class="filters" method="get" role="search" aria-label="Filters">
${fields.map(renderField)}
<button type="submit">Show</button>
<output role="status"></output>
</form>`;

const renderField = (field: FilterField): Html =>
  field.filter.kind === 'date' ? renderDates(field) : renderWords(field);

function renderWords({ filter: { name, title }, words, chosen, isRequired }: FilterField): Html {
  const all = !isRequired && html`<option value="">All</option>`;
  const options = words.map(
    ({ word, title: label }) =>
      html`<option value="${word}"${word === chosen?.word && html` selected`}>${label}</option>`,
  );
  return html`<label>${title}<select name="${name}">${all}${options}</select></label>`;
}

function renderDates({ filter: { name, title }, words, chosen }: FilterField): Html {
  const [first, last] = [words[0]?.word, words.at(-1)?.word];
  const input = (end: 'from' | 'to', value: string | undefined) =>
    html`<label>${title}, ${end}<input type="date" name="${name}_${end}" min="${first}" max="${last}" value="${value}"></label>`;
  return html`${input('from', chosen?.from)}${input('to', chosen?.to)}`;
}
