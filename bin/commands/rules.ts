import { annotatedRules } from '../../core/rules/annotated-rules.js';
import { rulesSchema } from '../../core/rules/rules-schema.js';
import { parseOptions } from '../parse-options.js';

export const help = `usage: insiders rules [--schema]

Prints the default rules as a YAML file in which every key is explained. Keep what you want to change:
  insiders rules > rules.yaml
  insiders run orders.csv --rules rules.yaml

  --schema   the JSON Schema of a rules file instead
`;

export async function run(words: string[]): Promise<number> {
  const { values } = parseOptions('rules', words, { schema: { type: 'boolean' } });
  process.stdout.write(values.schema ? `${JSON.stringify(rulesSchema, null, 2)}\n` : annotatedRules());
  return 0;
}
