import type { Column } from '../../dashboards/dashboard.js';
import type { Cell } from '../format-figure.js';
import type { Row } from '../read-rows.js';

export interface Sorting {
  /** The rows as they are, or by the column that was last pressed. */
  sorted(rows: readonly Row[]): readonly Row[];
}

/** Makes a button of each heading: figures sort from the largest, words from A, and the other way when pressed again. */
export function openSorting(box: HTMLElement, columns: readonly Column[], onSort: () => void): Sorting {
  const headings = [...box.querySelectorAll<HTMLElement>('thead th')];
  let by: { readonly column: Column; readonly sign: 1 | -1 } | undefined;
  headings.forEach((heading, i) => {
    const column = columns[i]!;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = heading.textContent;
    heading.replaceChildren(button);
    button.addEventListener('click', () => {
      const first = isWord(column) ? 1 : -1;
      by = { column, sign: by?.column === column ? (-by.sign as 1 | -1) : first };
      for (const other of headings) other.removeAttribute('aria-sort');
      heading.setAttribute('aria-sort', by.sign === 1 ? 'ascending' : 'descending');
      onSort();
    });
  });
  return {
    sorted(rows) {
      if (!by) return rows;
      const { column, sign } = by;
      const known = rows.filter((row) => row[column.name] !== null);
      // What is not known is neither much nor little.
      const unknown = rows.filter((row) => row[column.name] === null);
      return [...known.sort((a, b) => sign * compare(a[column.name]!, b[column.name]!)), ...unknown];
    },
  };
}

const isWord = ({ format }: Column) => format === 'text' || format === 'segment';

const inOrder = new Intl.Collator('en', { numeric: true });

const compare = (a: Cell, b: Cell): number =>
  typeof a === 'string' ? inOrder.compare(a, String(b)) : Number(a) - Number(b);
