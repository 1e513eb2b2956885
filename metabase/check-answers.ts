import { UserError } from '../core/errors/user-error.js';
import type { MetabaseClient } from './metabase-client.js';

interface Answer {
  readonly status: string;
  readonly error?: string;
}

/**
 * Runs every card once.
 *
 * @throws UserError `CardFails` where the database refuses one
 */
export async function checkAnswers(
  client: MetabaseClient,
  cards: ReadonlyMap<string, number>,
): Promise<void> {
  const failures: string[] = [];
  for (const [panel, id] of cards) {
    const { status, error } = await client.ask<Answer>(`/api/card/${id}/query`, { ignore_cache: true });
    if (status !== 'completed') failures.push(`${panel}: ${String(error).split('\n')[0]}`);
  }
  if (failures.length === 0) return;
  throw new UserError(
    'CardFails',
    `${failures.length} of ${cards.size} cards cannot be answered by the database. ${failures[0]}`,
    {
      remedy:
        'Bring the database up to date (its migrations make the views and let insiders_reader read them), then push again.',
    },
  );
}
