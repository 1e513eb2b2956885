import type { Column, Panel } from '../dashboards/dashboard.js';
import type { MetabaseClient } from './metabase-client.js';
import type { PushReport } from './push-report.js';
import type { Field, Views } from './view.js';

type Meaning = Partial<Pick<Field, 'semantic_type' | 'has_field_values'>>;

/** What columns mean, where the panels' formats and filters tell: Metabase offers better charts and lists then. */
export async function pushFields(
  client: MetabaseClient,
  panels: readonly Panel[],
  views: Views,
  listed: readonly string[],
  report: PushReport,
): Promise<void> {
  let changes = 0;
  for (const { name, columns } of panels) {
    for (const field of Object.values(views[name]!.fields)) {
      const column = columns.find((column) => column.name === field.name);
      const meaning = meaningOf(field.name, column, listed);
      if (isSame(field, meaning)) continue;
      await client.put(`/api/field/${field.id}`, meaning);
      changes++;
    }
  }
  if (changes > 0) report.add('changed', `meaning of ${changes} columns`);
  else report.add('unchanged', 'meaning of columns');
}

/** Comments of the columns are read by Metabase itself when it synchronises. */
function meaningOf(name: string, column: Column | undefined, listed: readonly string[]): Meaning {
  const semanticType = name === 'country' ? 'type/Country' : semanticTypeOf(name, column, listed);
  return {
    ...(semanticType ? { semantic_type: semanticType } : {}),
    ...(listed.includes(name) ? { has_field_values: 'list' } : {}),
  };
}

function semanticTypeOf(name: string, column: Column | undefined, listed: readonly string[]) {
  if (column?.format === 'percent') return 'type/Percentage';
  return listed.includes(name) || column?.format === 'segment' ? 'type/Category' : undefined;
}

const isSame = (field: Field, meaning: Meaning) =>
  Object.entries(meaning).every(([key, value]) => field[key as keyof Meaning] === value);
