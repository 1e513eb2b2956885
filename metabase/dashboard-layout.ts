import { type Dashboard, type Filter, gridColumns } from '../dashboards/dashboard.js';
import { viewFilters, widgets } from './panel-card.js';
import type { Views } from './view.js';

export interface Tab {
  readonly id: number;
  readonly name: string;
}

export interface Mapping {
  readonly parameter_id: string;
  readonly card_id?: number | null;
  readonly target: unknown;
}

/** A card's place on a dashboard. A negative id is one that Metabase shall make. */
export interface Dashcard {
  readonly id: number;
  readonly card_id: number | null;
  readonly dashboard_tab_id: number | null;
  readonly row: number;
  readonly col: number;
  readonly size_x: number;
  readonly size_y: number;
  readonly parameter_mappings: readonly Mapping[];
  readonly series: readonly { readonly id: number }[];
  readonly visualization_settings: Readonly<Record<string, unknown>>;
}

/** What a push decides of a dashboard, its name apart. */
export interface DashboardContent {
  readonly description: string | null;
  readonly width: string;
  readonly parameters: readonly Readonly<Record<string, unknown>>[];
  readonly tabs: readonly Tab[];
  readonly dashcards: readonly Dashcard[];
}

/** One Metabase dashboard with a tab for each of ours, so that a filter once set holds on all of them. */
export function dashboardLayout(
  dashboards: readonly Dashboard[],
  filters: readonly Filter[],
  views: Views,
  cardIds: ReadonlyMap<string, number>,
): DashboardContent {
  const dashcards = dashboards.flatMap((dashboard, index) => [
    heading(dashboard, -index - 1),
    ...dashboard.panels.map(({ name, place }) => ({
      card_id: cardIds.get(name)!,
      dashboard_tab_id: -index - 1,
      row: place.row + 1,
      col: place.column,
      size_x: place.width,
      size_y: place.height,
      parameter_mappings: viewFilters(views[name]!, filters).map(mapTo(cardIds.get(name)!)),
      series: [],
      visualization_settings: {},
    })),
  ]);
  return {
    description: 'Who the best customers are, why, and how sure that is.',
    width: 'full',
    parameters: filters.map(({ name, title, kind }) => ({
      id: name,
      slug: name,
      name: title,
      type: widgets[kind],
      sectionId: kind === 'date' ? 'date' : 'string',
    })),
    tabs: dashboards.map(({ title }, index) => ({ id: -index - 1, name: title })),
    dashcards: dashcards.map((card, index) => ({ id: -index - 1, ...card })),
  };
}

const mapTo =
  (cardId: number) =>
  ({ name }: Filter): Mapping => ({
    parameter_id: name,
    card_id: cardId,
    target: ['dimension', ['template-tag', name]],
  });

/** The tab's first row says what the tab is about. */
const heading = ({ description }: Dashboard, tabId: number) => ({
  card_id: null,
  dashboard_tab_id: tabId,
  row: 0,
  col: 0,
  size_x: gridColumns,
  size_y: 1,
  parameter_mappings: [],
  series: [],
  visualization_settings: {
    virtual_card: {
      name: null,
      display: 'heading',
      visualization_settings: {},
      dataset_query: {},
      archived: false,
    },
    text: description,
  },
});
