import { createHash, createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ShopEvent } from './read-events.js';

export interface Delivery {
  readonly url: string;
  readonly secret: string;
  /** Before each try but the first, in seconds. */
  readonly delaysSeconds?: readonly number[];
}

/** Events of one call. */
const mostTogether = 100;

const usualDelaysSeconds = [1, 2, 4, 8];
const timeoutSeconds = 10;

/**
 * Posts events in batches, signed, each tried again where that may help. At least once: an answer that was lost makes a
 * batch come twice, with the same ids.
 * @throws Error that says what was answered last, where a batch was not taken
 * @see Standard Webhooks, https://www.standardwebhooks.com
 */
export async function deliverEvents(events: readonly ShopEvent[], delivery: Delivery): Promise<void> {
  for (let at = 0; at < events.length; at += mostTogether) {
    await deliverBatch(JSON.stringify({ events: events.slice(at, at + mostTogether) }), delivery);
  }
}

async function deliverBatch(
  body: string,
  { url, secret, delaysSeconds = usualDelaysSeconds }: Delivery,
): Promise<void> {
  const id = createHash('sha256').update(body).digest('hex').slice(0, 32);
  for (const delay of [...delaysSeconds, undefined]) {
    const answer = await post(url, body, signed(id, body, secret)).catch((error: Error) => error);
    if (!(answer instanceof Error) && answer.ok) return;
    const said = answer instanceof Error ? reasonOf(answer) : `${answer.status}`;
    if (delay === undefined || !mayPass(answer)) throw new Error(`it answered ${said}`);
    await sleep(1000 * delay);
  }
}

const post = (url: string, body: string, headers: Record<string, string>) =>
  fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
    // Who was named is told, and nobody whom they name.
    redirect: 'manual',
    signal: AbortSignal.timeout(1000 * timeoutSeconds),
  });

const reasonOf = ({ message, cause }: Error) => (cause instanceof Error ? cause.message || message : message);

const mayPass = (answer: Response | Error): boolean =>
  answer instanceof Error || answer.status >= 500 || [408, 429].includes(answer.status);

/** A receiver's library checks the signature, and that the timestamp is of these minutes. */
export function signed(id: string, body: string, secret: string, now = Date.now()): Record<string, string> {
  const timestamp = `${Math.floor(now / 1000)}`;
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
