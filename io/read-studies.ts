import { runKey } from '../core/runs/keys.js';
import { type StudyDocument, type StudyName, studies } from '../core/runs/studies.js';
import type { ObjectStore } from './object-store.js';
import { readJson } from './read-json.js';

/** What a run's studies have found, by name. */
export async function readStudies(
  store: ObjectStore,
  runId: string,
): Promise<Record<StudyName, StudyDocument>> {
  const entries = studies.map(async (name) => {
    const document = await readJson<StudyDocument>(store, runKey(runId, 'study', `${name}.json`));
    return [name, document] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<StudyName, StudyDocument>;
}
