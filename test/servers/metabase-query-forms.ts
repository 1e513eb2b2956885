import { randomUUID } from 'node:crypto';
import { invalid } from './metabase-refusal.js';
import type { MetabaseState, StoredQuery, StoredTag } from './metabase-state.js';

// biome-ignore lint/suspicious/noExplicitAny: two forms of several versions
type Json = any;

/** Reads either form of a native query, with template tags as a map or as a list. */
export function readQuery(query: Json, state: MetabaseState): StoredQuery {
  const stage = query.stages?.[0];
  const isLegacy = query.type === 'native';
  if (!isLegacy && stage?.['lib/type'] !== 'mbql.stage/native')
    throw invalid('dataset_query', 'not a native query');
  const sql = isLegacy ? query.native.query : stage.native;
  if (typeof sql !== 'string' || sql === '')
    throw invalid('dataset_query', 'value must be a non-blank string');
  const database = state.databases.find(({ id }) => id === query.database);
  if (!database) throw invalid('dataset_query', 'unknown database');
  const tags = Object.values<Json>((isLegacy ? query.native : stage)['template-tags'] ?? {}).map(readTag);
  const fieldIds = new Set(database.tables.flatMap(({ fields }) => fields.map(({ id }) => id)));
  const named = new Set([...sql.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!));
  for (const { name, fieldId } of tags) {
    if (!fieldIds.has(fieldId)) throw invalid('template-tags', `${name}: unknown field ${fieldId}`);
    if (!named.delete(name)) throw invalid('template-tags', `${name} is not in the query`);
  }
  if (named.size > 0) throw invalid('template-tags', `none for ${[...named]}`);
  return { database: database.id, sql, tags };
}

function readTag({ dimension, ...tag }: Json): StoredTag {
  if (tag.type !== 'dimension' || !tag['widget-type'] || !tag['display-name'] || !tag.id) {
    throw invalid('template-tags', 'incomplete');
  }
  return { ...tag, fieldId: dimension.find((part: unknown) => typeof part === 'number') };
}

/** As the version writes it: MBQL 5, or legacy where it is asked for; tags as a list from v0.63. */
export function writeQuery({ database, sql, tags }: StoredQuery, version: number, isLegacy: boolean): object {
  const written = tags.map(({ fieldId, ...tag }) => ({
    ...tag,
    default: tag.default ?? null,
    dimension: isLegacy ? ['field', fieldId, null] : ['field', { 'lib/uuid': randomUUID() }, fieldId],
  }));
  const templateTags =
    version >= 63 ? written : Object.fromEntries(written.map((tag) => [(tag as Json).name, tag]));
  return isLegacy
    ? { database, type: 'native', native: { query: sql, 'template-tags': templateTags } }
    : {
        'lib/type': 'mbql/query',
        database,
        stages: [{ 'lib/type': 'mbql.stage/native', native: sql, 'template-tags': templateTags }],
      };
}
