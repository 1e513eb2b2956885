import { UserError } from '../../core/errors/user-error.js';
import type { DateReading } from '../../core/reading/decide-dates.js';
import { sqlText } from '../../core/reading/sql-text.js';
import type { Engine } from '../engine.js';

const offset = `(Z|UTC|GMT|[+-]\\d\\d(?::?\\d\\d)?)$`;

interface Shift {
  readonly shiftSql: string | null;
  /** What was found about offsets, in a sentence. */
  readonly shiftNote: string | null;
}

/**
 * Whose days count where times have offsets from UTC: the zone of the rules; else the offset that most have. An
 * offset within an hour of it is its summer or winter time, and stands as written.
 * @throws UserError `UnknownTimeZone`
 */
export async function decideShift(
  engine: Engine,
  cells: string,
  {
    position,
    dates,
    timeZone,
    file,
  }: { position: number; dates: DateReading; timeZone: string | null; file: string },
): Promise<Shift> {
  if (!dates.hasOffset) return { shiftSql: null, shiftNote: null };
  const counted = await engine.query<{ sign: string | null; times: number }>(
    `select regexp_extract(c${position}, '\\d ?${offset}', 1) as sign, count(*) as times from (${cells}) group by 1 order by times desc, sign`,
  );
  const offsets = counted
    .filter(({ sign }) => sign)
    .map(({ sign, times }) => ({ minutes: minutesOf(sign!), times }));
  if (timeZone !== null) return inZone(timeZone, file);
  const usual = offsets[0]?.minutes ?? 0;
  const others = offsets.filter(({ minutes }) => Math.abs(minutes - usual) > 60);
  if (others.length === 0) {
    const isUtc = offsets.length === 1 && usual === 0;
    return {
      shiftSql: null,
      shiftNote: isUtc
        ? 'Times are in UTC; the rule reading.timeZone makes them days of your shop.'
        : 'Offsets from UTC are left out: the time is the local one as written.',
    };
  }
  const moved = others.reduce((sum, { times }) => sum + times, 0);
  return {
    shiftSql: `case when abs(coalesce(offset_minutes, ${usual}) - ${usual}) <= 60 then 0 else ${usual} - offset_minutes end`,
    shiftNote: `${moved} times of other offsets are counted in the offset that most have, UTC${inWords(usual)} (rule reading.timeZone).`,
  };
}

function inZone(zone: string, file: string): Shift {
  const fixed = /^(?:UTC|GMT)?([+-]\d{1,2})(?::?(\d{2}))?$/.exec(zone);
  if (fixed) {
    const hours = Number(fixed[1]);
    const minutes = hours * 60 + Math.sign(hours || 1) * Number(fixed[2] ?? 0);
    return {
      shiftSql: `coalesce(${minutes} - offset_minutes, 0)`,
      shiftNote: `Days are those of UTC${inWords(minutes)}.`,
    };
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch (cause) {
    throw new UserError('UnknownTimeZone', `there is no time zone '${zone}'`, {
      remedy:
        'Set the rule reading.timeZone to a name such as Europe/Berlin, or to an offset such as +02:00.',
      file,
      cause,
    });
  }
  // Minutes from the local time as written to that of the zone: first to UTC, then as far as the zone is from it.
  const utc = `(moment_as_written - to_minutes(cast(offset_minutes as bigint)))`;
  return {
    shiftSql: `coalesce(date_diff('minute', moment_as_written, timezone(${sqlText(zone)}, timezone('UTC', ${utc}))), 0)`,
    shiftNote: `Days are those of ${zone}.`,
  };
}

function minutesOf(sign: string): number {
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(sign);
  if (!found) return 0;
  return (found[1] === '-' ? -1 : 1) * (60 * Number(found[2]) + Number(found[3] ?? 0));
}

function inWords(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
