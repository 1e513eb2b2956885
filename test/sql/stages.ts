import { type SqlFile, migrations as today } from '../../sql/postgres/migrations.js';

const file = (name: string) => today.find((one) => one.name === name)!;
const without = (name: string, lines: RegExp): SqlFile => ({
  name,
  text: file(name)
    .text.split('\n')
    .filter((line) => !lines.test(line))
    .join('\n'),
});

/** As they first came: without columns that were put in before anybody was told of them. */
const firstSchema = without('001_schema', /\bnoise_share\b|\b[ab]ic\b/);
const secondSchema = without('001_schema', /\b[ab]ic\b/);
const firstAnswers = without('002_answers', /\btitle\b/);

const named = (...names: readonly string[]) => names.map(file);
const early = [file('001_schema'), firstAnswers];

/** The migrations that a database could have, each time that one of them came or changed, in the order in which they came. */
export const stages: readonly { readonly migrations: readonly SqlFile[] }[] = [
  [firstSchema],
  [secondSchema],
  named('001_schema'),
  early,
  [...early, ...named('003_stability')],
  [...early, ...named('003_stability', '006_actions')],
  [...early, ...named('003_stability', '004_forecast', '006_actions')],
  [...early, ...named('003_stability', '004_forecast', '006_actions', '007_explore')],
  named('001_schema', '002_answers', '003_stability', '004_forecast', '006_actions', '007_explore'),
  ...today.slice(6).map((_, i) => today.slice(0, 7 + i)),
].map((migrations) => ({ migrations }));
