import { UserError } from '../errors/user-error.js';

/** A dataset's name is part of keys and paths. @throws UserError `InvalidDataset` */
export function checkDatasetName(dataset: unknown): void {
  if (typeof dataset === 'string' && /^[a-z0-9][a-z0-9_-]{0,39}$/.test(dataset)) return;
  throw new UserError('InvalidDataset', `'${dataset}' cannot name a dataset`, {
    remedy: 'Use up to 40 lower-case letters, digits, - and _, starting with a letter or digit.',
  });
}
