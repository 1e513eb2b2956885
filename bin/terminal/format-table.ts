/** A table for the terminal: text to the left, numbers to the right, two blanks between columns. */
export function formatTable(rows: readonly Record<string, unknown>[]): string {
  const [first] = rows;
  if (!first) return '(no rows)';
  const columns = Object.keys(first).map((name) => {
    const cells = rows.map((row) => formatCell(row[name]));
    const isNumeric = cells.every((cell) => /^(-?[\d.,]+( %)?)?$/.test(cell));
    const width = Math.max(name.length, ...cells.map((cell) => cell.length));
    const pad = (text: string) => (isNumeric ? text.padStart(width) : text.padEnd(width));
    return { header: pad(name), cells: cells.map(pad), rule: '-'.repeat(width) };
  });
  const line = (parts: string[]) => parts.join('  ').trimEnd();
  return [
    line(columns.map((column) => column.header)),
    line(columns.map((column) => column.rule)),
    ...rows.map((_, i) => line(columns.map((column) => column.cells[i]!))),
  ].join('\n');
}

function formatCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a value must not steer the terminal
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}
