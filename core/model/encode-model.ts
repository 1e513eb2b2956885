import { createHash } from 'node:crypto';
import { encodeNpy } from '../matrix/npy.js';
import { hashDocument } from '../runs/hash-document.js';
import {
  type CustomerModel,
  type ModelDocument,
  modelFormatVersion,
  type StoredArray,
} from './customer-model.js';

/** A model as files. */
export interface EncodedModel {
  /** JSON: a `ModelDocument`. */
  readonly document: string;
  /** NumPy files, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Turns a model into a document and the arrays beside it, each with its size and checksum. */
export function encodeModel({ arrays, ...model }: CustomerModel): EncodedModel {
  const files = new Map<string, Uint8Array>();
  const stored: Record<string, StoredArray> = {};
  for (const [name, array] of Object.entries(arrays)) {
    const bytes = encodeNpy(array);
    const file = `model-${name}.npy`;
    files.set(file, bytes);
    stored[name] = { file, bytes: bytes.length, sha256: sha256(bytes) };
  }
  const content: Omit<ModelDocument, 'checksum'> = {
    formatVersion: modelFormatVersion,
    ...model,
    arrays: stored,
  };
  return { document: JSON.stringify({ ...content, checksum: hashDocument(content) }), files };
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
