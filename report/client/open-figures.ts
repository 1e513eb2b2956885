import { shownRows } from '../panel-content.js';
import { panelCsv } from '../panel-csv.js';
import type { Row } from '../read-rows.js';
import { renderRows, showColumns } from '../render-table.js';
import type { Drawing } from './drawing.js';
import { openSorting } from './open-sorting.js';

export interface Figures {
  /** Shows the first of these rows; the button has the others. */
  show(rows: readonly Row[]): void;
}

/** A table that grows by one button and is saved by another. */
export function openFigures({ box, panel, rows, currency }: Drawing): Figures {
  const body = box.querySelector('tbody')!;
  const more = box.querySelector<HTMLButtonElement>('.more')!;
  const download = box.querySelector<HTMLElement>('.download')!;
  const columns = showColumns(panel, rows, currency);
  const sorting = openSorting(
    box,
    columns.map(({ column }) => column),
    () => write(),
  );
  let current = rows;
  let shown = shownRows(panel, rows);

  const write = () => {
    body.innerHTML = renderRows(columns, sorting.sorted(current).slice(0, shown)).markup;
    more.hidden = current.length <= shown;
  };
  more.addEventListener('click', () => {
    shown += 50;
    write();
  });
  const { file } = download.dataset;
  if (file) download.addEventListener('click', () => save(file, panelCsv(panel, rows)));
  return {
    show(next) {
      current = next;
      shown = shownRows(panel, next);
      write();
    },
  };
}

function save(file: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = file;
  link.click();
  URL.revokeObjectURL(link.href);
}
