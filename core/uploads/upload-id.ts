import type { ReadingRules } from '../rules/rules.js';
import { hashDocument } from '../runs/hash-document.js';
import { engineVersion } from '../runs/plan.js';

/** Hex digits of the content's version that an identity begins with. */
const contentDigits = 16;

/**
 * The identity of an upload: its content, and how it is read. What is in the lake under it never changes, so that
 * whoever reads a file in another way, and fails, has changed nothing that counts.
 * @param version the object's: the same for the same content
 */
export const uploadIdOf = (version: string, reading: ReadingRules): string =>
  `${contentOf(version)}-${hashDocument({ reading, engineVersion }).slice(0, 8)}`;

/** The part of an upload's identity, or of an object's version, that the same bytes share however they are read. */
export const contentOf = (id: string): string => id.slice(0, contentDigits);
