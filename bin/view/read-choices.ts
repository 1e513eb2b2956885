import { UserError } from '../../core/user-error.js';
import type { Filter } from '../../dashboards/dashboard.js';
import type { Choice } from '../../report/narrowing.js';

/** What an address chooses: `segment=Insiders&period_from=2011-01-01`. An empty value chooses nothing. */
export function readChoices(filters: readonly Filter[], params: URLSearchParams): Choice[] {
  const given = (name: string) => params.get(name) || undefined;
  const choices = filters.map((filter) =>
    filter.kind === 'word'
      ? { filter, word: given(filter.name) }
      : { filter, from: day(given(`${filter.name}_from`)), to: day(given(`${filter.name}_to`)) },
  );
  return choices.filter(({ word, from, to }: Choice) => word ?? from ?? to);
}

function day(text: string | undefined): string | undefined {
  const isDay = text === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)));
  if (isDay) return text;
  throw new UserError('WrongUsage', `'${text}' is not a day`, { remedy: 'Days are written 2011-12-09.' });
}
