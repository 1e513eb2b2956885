import type { ColumnMapping } from '../column-mapping.js';
import type { DateReading } from '../decide-dates.js';
import { sqlText } from '../sql-text.js';
import type { CellReading } from './cell-reading.js';

const offset = `(Z|UTC|GMT|[+-]\\d\\d(?::?\\d\\d)?)$`;

/** The moment of an order, in the local time of the shop. */
export function dateSql(
  mapping: ColumnMapping,
  dates: DateReading,
  { hasReadDates, shiftSql }: CellReading,
): string {
  const cell = 'ordered_at_cell';
  const local = dates.hasOffset
    ? `regexp_replace(${cell}, '(:\\d\\d(?:[.,]\\d+)?) ?${offset}', '\\1')`
    : cell;
  const byFormat =
    dates.formats.length === 0
      ? null
      : `cast(try_strptime(${local}, [${dates.formats.map(sqlText).join(', ')}]) as timestamp)`;
  const byTable = hasReadDates ? `(select moment from read_dates where read_dates.cell = ${cell})` : null;
  const read = [byFormat, byTable].filter((sql) => sql !== null);
  if (read.length === 0) return 'cast(null as timestamp)';
  const moment = read.length === 1 ? read[0]! : `coalesce(${read.join(', ')})`;
  const shifted =
    shiftSql === null
      ? moment
      : `(${moment} + to_minutes(cast(${shiftSql.replaceAll('offset_minutes', () => offsetSql(cell)).replaceAll('moment_as_written', () => moment)} as bigint)))`;
  if (!mapping.ordered_time) return shifted;
  return `(date_trunc('day', ${shifted}) + coalesce(${timeSql('ordered_time_cell')}, interval 0 minute))`;
}

/** Minutes east of UTC that a text ends with, null where it has no offset. */
const offsetSql = (cell: string) => {
  const sign = `regexp_extract(${cell}, '\\d ?${offset}', 1)`;
  return `(case when ${sign} = '' then null when ${sign} in ('Z', 'UTC', 'GMT') then 0 else
    (case when starts_with(${sign}, '-') then -1 else 1 end) * (60 * cast(substr(${sign}, 2, 2) as integer) + coalesce(try_cast(right(replace(${sign}, ':', ''), -3) as integer), 0)) end)`;
};

/** Minutes east of UTC, as a column, where the file has offsets. */
export const offsetColumns = ({ hasOffset }: DateReading, cell: string) =>
  hasOffset ? [`${offsetSql(cell)} as offset_minutes`] : [];

/** A time of day as an interval: 9:05, 09.05.30, 9:05 PM. */
const timeSql = (cell: string) => {
  const part = (group: number) =>
    `coalesce(try_cast(nullif(regexp_extract(${cell}, '^(\\d{1,2})[:.h](\\d{2})(?:[:.](\\d{2}))?', ${group}), '') as integer), 0)`;
  const isAfternoon = `regexp_matches(${cell}, '(?i)p\\.?m')`;
  const isMorning = `regexp_matches(${cell}, '(?i)a\\.?m')`;
  return `(case when regexp_matches(${cell}, '^\\d{1,2}[:.h]\\d{2}') then
    to_hours(case when ${isAfternoon} and ${part(1)} < 12 then ${part(1)} + 12 when ${isMorning} and ${part(1)} = 12 then 0 else ${part(1)} end)
    + to_minutes(${part(2)}) + to_seconds(${part(3)}) end)`;
};
