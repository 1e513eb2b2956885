import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Link } from '../../api/call.js';

/** How long a link opens something. */
const openSeconds = 300;

/** What a link lets somebody do: for a PUT also of what size and type. */
export interface Permission {
  readonly method: 'GET' | 'PUT';
  /** What is got or put, as a key of a folder's. */
  readonly key: string;
  readonly bytes?: number;
  readonly type?: string;
}

/** Links that need no token, made and known by this process alone. */
export function signLinks(address: () => string) {
  const secret = randomBytes(32);
  const signatureOf = ({ method, key, bytes = 0, type = '' }: Permission, until: number) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([method, key, bytes, type, until]))
      .digest();
  return {
    make(permission: Permission): Link {
      const expiresAt = new Date(Date.now() + 1000 * openSeconds);
      const until = expiresAt.getTime();
      const { key, bytes, type } = permission;
      const query = new URLSearchParams({
        until: `${until}`,
        ...(bytes !== undefined && { bytes: `${bytes}` }),
        ...(type !== undefined && { type }),
        signature: signatureOf(permission, until).toString('base64url'),
      });
      return {
        href: `${address()}links/${key.split('/').map(encodeURIComponent).join('/')}?${query}`,
        expiresAt,
      };
    },
    /** What an address under `/links/` lets somebody do; undefined where nothing. */
    read(method: string, path: string, query: URLSearchParams): Permission | undefined {
      if (method !== 'GET' && method !== 'PUT') return undefined;
      const until = Number(query.get('until'));
      const bytes = query.get('bytes');
      const type = query.get('type');
      const permission: Permission = {
        method,
        key: decodeURIComponent(path.slice('/links/'.length)),
        ...(bytes !== null && { bytes: Number(bytes) }),
        ...(type !== null && { type }),
      };
      const given = Buffer.from(query.get('signature') ?? '', 'base64url');
      const expected = signatureOf(permission, until);
      const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
      return isOurs && until > Date.now() ? permission : undefined;
    },
  };
}

export type SignedLinks = ReturnType<typeof signLinks>;
