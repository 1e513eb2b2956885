import { UserError } from '../../core/errors/user-error.js';
import type { Filter } from '../../dashboards/dashboard.js';
import type { Choice } from '../../report/narrowing.js';

/** What an address chooses: `segment=Insiders&period_from=2011-01-01`. An empty value chooses nothing. */
export function readChoices(filters: readonly Filter[], params: URLSearchParams): Choice[] {
  const given = (name: string) => text(params.get(name)) || undefined;
  const choices = filters.map((filter) =>
    filter.kind === 'word'
      ? { filter, word: given(filter.name) }
      : { filter, from: day(given(`${filter.name}_from`)), to: day(given(`${filter.name}_to`)) },
  );
  return choices.filter(({ word, from, to }: Choice) => word ?? from ?? to);
}

/** PostgreSQL's text holds every character but this one. */
function text(value: string | null): string | null {
  if (!value?.includes('\0')) return value;
  throw new UserError('WrongUsage', 'a choice holds a character that no text has', {
    remedy: 'Take %00 out of the address.',
  });
}

function day(text: string | undefined): string | undefined {
  if (text === undefined || isDay(text)) return text;
  throw new UserError('WrongUsage', `'${text}' is not a day`, { remedy: 'Days are written 2011-12-09.' });
}

/** One of a calendar: 31 February is read as 3 March otherwise. There is no year 0. */
function isDay(text: string): boolean {
  const time = Date.parse(text);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(time)) return false;
  return new Date(time).toISOString().startsWith(text) && !text.startsWith('0000');
}
