import { uuidOf } from './derive-id.js';

/** A field filter: Metabase writes the condition on a real column in the place of `{{name}}`. */
export interface FilterTag {
  readonly name: string;
  readonly title: string;
  readonly widget: string;
  readonly fieldId: number;
}

/** SQL as a card's `dataset_query`, in the form (MBQL 5) that v0.57 to v0.65 all take. */
export const nativeQuery = (databaseId: number, sql: string, tags: readonly FilterTag[]) => ({
  'lib/type': 'mbql/query',
  database: databaseId,
  stages: [
    {
      'lib/type': 'mbql.stage/native',
      native: sql,
      'template-tags': Object.fromEntries(tags.map((tag) => [tag.name, templateTag(tag)])),
    },
  ],
});

const templateTag = ({ name, title, widget, fieldId }: FilterTag) => ({
  id: uuidOf('template-tag', name),
  name,
  'display-name': title,
  type: 'dimension',
  dimension: ['field', {}, fieldId],
  'widget-type': widget,
});
