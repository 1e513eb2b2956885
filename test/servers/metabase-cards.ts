import type { Handlers } from './metabase-call.js';
import { readQuery, writeQuery } from './metabase-query-forms.js';
import { found, invalid } from './metabase-refusal.js';
import { runQuery } from './metabase-run-query.js';
import type { MetabaseState, StoredCard } from './metabase-state.js';

export const cardHandlers: Handlers = {
  'get /api/card/{id}': ({ state, ids, query }) =>
    showCard(cardOf(state, ids[0]!), state.version, query.get('legacy-mbql') === 'true'),

  'post /api/card': ({ state, body }) => {
    const id = state.nextId();
    const entityId = body.entity_id ?? `made-by-hand-${String(id).padStart(8, '0')}`;
    if (!/^[A-Za-z0-9_-]{21}$/.test(entityId)) throw invalid('entity_id', 'not a NanoID');
    if (state.cards.some((card) => card.entity_id === entityId)) throw invalid('entity_id', 'is taken');
    checkCollection(state, body.collection_id);
    const { description = null, type = 'question', collection_id = null } = body;
    const { name, display, visualization_settings } = body;
    const card: StoredCard = {
      id,
      entity_id: entityId,
      name,
      description,
      type,
      display,
      collection_id,
      archived: false,
      visualization_settings,
      query: readQuery(body.dataset_query, state),
    };
    state.cards.push(card);
    return showCard(card, state.version, false);
  },

  'put /api/card/{id}': ({ state, ids, body: { dataset_query, ...changes } }) => {
    const card = cardOf(state, ids[0]!);
    const whole = { dataset_query, ...changes };
    const missing = ['name', 'display', 'visualization_settings', 'dataset_query'].find(
      (key) => whole[key as keyof typeof whole] === undefined,
    );
    if (missing && state.wantsWholeCards) throw invalid(missing, 'missing required key');
    checkCollection(state, changes.collection_id);
    Object.assign(card, changes, dataset_query ? { query: readQuery(dataset_query, state) } : {});
    return showCard(card, state.version, false);
  },

  'post /api/card/{card-id}/query': ({ state, ids, body, postgres }) => {
    const { query } = cardOf(state, ids[0]!);
    const database = found(state.databases.find(({ id }) => id === query.database));
    return runQuery(query, body.parameters ?? [], database, postgres);
  },
};

/** By id or entity id, archived or not. */
const cardOf = (state: MetabaseState, id: string) =>
  found(state.cards.find((card) => card.entity_id === id || String(card.id) === id));

function checkCollection(state: MetabaseState, id: number | null | undefined): void {
  if (id != null && !state.collections.some((collection) => collection.id === id)) {
    throw invalid('collection_id', 'there is no such collection');
  }
}

/** With some of what the server adds by itself. */
export const showCard = ({ query, ...card }: StoredCard, version: number, isLegacy: boolean) => ({
  ...card,
  dataset_query: writeQuery(query, version, isLegacy),
  query_type: 'native',
  database_id: query.database,
  table_id: null,
  creator_id: 1,
  parameters: [],
  parameter_mappings: [],
  cache_ttl: null,
  enable_embedding: false,
  result_metadata: null,
});
