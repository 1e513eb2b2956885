import type { Panel, Table } from '../../dashboards/dashboard.js';
import { formatFigure } from '../format-figure.js';
import type { Row } from '../read-rows.js';
import { shownAtFirst } from '../render-panel.js';
import { renderRows, showColumns } from '../render-table.js';

export interface Search {
  /** Looks up one customer, as if somebody had typed it. */
  find(key: string): void;
}

/** Narrows a table to the rows in which any of its search columns holds what is typed. */
export function openSearch(
  box: HTMLElement,
  panel: Panel,
  rows: readonly Row[],
  currency: string | null,
  onPick: (key: string) => boolean,
): Search {
  const input = box.querySelector('input')!;
  const output = box.querySelector('output')!;
  const body = box.querySelector('tbody')!;
  const more = box.querySelector<HTMLButtonElement>('button.more')!;
  const columns = showColumns(panel.columns, rows, currency);
  const texts = rows.map((row) => searchText(row, (panel.chart as Table).search!));
  let matches = rows;
  let shown = shownAtFirst;

  const show = () => {
    body.innerHTML = renderRows(columns, matches.slice(0, shown)).markup;
    for (const heading of body.querySelectorAll('th'))
      heading.replaceChildren(pickButton(heading.textContent!));
    more.hidden = matches.length <= shown;
    output.value = `${count(matches.length)} of ${count(rows.length)} customers`;
  };
  const search = () => {
    const wanted = input.value.trim().toLowerCase();
    matches = rows.filter((_, i) => texts[i]!.includes(wanted));
    shown = shownAtFirst;
    show();
  };
  const pickButton = (key: string) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = key;
    button.title = 'Show on the map';
    button.addEventListener('click', () => {
      if (!onPick(key)) output.value = `${key} is not among the customers drawn on the map`;
    });
    return button;
  };
  input.addEventListener('input', search);
  more.addEventListener('click', () => {
    shown += 50;
    show();
  });
  show();
  return {
    find(key) {
      input.value = key;
      search();
      box.scrollIntoView({ block: 'center' });
    },
  };
}

/** A line break, which nobody can type, keeps a match within one column. */
const searchText = (row: Row, columns: readonly string[]) =>
  columns.map((column) => String(row[column] ?? '').toLowerCase()).join('\n');

const count = (n: number) => formatFigure(n, 'count', null);
