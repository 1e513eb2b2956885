import { UserError } from '../core/errors/user-error.js';

export interface ClientOptions {
  readonly url: string;
  /** Never shown, even where Metabase repeats them in an answer. */
  readonly secrets?: readonly string[];
  /** How long one request may take. */
  readonly timeoutSeconds?: number;
}

/** How often Metabase was called. Signing in and out and running a query change nothing, so they are reads. */
export interface CallCounts {
  readonly reads: number;
  readonly writes: number;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * Metabase's REST API. Every method throws a UserError that names the request: `MetabaseUnreachable` (no answer),
 * `MetabaseForbids` (401, 403), `MetabaseConflict` (409), `MetabaseRefuses` (other 4xx), `MetabaseFails` (5xx).
 */
export class MetabaseClient {
  readonly url: string;
  readonly #secrets: readonly string[];
  readonly #timeoutSeconds: number;
  #headers: Readonly<Record<string, string>> = {};
  #counts = { reads: 0, writes: 0 };

  constructor({ url, secrets = [], timeoutSeconds = 60 }: ClientOptions) {
    this.url = url.replace(/\/+$/, '');
    this.#secrets = secrets.filter(Boolean);
    this.#timeoutSeconds = timeoutSeconds;
  }

  get calls(): CallCounts {
    return { ...this.#counts };
  }

  /** Sent with every request from now on. */
  authenticate(headers: Readonly<Record<string, string>>): void {
    this.#headers = headers;
  }

  async get<T>(path: string): Promise<T> {
    this.#counts.reads++;
    return (await this.#request('GET', path)).value as T;
  }

  /** undefined where there is no such thing. */
  async find<T>(path: string): Promise<T | undefined> {
    this.#counts.reads++;
    const { status, value } = await this.#request('GET', path, undefined, 404);
    return status === 404 ? undefined : (value as T);
  }

  /** A POST or DELETE that leaves what Metabase shows as it is. */
  async ask<T>(path: string, body?: object, method: Method = 'POST'): Promise<T> {
    this.#counts.reads++;
    return (await this.#request(method, path, body)).value as T;
  }

  async post<T>(path: string, body: object): Promise<T> {
    this.#counts.writes++;
    return (await this.#request('POST', path, body)).value as T;
  }

  async put<T>(path: string, body: object): Promise<T> {
    this.#counts.writes++;
    return (await this.#request('PUT', path, body)).value as T;
  }

  async #request(method: Method, path: string, body?: object, alsoFine?: number) {
    const request = `${method} ${path}`;
    const { status, text } = await this.#send(request, method, path, body);
    if ((status < 200 || status > 299) && status !== alsoFine) throw this.#failure(request, status, text);
    return { status, value: parsed(text) };
  }

  async #send(request: string, method: Method, path: string, body: object | undefined) {
    try {
      const response = await fetch(`${this.url}${path}`, {
        method,
        headers: { accept: 'application/json', 'content-type': 'application/json', ...this.#headers },
        signal: AbortSignal.timeout(this.#timeoutSeconds * 1000),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      const { name, cause, message } = error as Error;
      const { message: network, code } = (cause ?? {}) as { message?: string; code?: string };
      const reason =
        name === 'TimeoutError'
          ? `there was none within ${this.#timeoutSeconds} s`
          : network || code || message;
      throw new UserError('MetabaseUnreachable', `no answer from ${this.url} to ${request}: ${reason}`, {
        remedy: 'Is Metabase running, and is the URL right? The next push continues where this one stopped.',
        cause: error,
      });
    }
  }

  #failure(request: string, status: number, text: string): UserError {
    const [name, remedy] = kindOf(status);
    const reason = this.#secrets.reduce(
      (shown, secret) => shown.replaceAll(secret, '***'),
      reasonIn(parsed(text)),
    );
    return new UserError(name, `Metabase answered ${status} to ${request}${reason && `: ${reason}`}`, {
      remedy,
    });
  }
}

function kindOf(status: number): [name: string, remedy: string] {
  const again = 'The next push continues where this one stopped.';
  if (status === 401 || status === 403) {
    return [
      'MetabaseForbids',
      `Push as an administrator, with METABASE_PASSWORD or METABASE_API_KEY. ${again}`,
    ];
  }
  if (status === 409) return ['MetabaseConflict', `Somebody changes the same thing; push again. ${again}`];
  if (status < 500) {
    return ['MetabaseRefuses', `See what it says; its log has more. ${again}`];
  }
  return ['MetabaseFails', `Look at Metabase's log, then push again. ${again}`];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What an answer says went wrong: `message`, or the fields of `errors`, or a page's first words. */
function reasonIn(answer: unknown): string {
  const { message, errors } = (answer ?? {}) as { message?: unknown; errors?: unknown };
  const reason =
    typeof message === 'string'
      ? message
      : errors && typeof errors === 'object'
        ? Object.entries(errors)
            .map(([field, problem]) => `${field}: ${String(problem)}`)
            .join(', ')
        : typeof answer === 'string'
          ? answer
          : '';
  return reason.replaceAll(/\s+/g, ' ').slice(0, 300);
}
