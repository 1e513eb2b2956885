import type { Table } from '../../dashboards/dashboard.js';
import { formatFigure } from '../format-figure.js';
import type { Row } from '../read-rows.js';
import type { Drawing } from './drawing.js';
import type { Figures } from './open-figures.js';
import { type KnownRows, renderCustomer } from './render-customer.js';

/** What the page knows of customers besides the table. */
export interface Customers {
  known(key: string): KnownRows;
  /** False where the customer is on no map. */
  showOnMap(key: string): boolean;
}

export interface Search {
  /** Looks up one customer, as if somebody had typed it, and opens the card. */
  find(key: string): void;
}

/** Narrows a table to the rows in which any of its search columns holds what is typed. */
export function openSearch(
  { box, rows, currency }: Drawing,
  { search }: Table,
  figures: Figures,
  customers: Customers,
): Search {
  const input = box.querySelector('input')!;
  const output = box.querySelector('output')!;
  const card = box.querySelector<HTMLElement>('.customer')!;
  const texts = rows.map((row) => searchText(row, search!));

  const narrow = () => {
    const wanted = input.value.trim().toLowerCase();
    const matches = rows.filter((_, i) => texts[i]!.includes(wanted));
    figures.show(matches);
    card.hidden = true;
    output.value = `${count(matches.length)} of ${count(rows.length)} customers`;
  };
  const openCard = (key: string) => {
    card.innerHTML = renderCustomer(key, customers.known(key), currency).markup;
    card.hidden = false;
    card.querySelector('h4')!.focus();
  };
  const closeCard = () => {
    card.hidden = true;
    input.focus();
  };
  card.addEventListener('click', ({ target }) => {
    const { name, value } = target as HTMLButtonElement;
    if (name === 'close') closeCard();
    if (name === 'map' && !customers.showOnMap(value)) {
      output.value = `${value} is not among the customers drawn on the map`;
    }
  });
  input.addEventListener('input', narrow);
  box.querySelector('tbody')!.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest('button');
    if (button) openCard(button.textContent!);
  });
  narrow();
  return {
    find(key) {
      input.value = key;
      narrow();
      if (rows.some((row) => row[search![0]!] === key)) openCard(key);
    },
  };
}

/** A line break, which nobody can type, keeps a match within one column. */
const searchText = (row: Row, columns: readonly string[]) =>
  columns.map((column) => String(row[column] ?? '').toLowerCase()).join('\n');

const count = (n: number) => formatFigure(n, 'count', null);
