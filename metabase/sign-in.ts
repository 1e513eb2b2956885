import { UserError } from '../core/errors/user-error.js';
import type { MetabaseClient } from './metabase-client.js';
import type { PushReport } from './push-report.js';
import type { Properties } from './wait-until-ready.js';

export type Credentials = { readonly apiKey: string } | { readonly email: string; readonly password: string };

/** Ends what `signIn` began. */
export type SignOut = () => Promise<void>;

/**
 * Signs in, as the first administrator where Metabase has none yet.
 *
 * @throws UserError `LoginFailed`, `NotAdministrator`, `NoAdministratorYet`
 */
export async function signIn(
  client: MetabaseClient,
  credentials: Credentials,
  properties: Properties,
  siteName: string,
  report: PushReport,
): Promise<SignOut> {
  const signOut = await authenticate(client, credentials, properties, siteName, report);
  const user = await client.get<{ is_superuser: boolean }>('/api/user/current').catch(loginFailed);
  if (user.is_superuser) return signOut;
  await signOut();
  throw new UserError('NotAdministrator', 'that user or API key is no administrator of Metabase', {
    remedy: 'Use an administrator, or an API key of the group Administrators.',
  });
}

async function authenticate(
  client: MetabaseClient,
  credentials: Credentials,
  properties: Properties,
  siteName: string,
  report: PushReport,
): Promise<SignOut> {
  const isSetUp = properties['has-user-setup'];
  if ('apiKey' in credentials) {
    if (!isSetUp) throw noAdministrator();
    client.authenticate({ 'x-api-key': credentials.apiKey });
    return async () => {};
  }
  const { id } = isSetUp
    ? await logIn(client, credentials)
    : await setUp(client, credentials, properties, siteName);
  if (!isSetUp) report.add('created', `administrator ${credentials.email}`);
  client.authenticate({ 'x-metabase-session': id });
  return async () => {
    await client.ask('/api/session', undefined, 'DELETE');
  };
}

interface Session {
  readonly id: string;
}

const logIn = (client: MetabaseClient, { email, password }: { email: string; password: string }) =>
  client.ask<Session>('/api/session', { username: email, password }).catch(loginFailed);

const setUp = (
  client: MetabaseClient,
  { email, password }: { email: string; password: string },
  properties: Properties,
  siteName: string,
) =>
  client.post<Session>('/api/setup', {
    token: properties['setup-token'],
    user: { email, password, first_name: null, last_name: null },
    prefs: { site_name: siteName, site_locale: 'en' },
  });

/** 400 is how some versions refuse a wrong password. */
function loginFailed(error: unknown): never {
  const isRefused = error instanceof UserError && ['MetabaseForbids', 'MetabaseRefuses'].includes(error.name);
  if (!isRefused) throw error;
  throw new UserError('LoginFailed', `Metabase did not let us in: ${error.message}`, {
    remedy: 'Check --email and METABASE_PASSWORD, or METABASE_API_KEY. After several tries, wait a minute.',
    cause: error,
  });
}

const noAdministrator = () =>
  new UserError(
    'NoAdministratorYet',
    'this Metabase has no administrator yet, and an API key cannot make one',
    {
      remedy: 'Give --email and METABASE_PASSWORD instead: they become those of the first administrator.',
    },
  );
