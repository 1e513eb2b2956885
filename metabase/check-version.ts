import { UserError } from '../core/errors/user-error.js';

/**
 * From the first whose connections to the database end when nobody asks (`minPoolSize` 0, metabase/metabase 62514) and
 * whose lock of a migration ends with its connection (53158, since 54). The newest two are known by what their source asks
 * of each request: docs/metabase.md, "How this is tested".
 */
export const supportedVersions = { oldest: 57, newest: 65 } as const;

/**
 * The version's middle number: 60 of v0.60.2 (open source) and v1.60.2 (paid).
 *
 * @throws UserError `UnsupportedMetabase`
 */
export function checkVersion(tag: string): number {
  const version = Number(/^v[01]\.(\d+)/.exec(tag)?.[1] ?? Number.NaN);
  const { oldest, newest } = supportedVersions;
  if (version >= oldest && version <= newest) return version;
  const range = `v0.${oldest} to v0.${newest}`;
  if (Number.isNaN(version)) {
    throw unsupported(`'${tag}' is not a release`, `Run a released Metabase, ${range}.`);
  }
  throw version < oldest
    ? unsupported(`${tag} is too old: dashboards are made for ${range}`, `Upgrade Metabase to v0.${newest}.`)
    : unsupported(
        `${tag} is newer than the dashboards are made for, ${range}`,
        `Upgrade Insiders, or run Metabase v0.${newest}.`,
      );
}

const unsupported = (message: string, remedy: string) =>
  new UserError('UnsupportedMetabase', `Metabase ${message}`, { remedy });
