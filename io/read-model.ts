import { UserError } from '../core/errors/user-error.js';
import type { CustomerModel } from '../core/model/customer-model.js';
import { decodeModel, decodeModelDocument } from '../core/model/decode-model.js';
import { runKey } from '../core/runs/keys.js';
import type { ObjectStore } from './object-store.js';

/**
 * The model that a run has kept.
 * @throws UserError `NoSuchModel`, and those of `decodeModelDocument` and `decodeModel`
 */
export async function readModel(store: ObjectStore, runId: string): Promise<CustomerModel> {
  // A name of anything but a run would lead elsewhere.
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(runId)) throw noSuchModel(runId);
  const content = await store.read(runKey(runId, 'profile', 'model.json')).catch((error) => {
    throw error.name === 'ObjectNotFound' ? noSuchModel(runId, error) : error;
  });
  const document = decodeModelDocument(new TextDecoder().decode(content));
  const files = new Map<string, Uint8Array>();
  for (const { file } of Object.values(document.arrays)) {
    const key = runKey(runId, 'profile', file);
    if (await store.stat(key)) files.set(file, await store.read(key));
  }
  return decodeModel(document, (file) => files.get(file));
}

const noSuchModel = (runId: string, cause?: unknown) =>
  new UserError('NoSuchModel', `there is no model of a run '${runId}'`, {
    remedy: 'insiders sql "select run_id, dataset, status from runs" lists the runs.',
    cause,
  });
