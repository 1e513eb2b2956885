import { withoutDefaults } from './without-defaults.js';

type Json = Record<string, unknown>;

/**
 * What a card's native query says, whichever way Metabase wrote it down: legacy or MBQL 5, template tags as a map
 * (before v0.63) or as a list, with ids of its own. Any other query is left as it is.
 */
export function plainQuery(query: unknown): unknown {
  const { database, type, native, stages } = (query ?? {}) as Json;
  const stage = Array.isArray(stages) && stages.length === 1 ? (stages[0] as Json) : undefined;
  if (typeof stage?.native === 'string') {
    return { database, sql: stage.native, tags: plainTags(stage['template-tags']) };
  }
  if (type !== 'native') return query;
  const { query: sql, 'template-tags': tags } = native as Json;
  return { database, sql, tags: plainTags(tags) };
}

function plainTags(tags: unknown): unknown[] {
  return Object.values((tags ?? {}) as Record<string, Json>)
    .map(({ id: _, dimension, ...tag }) => ({ ...withoutDefaults(tag), dimension: plainField(dimension) }))
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

const nameOf = (tag: object) => String((tag as Json).name);

/** `["field", 7, null]` and `["field", {…}, 7]` are both field 7. */
const plainField = (reference: unknown) =>
  Array.isArray(reference) ? reference.find((part) => typeof part === 'number') : reference;
