import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import closedKeys from '../fixtures/metabase/closed-keys.json';
import subset from '../fixtures/metabase/openapi-subset.json';
import { invalid } from './metabase-refusal.js';

interface Endpoint {
  readonly query: readonly string[];
  readonly body?: { readonly properties: Readonly<Record<string, unknown>> };
}

const endpoints = subset.endpoints as unknown as Readonly<Record<string, Endpoint>>;
/** What the description leaves out, though the server reads it. */
const undescribed: Readonly<Record<string, readonly string[]>> = {
  'post /api/card/{card-id}/query': ['parameters'],
  'put /api/permissions/graph': ['revision', 'groups'],
};

/** Fills in defaults before it looks for what is required, as the server does. */
const ajv = new Ajv2020({ strict: false, useDefaults: true });
const validators = new Map<string, ValidateFunction>(
  Object.entries(endpoints).flatMap(([endpoint, { body }]) =>
    body ? [[endpoint, ajv.compile({ ...body, $defs: subset.$defs })] as const] : [],
  ),
);

/**
 * Refuses what Metabase's own description of its API refuses, and keys that it does not know: the server would
 * silently drop them.
 */
export function checkRequest(endpoint: string, query: URLSearchParams, body: unknown, version: number): void {
  const described = endpoints[endpoint];
  if (!described) return;
  const unknown = [...query.keys()].find((key) => !described.query.includes(key));
  if (unknown) throw invalid(unknown, 'unknown query parameter');
  const validate = validators.get(endpoint);
  if (!validate) return;
  if (!validate(body)) {
    const { instancePath, message } = validate.errors![0]!;
    throw invalid(instancePath || 'body', String(message));
  }
  const known = [...Object.keys(described.body!.properties), ...(undescribed[endpoint] ?? [])];
  const stray = Object.keys(body as object).find((key) => !known.includes(key));
  if (stray) throw invalid(stray, 'unknown key');
  if (version >= firstClosed) refuseStrangers(endpoint, body as object);
}

/** Since a security release of v0.63 (and v0.62.17, v0.61.19) a key that Metabase does not know is refused, at any depth. */
const firstClosed = 63;

/** What is within a list has an entry of its own: `put /api/dashboard/{id} tabs`. */
function refuseStrangers(place: string, body: object): void {
  const known = (closedKeys as Readonly<Record<string, readonly string[]>>)[place];
  if (!known) return;
  for (const [key, value] of Object.entries(body)) {
    if (!known.includes(key)) throw invalid(key, 'disallowed key');
    if (Array.isArray(value)) for (const one of value) refuseStrangers(`${place} ${key}`, one);
  }
}
