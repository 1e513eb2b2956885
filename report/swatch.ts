import { type Html, html } from './html.js';
import type { Row } from './read-rows.js';

/** Colours for segments in the style sheet; after the last they begin again. */
const nColours = 10;

/** The name of a segment's colour: the Insiders have the accent, customers of no segment grey. */
export function colourOf(row: Row): string {
  if (row.is_insiders === true) return 'insiders';
  const segmentId = Number(row.segment_id);
  return segmentId < 1 ? 'nobody' : `segment-${((segmentId - 1) % nColours) + 1}`;
}

/** A dot in the segment's colour; the Insiders' is a diamond, for those who see no colours. */
export const swatch = (row: Row): Html => html`<i class="swatch ${colourOf(row)}"></i>`;
