import { UserError } from '../errors/user-error.js';
import { decodeNpy, type NpyArray } from '../matrix/npy.js';
import { hashDocument } from '../runs/hash-document.js';
import {
  type CustomerModel,
  type ModelDocument,
  modelFormatVersion,
  type StoredArray,
} from './customer-model.js';
import { sha256 } from './encode-model.js';

/**
 * The document of a model, once it is known to be one, of this version, and whole.
 * @throws UserError `NoModel`, `OtherModelVersion`, `DamagedModel`
 */
export function decodeModelDocument(text: string): ModelDocument {
  const document = parse(text);
  if (document.formatVersion !== modelFormatVersion) throw otherVersion(document.formatVersion);
  const { checksum, ...content } = document;
  if (hashDocument(content) !== checksum) throw damaged('its document has another checksum than was stored');
  return document;
}

/**
 * A model with its arrays.
 * @param fileOf gives the bytes of a file that the document names, if it is there
 * @throws UserError `DamagedModel` if an array is not what it was
 */
export function decodeModel(
  { formatVersion: _, checksum: __, arrays, ...model }: ModelDocument,
  fileOf: (file: string) => Uint8Array | undefined,
): CustomerModel {
  const decoded = Object.entries(arrays).map(
    ([name, stored]) => [name, decodeArray(stored, fileOf(stored.file))] as const,
  );
  return { ...model, arrays: Object.fromEntries(decoded) };
}

function decodeArray({ file, bytes, sha256: expected }: StoredArray, content?: Uint8Array): NpyArray {
  if (!content) throw damaged(`${file} is not there`);
  if (content.length !== bytes) throw damaged(`${file} has another size than was stored`);
  if (sha256(content) !== expected) throw damaged(`${file} has another checksum than was stored`);
  return decodeNpy(content);
}

function parse(text: string): ModelDocument {
  try {
    const document = JSON.parse(text);
    if (typeof document?.checksum === 'string') return document;
  } catch (cause) {
    throw noModel(cause);
  }
  throw noModel();
}

const remedy = 'Take the model of another run, or run the segmentation again.';

const noModel = (cause?: unknown) =>
  new UserError('NoModel', 'this is no model of Insiders', { remedy, cause });

const otherVersion = (version: unknown) =>
  new UserError(
    'OtherModelVersion',
    `the model has format version ${JSON.stringify(version)}; this program reads version ${modelFormatVersion}`,
    { remedy },
  );

const damaged = (how: string) => new UserError('DamagedModel', `the model is damaged: ${how}`, { remedy });
