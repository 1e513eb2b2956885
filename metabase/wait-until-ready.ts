import { UserError } from '../core/errors/user-error.js';
import type { MetabaseClient } from './metabase-client.js';
import { type Patience, waitUntil } from './wait-until.js';

/** What Metabase tells everybody about itself. */
export interface Properties {
  readonly 'has-user-setup': boolean;
  readonly 'setup-token': string | null;
  readonly version: { readonly tag: string };
}

/**
 * Waits until Metabase is well and answers in earnest: its health turns green somewhat before.
 *
 * @throws UserError `MetabaseUnreachable`
 */
export async function waitUntilReady(client: MetabaseClient, patience: Patience): Promise<Properties> {
  let last: unknown;
  const properties = await waitUntil(async () => {
    try {
      await client.get('/api/health');
      const found = await client.get<Properties>('/api/session/properties');
      if (typeof found?.version?.tag === 'string') return found;
      last = new Error('what answers there is no Metabase');
    } catch (error) {
      last = error;
    }
    return undefined;
  }, patience);
  if (properties) return properties;
  const reason = last instanceof Error ? last.message : String(last);
  throw new UserError(
    'MetabaseUnreachable',
    `Metabase at ${client.url} was not ready within ${patience.waitSeconds} s: ${reason}`,
    {
      remedy: 'Is it running, and is the URL right? Its first start takes minutes: --wait SECONDS.',
      cause: last,
    },
  );
}
