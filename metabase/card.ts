import { hashDocument } from '../core/runs/hash-document.js';
import { plainQuery } from './plain-query.js';
import { withoutDefaults } from './without-defaults.js';

/** What a push decides of a card. */
export interface CardContent {
  readonly type: string;
  readonly name: string;
  readonly description: string | null;
  readonly display: string;
  readonly visualization_settings: Readonly<Record<string, unknown>>;
  readonly dataset_query: unknown;
}

export interface LiveCard extends CardContent {
  readonly id: number;
  readonly entity_id: string;
  readonly collection_id: number | null;
  readonly archived: boolean;
}

/** What a push leaves in a card: which panel it is, and what was written, so that an edit by hand is noticed. */
export interface CardMark {
  readonly panel: string;
  readonly fingerprint: string;
}

/** Metabase keeps settings that it does not know. */
const markKey = 'insiders.push';

/** Equal for cards that say the same, whatever form Metabase keeps them in. */
export const cardFingerprint = (card: CardContent): string => {
  const { type, name, description, display, visualization_settings, dataset_query } = withoutMark(card);
  const plain = { type, name, description, display, visualization_settings };
  return hashDocument({ ...withoutDefaults(plain), query: plainQuery(dataset_query) }).slice(0, 16);
};

export const markOf = (card: CardContent): CardMark | undefined =>
  card.visualization_settings[markKey] as CardMark | undefined;

export function withMark(card: CardContent, panel: string): CardContent {
  const mark: CardMark = { panel, fingerprint: cardFingerprint(card) };
  return { ...card, visualization_settings: { ...card.visualization_settings, [markKey]: mark } };
}

export function withoutMark({
  type,
  name,
  description,
  display,
  visualization_settings,
  dataset_query,
}: CardContent): CardContent {
  const { [markKey]: _, ...settings } = visualization_settings;
  return { type, name, description, display, visualization_settings: settings, dataset_query };
}
