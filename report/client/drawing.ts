import type { Column, Format, Panel } from '../../dashboards/dashboard.js';
import { type Cell, formatColumn, formatFigure, measureFormat, unknown } from '../format-figure.js';
import { html } from '../html.js';
import type { Row } from '../read-rows.js';
import { colour, textStyle } from './open-chart.js';

/** What one picture is made of. */
export interface Drawing {
  readonly box: HTMLElement;
  readonly panel: Panel;
  readonly rows: readonly Row[];
  /** Those of the panel's other pictures, too. */
  readonly allRows: readonly Row[];
  readonly currency: string | null;
}

export const columnOf = ({ columns }: Panel, name: string): Column =>
  columns.find((column) => column.name === name)!;

/** How the figures of a column are written where they stand in the picture. */
export function figureWriter({ panel, rows, currency }: Drawing, name: string): (value: Cell) => string {
  const values = rows.map((row) => row[name]!);
  return formatColumn(values, formatIn(panel, name, rows), currency);
}

/** How an axis is labelled: as short as it can be. */
export function tickWriter({ panel, rows, currency }: Drawing, name: string): (value: number) => string {
  const format = formatIn(panel, name, rows);
  if (format === 'date') return (value) => formatFigure(new Date(value).toISOString(), format, null);
  const style =
    format === 'money' && currency !== null
      ? { style: 'currency' as const, currency, currencyDisplay: 'narrowSymbol' as const }
      : { style: format === 'percent' ? ('percent' as const) : ('decimal' as const) };
  const short = new Intl.NumberFormat('en-GB', {
    ...style,
    notation: 'compact',
    maximumSignificantDigits: 3,
  });
  return (value) => `${short.format(value)}${format === 'times' ? '\u202f×' : ''}`;
}

function formatIn(panel: Panel, name: string, rows: readonly Row[]): Format {
  const { format } = columnOf(panel, name);
  return format === 'measure' ? measureFormat(rows[0]?.unit) : format;
}

/** Title and figure, line by line, for a tip. */
export const tipOf = (lines: readonly (readonly [string, string])[]): string =>
  html`<dl>${lines.map(([title, text]) => html`<div><dt>${title}</dt><dd>${text}</dd></div>`)}</dl>`.markup;

/** Every listed column of a row, for a tip. */
export const rowTip = ({ panel, currency }: Drawing, row: Row): string =>
  tipOf(
    panel.columns
      .map(
        ({ name, title, format }) =>
          [
            title,
            formatFigure(row[name]!, format === 'measure' ? measureFormat(row.unit) : format, currency),
          ] as const,
      )
      .filter(([, text]) => text !== unknown),
  );

export const tooltip = {
  className: 'tip',
  confine: true,
  backgroundColor: colour('paper'),
  borderColor: colour('line'),
  textStyle,
};

/** An axis of names. */
export const wordAxis = (names: readonly string[]) => ({
  type: 'category' as const,
  data: [...names],
  axisLine: { lineStyle: { color: colour('line') } },
  axisTick: { show: false },
  axisLabel: { ...axisLabel, hideOverlap: true },
});

/** An axis of a column's figures: faint lines to read them by. */
export const figureAxis = (drawing: Drawing, name: string) => ({
  type: 'value' as const,
  axisLine: { show: false },
  axisTick: { show: false },
  splitNumber: 4,
  splitLine: { lineStyle: { color: colour('line') } },
  axisLabel: { ...axisLabel, formatter: tickWriter(drawing, name), hideOverlap: true },
  ...scaleOf(drawing, name),
});

/** Shares end where the whole does; pictures side by side have one scale, where they have one unit. */
function scaleOf({ panel, rows, allRows }: Drawing, name: string) {
  const isShare = formatIn(panel, name, rows) === 'percent';
  const isShared = allRows.length > rows.length && columnOf(panel, name).format !== 'measure';
  if (!isShared) return isShare ? { max: wholeOrLess, splitNumber: 5 } : {};
  const values = allRows.map((row) => Number(row[name]));
  return roundScale(Math.min(0, ...values), Math.max(...values));
}

/** From one round figure to another, in steps of 1, 2 or 5 times a power of ten. */
function roundScale(least: number, most: number) {
  const rough = (most - least) / 4 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const interval = power * [1, 2, 5, 10].find((step) => step * power >= rough)!;
  return {
    min: Math.floor(least / interval) * interval,
    max: Math.ceil(most / interval) * interval,
    interval,
  };
}

const wholeOrLess = ({ max }: { max: number }) => (max > 0.8 && max <= 1 ? 1 : null);

export const axisLabel = { ...textStyle, color: colour('soft') };

/** Room for the labels of both axes. */
export const labelledGrid = {
  left: 4,
  right: 16,
  top: 8,
  bottom: 4,
  outerBoundsMode: 'same' as const,
  outerBoundsContain: 'axisLabel' as const,
};
