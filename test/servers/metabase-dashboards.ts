import type { Handlers } from './metabase-call.js';
import { showCard } from './metabase-cards.js';
import { found, invalid } from './metabase-refusal.js';
import type { MetabaseState, StoredDashboard, StoredDashcard, StoredTab } from './metabase-state.js';

export const dashboardHandlers: Handlers = {
  'get /api/dashboard/{id}': ({ state, ids }) => show(dashboardOf(state, ids[0]!), state),

  'post /api/dashboard': ({ state, body }) => {
    const { name, description = null, collection_id = null, parameters = [] } = body;
    const dashboard = {
      id: state.nextId(),
      name,
      description,
      collection_id,
      parameters,
      caveats: null,
      width: 'fixed',
      archived: false,
      tabs: [],
      dashcards: [],
    };
    state.dashboards.push(dashboard);
    return show(dashboard, state);
  },

  'put /api/dashboard/{id}': ({ state, ids, body }) => {
    const dashboard = dashboardOf(state, ids[0]!);
    const { tabs, dashcards, ...changes } = body;
    const content = tabs || dashcards ? replaceContent(dashboard, { tabs, dashcards }, state) : {};
    Object.assign(dashboard, changes, content);
    return show(dashboard, state);
  },

  'post /api/dashboard/{from-dashboard-id}/copy': ({ state, ids, body }) => {
    const { tabs, dashcards, ...original } = structuredClone(dashboardOf(state, ids[0]!));
    const { name, description, collection_id } = body;
    const copy: StoredDashboard = {
      ...original,
      id: state.nextId(),
      name: name ?? original.name,
      description: description ?? original.description,
      collection_id: collection_id ?? null,
      caveats: null,
      tabs: [],
      dashcards: [],
    };
    const negative = (id: number | null) => id && -id;
    const renumbered = {
      tabs: tabs.map((tab) => ({ ...tab, id: -tab.id })),
      dashcards: dashcards.map((card) => ({
        ...card,
        id: -card.id,
        dashboard_tab_id: negative(card.dashboard_tab_id),
      })),
    };
    Object.assign(copy, replaceContent(copy, renumbered, state));
    state.dashboards.push(copy);
    return show(copy, state);
  },
};

const dashboardOf = (state: MetabaseState, id: string) =>
  found(state.dashboards.find((dashboard) => String(dashboard.id) === id));

interface Content {
  readonly tabs?: readonly StoredTab[];
  readonly dashcards?: readonly Partial<StoredDashcard>[];
}

/** What is listed stays or is made (negative ids), what is left out is deleted. */
function replaceContent(dashboard: StoredDashboard, content: Content, state: MetabaseState) {
  const tabIds = newIds(content.tabs ?? dashboard.tabs, dashboard.tabs, state, 'tabs');
  const tabs = (content.tabs ?? dashboard.tabs).map(({ id, name }) => ({ id: tabIds.get(id)!, name }));
  const listed = content.dashcards ?? dashboard.dashcards;
  const cardIds = newIds(listed as StoredDashcard[], dashboard.dashcards, state, 'dashcards');
  return { tabs, dashcards: listed.map((card) => readDashcard(card, cardIds, tabIds, dashboard, state)) };
}

function newIds(
  listed: readonly { readonly id: number }[],
  existing: readonly { readonly id: number }[],
  state: MetabaseState,
  what: string,
): Map<number, number> {
  if (new Set(listed.map(({ id }) => id)).size < listed.length) {
    throw invalid(what, 'value must be seq of maps in which ids are unique');
  }
  const stranger = listed.find(({ id }) => id >= 0 && !existing.some((other) => other.id === id));
  if (stranger) throw invalid(what, `${stranger.id} is not on this dashboard`);
  return new Map(listed.map(({ id }) => [id, id < 0 ? state.nextId() : id]));
}

function readDashcard(
  card: Partial<StoredDashcard>,
  cardIds: ReadonlyMap<number, number>,
  tabIds: ReadonlyMap<number, number>,
  dashboard: StoredDashboard,
  state: MetabaseState,
): StoredDashcard {
  const before = dashboard.dashcards.find(({ id }) => id === card.id);
  const merged = { ...before, ...card } as StoredDashcard;
  const { card_id = null, row, col, size_x, size_y } = merged;
  if (card_id !== null && !state.cards.some(({ id }) => id === card_id))
    throw invalid('dashcards', 'no such card');
  if (col + size_x > 24) throw invalid('dashcards', 'beyond the grid');
  return {
    id: cardIds.get(merged.id)!,
    card_id,
    dashboard_tab_id: tabOf(merged, tabIds),
    row,
    col,
    size_x,
    size_y,
    parameter_mappings: merged.parameter_mappings ?? [],
    series: merged.series ?? [],
    visualization_settings: merged.visualization_settings ?? {},
  };
}

/** With tabs, each card needs one; where there is exactly one tab, it is that. */
function tabOf({ dashboard_tab_id }: StoredDashcard, tabIds: ReadonlyMap<number, number>): number | null {
  if (tabIds.size === 0) return null;
  if (dashboard_tab_id == null && tabIds.size === 1) return [...tabIds.values()][0]!;
  const id = tabIds.get(dashboard_tab_id as number);
  if (id === undefined) throw invalid('dashcards', 'This dashboard has tab, makes sure every card has a tab');
  return id;
}

const madeAt = '2026-01-01T00:00:00Z';
/** 21 characters, as the server makes them up. */
const madeId = (kind: string, id: number) => `${kind}-${id}`.padEnd(21, '_');

/** With some of what the server adds by itself. Cards that were archived are not shown. */
function show({ tabs, dashcards, parameters, ...dashboard }: StoredDashboard, state: MetabaseState) {
  const cardOf = (wanted: number | null) => state.cards.find(({ id }) => id === wanted);
  return {
    ...dashboard,
    entity_id: madeId('dashboard', dashboard.id),
    creator_id: 1,
    points_of_interest: null,
    show_in_getting_started: false,
    enable_embedding: false,
    embedding_params: null,
    public_uuid: null,
    auto_apply_filters: true,
    cache_ttl: null,
    created_at: madeAt,
    updated_at: madeAt,
    parameters: parameters.map((parameter) => ({
      ...parameter,
      default: parameter.default ?? null,
      values_source_config: {},
    })),
    tabs: tabs.map((tab, position) => ({
      ...tab,
      position,
      dashboard_id: dashboard.id,
      entity_id: madeId('tab', tab.id),
      created_at: madeAt,
      updated_at: madeAt,
    })),
    dashcards: dashcards
      .filter(({ card_id }) => !cardOf(card_id)?.archived)
      .map((dashcard) => ({
        ...dashcard,
        dashboard_id: dashboard.id,
        entity_id: madeId('dashcard', dashcard.id),
        action_id: null,
        created_at: madeAt,
        updated_at: madeAt,
        inline_parameters: [],
        card: dashcard.card_id === null ? null : showCard(cardOf(dashcard.card_id)!, state.version, false),
      })),
  };
}
