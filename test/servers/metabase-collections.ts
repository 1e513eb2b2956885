import type { Handlers } from './metabase-call.js';
import { found } from './metabase-refusal.js';

export const collectionHandlers: Handlers = {
  'get /api/collection': ({ state }) => [
    { id: 'root', name: 'Our analytics', is_personal: false },
    { id: 9999, name: 'Insiders', location: '/', description: null, personal_owner_id: 1, archived: false },
    ...state.collections.filter(({ archived }) => !archived),
  ],

  'post /api/collection': ({ state, body }) => {
    const location = body.parent_id ? `/${body.parent_id}/` : '/';
    const { name, description = null } = body;
    const collection = { id: state.nextId(), name, description, archived: false, location };
    state.collections.push(collection);
    // As the root collection has it, until somebody says otherwise.
    state.collectionGraph.groups[1]![collection.id] = state.collectionGraph.groups[1]!.root;
    return collection;
  },

  'put /api/collection/{id}': ({ state, ids, body }) =>
    Object.assign(found(state.collections.find(({ id }) => id === Number(ids[0]))), body),

  'get /api/collection/{id}/items': ({ state, ids, query }) => {
    const id = found(state.collections.find((collection) => collection.id === Number(ids[0]))).id;
    const models = query.getAll('models');
    const items = [
      ...state.cards.map((card) => ({ model: 'card', ...card })),
      ...state.dashboards.map((dashboard) => ({ model: 'dashboard', ...dashboard })),
    ];
    const data = items
      .filter((item) => item.collection_id === id && !item.archived && models.includes(item.model))
      .map(({ id, model, name, description }) => ({
        id,
        model,
        name,
        description,
        collection_position: null,
      }));
    return { data, total: data.length, models };
  },
};
