import { noCountryWords } from '../../core/orders/guests.js';
import { folded } from '../../core/reading/header-concepts.js';
import type { CleaningRules } from '../../core/rules/rules.js';
import type { Engine } from '../../io/engine.js';
import { makeList } from './make-list.js';

/** Words that are no country are left out where they are a slip; where many orders have one, the shop means it. */
const mostOrders = 0.01;

/** Makes the table `excluded_countries`: what the rules list, or words that name none, where they are rare. */
export async function findNoCountries(engine: Engine, rules: CleaningRules): Promise<readonly string[]> {
  const found = rules.excludeCountries ?? (await rareWords(engine));
  await makeList(engine, 'excluded_countries (country)', found);
  return found;
}

async function rareWords(engine: Engine): Promise<string[]> {
  const countries = await engine.query<{ country: string; lines: number }>(
    'select country, count(*) as lines from uploaded_lines where country is not null group by country order by lines desc, country',
  );
  const all = countries.reduce((sum, { lines }) => sum + lines, 0);
  const words = new Set(noCountryWords);
  return countries
    .filter(({ country, lines }) => lines <= mostOrders * all && words.has(folded(country).trim()))
    .map(({ country }) => country);
}
