import type { CalendarChart } from '../../dashboards/dashboard.js';
import type { Row } from '../read-rows.js';
import { axisLabel, type Drawing, rowTip, tooltip } from './drawing.js';
import { colour, openChart, textStyle } from './open-chart.js';

const weeks = Array.from({ length: 54 }, (_, week) => week);
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const labelledDays = ['Mon', 'Wed', 'Fri', 'Sun'];
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const millisecondsPerDay = 86_400_000;

/** Beyond this share of the days a day is no stronger: one record would leave all others pale. */
const strongest = 0.98;

/** A strip of squares for each year: a column per week from Monday on, tinted by how much came that day. */
export function drawCalendar(drawing: Drawing, { day, value }: CalendarChart): void {
  const { box, rows } = drawing;
  const years = [...new Set(rows.map((row) => String(row[day]).slice(0, 4)))];
  const values = rows.map((row) => Number(row[value])).sort((a, b) => a - b);
  const most = values[Math.floor(strongest * (values.length - 1))] || 1;
  const height = 100 / years.length;
  const grids = years.map((_, i) => ({
    left: 44,
    right: 8,
    top: `${(i * height + 4).toFixed(1)}%`,
    height: `${(height - 16).toFixed(1)}%`,
  }));
  openChart(box).setOption({
    animation: false,
    textStyle,
    tooltip: { ...tooltip, formatter: ({ data }: { data: { row: Row } }) => rowTip(drawing, data.row) },
    grid: grids,
    xAxis: years.map((year, gridIndex) => ({
      gridIndex,
      type: 'category',
      data: weeks,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        ...axisLabel,
        interval: (week: number) => monthBeginningIn(Number(year), week) !== undefined,
        formatter: (week: string) => months[monthBeginningIn(Number(year), Number(week))!] ?? '',
        hideOverlap: true,
      },
    })),
    yAxis: years.map((year, gridIndex) => ({
      gridIndex,
      type: 'category',
      data: weekdays,
      inverse: true,
      name: year,
      nameLocation: 'start',
      nameGap: 6,
      nameTextStyle: { ...axisLabel, fontWeight: 600, align: 'right' },
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        ...axisLabel,
        interval: 0,
        formatter: (name: string) => (labelledDays.includes(name) ? name : ''),
      },
    })),
    series: years.flatMap((year, i) => [
      { ...squares(i), silent: true, data: daysOf(year, rows, day).map((iso) => [...placeOf(iso), 0]) },
      {
        ...squares(i),
        data: rows
          .filter((row) => String(row[day]).startsWith(year))
          .map((row) => ({ value: [...placeOf(String(row[day])), Number(row[value]) / most], row })),
      },
    ]),
  });
}

const squares = (i: number) => ({
  type: 'custom' as const,
  xAxisIndex: i,
  yAxisIndex: i,
  encode: { x: 0, y: 1 },
  renderItem: drawDay,
  cursor: 'default',
});

/** Every day of the year from the first of the rows to the last: on some nobody ordered. */
function daysOf(year: string, rows: readonly Row[], day: string): string[] {
  const within = rows.map((row) => String(row[day]).slice(0, 10));
  const first = Math.max(Date.parse(within[0]!), Date.UTC(Number(year), 0, 1));
  const last = Math.min(Date.parse(within.at(-1)!), Date.UTC(Number(year), 11, 31));
  const count = Math.round((last - first) / millisecondsPerDay) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) =>
    new Date(first + i * millisecondsPerDay).toISOString().slice(0, 10),
  );
}

interface Place {
  value(dimension: number): number;
  coord(data: readonly [number, number]): [number, number];
  size(data: readonly [number, number]): [number, number];
}

/** A square with a hairline around it. */
function drawDay(_: unknown, place: Place) {
  const [x, y] = place.coord([place.value(0), place.value(1)]);
  const [width, height] = place.size([1, 1]);
  const gap = width > 8 ? 2 : 1;
  const amount = place.value(2);
  const strength = Math.round(15 + 85 * Math.min(1, amount));
  const fill =
    amount > 0 ? `color-mix(in srgb, ${colour('above')} ${strength}%, ${colour('paper')})` : colour('faint');
  return {
    type: 'rect',
    shape: { x: x - width / 2, y: y - height / 2, width: width - gap, height: height - gap },
    style: { fill },
  };
}

/** Week of the year from 0, weeks beginning on Monday, and the weekday from 0. @param iso date */
function placeOf(iso: string): [number, number] {
  const year = Number(iso.slice(0, 4));
  const dayOfYear = Math.round((Date.parse(iso.slice(0, 10)) - Date.UTC(year, 0, 1)) / millisecondsPerDay);
  const before = weekdayOf(year, 0, 1);
  return [Math.floor((dayOfYear + before) / 7), (dayOfYear + before) % 7];
}

/** From 0 for Monday. */
const weekdayOf = (year: number, month: number, day: number) =>
  (new Date(Date.UTC(year, month, day)).getUTCDay() + 6) % 7;

/** The month, from 0, whose first day lies in the week. */
const monthBeginningIn = (year: number, week: number): number | undefined => {
  const month = months.findIndex(
    (_, i) => placeOf(`${year}-${String(i + 1).padStart(2, '0')}-01`)[0] === week,
  );
  return month < 0 ? undefined : month;
};
