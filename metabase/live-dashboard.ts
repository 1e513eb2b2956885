import { hashDocument } from '../core/runs/hash-document.js';
import type { DashboardContent, Dashcard } from './dashboard-layout.js';
import { withoutDefaults } from './without-defaults.js';

export interface LiveDashboard extends DashboardContent {
  readonly id: number;
  readonly name: string;
  /** Shown nowhere in today's Metabase: a push leaves its mark there. */
  readonly caveats: string | null;
}

/** Equal for dashboards that show the same, whatever ids and defaults Metabase gave their parts. */
export function dashboardFingerprint({
  description,
  width,
  parameters,
  tabs,
  dashcards,
}: DashboardContent): string {
  const tabName = (id: number | null) => tabs.find((tab) => tab.id === id)?.name ?? null;
  return hashDocument({
    description,
    width,
    parameters: parameters.map(plainParameter),
    tabs: tabs.map(({ name }) => name),
    cards: dashcards
      .map((card) => plainDashcard(card, tabName(card.dashboard_tab_id)))
      .map((card) => JSON.stringify(card))
      .sort(),
  }).slice(0, 16);
}

/** A filter that takes several values is what Metabase makes by itself. */
function plainParameter({ isMultiSelect, ...parameter }: Readonly<Record<string, unknown>>) {
  return { ...withoutDefaults(parameter), ...(isMultiSelect === false ? { isMultiSelect } : {}) };
}

const plainDashcard = (card: Dashcard, tab: string | null) => ({
  tab,
  card: card.card_id,
  place: [card.row, card.col, card.size_x, card.size_y],
  settings: hashDocument(withoutDefaults(card.visualization_settings)),
  series: (card.series ?? []).map(({ id }) => id),
  mappings: card.parameter_mappings
    .map(({ parameter_id, target }) => JSON.stringify([parameter_id, target]))
    .sort(),
});

const sentence = 'Kept up to date by insiders dashboards push. Fingerprint:';

export const dashboardMark = (content: DashboardContent): string =>
  `${sentence} ${dashboardFingerprint(content)}`;

/** What the last push wrote; undefined where no push did. */
export const markedFingerprint = ({ caveats }: LiveDashboard): string | undefined =>
  caveats?.startsWith(sentence) ? caveats.slice(sentence.length).trim() : undefined;
