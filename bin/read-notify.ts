import type { Delivery } from '../api/events/deliver-events.js';
import { UserError } from '../core/errors/user-error.js';

/** Who is to be told of a run, from the command line and the environment. @throws UserError `WrongUsage` */
export function readNotify(url: string | undefined, secret: string | undefined): Delivery | undefined {
  if (url === undefined) return undefined;
  if (!isSafe(url)) {
    throw new UserError('WrongUsage', `--notify takes an https address; got '${url}'`, {
      remedy: 'Plain http is for this machine only: http://127.0.0.1:8080/events.',
    });
  }
  if (!secret || secret.length < 20) {
    throw new UserError('WrongUsage', 'INSIDERS_NOTIFY_SECRET holds no secret to sign with', {
      remedy:
        'Give the receiver and this variable the same 20 characters or more, for example of openssl rand -hex 32.',
    });
  }
  return { url, secret };
}

function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname));
}
