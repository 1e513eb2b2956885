/**
 * A table for the terminal: text to the left, numbers to the right, two blanks between columns.
 * @param width characters per line; longer lines are cut
 */
export function formatTable(
  rows: readonly Record<string, unknown>[],
  { width = Number.POSITIVE_INFINITY } = {},
): string {
  const [first] = rows;
  if (!first) return '(no rows)';
  const columns = Object.keys(first).map((name) => {
    const cells = rows.map((row) => formatCell(row[name]));
    const isNumeric = cells.every((cell) => /^(-?[\d.,]+( %)?)?$/.test(cell));
    const cellWidth = Math.max(name.length, ...cells.map((cell) => cell.length));
    const pad = (text: string) => (isNumeric ? text.padStart(cellWidth) : text.padEnd(cellWidth));
    return { header: pad(name), cells: cells.map(pad), rule: '-'.repeat(cellWidth) };
  });
  const line = (parts: string[]) => cut(parts.join('  ').trimEnd(), width);
  return [
    line(columns.map((column) => column.header)),
    line(columns.map((column) => column.rule)),
    ...rows.map((_, i) => line(columns.map((column) => column.cells[i]!))),
  ].join('\n');
}

const cut = (text: string, width: number) => (text.length > width ? `${text.slice(0, width - 1)}…` : text);

function formatCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a value must not steer the terminal
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}
