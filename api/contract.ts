import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import contractText from './openapi.yaml';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: { readonly type?: string; readonly default?: unknown };
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<string, ResponseObject | Reference>;
}

interface ResponseObject {
  readonly content?: Record<string, { readonly schema: object }>;
}

interface Reference {
  readonly $ref: string;
}

type PathItem = Readonly<Record<string, Described>> & { readonly parameters?: Described['parameters'] };

/** One operation of the contract. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly parameters: readonly (Parameter & { readonly validate: ValidateFunction })[];
  /** By content type; undefined where there is no body. */
  readonly body: ReadonlyMap<string, ValidateFunction> | undefined;
}

/** The contract as it is published. */
export const contract: { paths: Record<string, PathItem>; info: { version: string } } = parse(contractText);

/** A day of a calendar: 31 February is read as 3 March otherwise. */
const isDay = (text: string): boolean => {
  const time = Date.parse(text);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
  );
};

const formats = {
  date: isDay,
  'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  uri: (text: string) => URL.canParse(text),
};

const ajv = new Ajv2020({ strict: false, formats });
ajv.addSchema(contract, 'contract');

/** Validates by a schema that stands in the contract, references into it included. */
const validatorOf = (schema: object): ValidateFunction => ajv.compile(absolute(schema));

/** `#/components/…` is read from the contract, wherever the schema is compiled. */
const absolute = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"contract#/'));

function resolve<T extends object>(value: T | Reference): T {
  if (!('$ref' in value)) return value;
  const keys = (value as Reference).$ref.slice(2).split('/');
  return keys.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], contract) as T;
}

const methods = ['get', 'post'];

const described = Object.entries(contract.paths).flatMap(([path, item]) =>
  methods.flatMap((method) => (item[method] ? [{ path, method, item, operation: item[method] }] : [])),
);

/** Every operation of the contract. */
export const operations: readonly Operation[] = described.map(({ path, method, item, operation }) => ({
  id: operation.operationId,
  method: method.toUpperCase(),
  pattern: patternOf(path),
  parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])]
    .map((parameter) => resolve<Parameter>(parameter))
    .map((parameter) => ({ ...parameter, validate: validatorOf(parameter.schema) })),
  body:
    operation.requestBody &&
    new Map(
      Object.entries(operation.requestBody.content).map(([type, { schema }]) => [type, validatorOf(schema)]),
    ),
}));

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}

/** What is wrong with an answer of an operation, by the contract; undefined where nothing is. */
export function whatIsWrongWith(
  operationId: string,
  { status, type, body }: { status: number; type: string | null; body: unknown },
): string | undefined {
  const found = described.find(({ operation }) => operation.operationId === operationId)!;
  const response = found.operation.responses[status];
  if (!response) return `${operationId} answers with a status that it does not name: ${status}`;
  const { content } = resolve<ResponseObject>(response);
  if (!content) return body === undefined ? undefined : `${operationId} has a body with ${status}`;
  const media = content[type ?? ''];
  if (!media) return `${operationId} answers with a type that it does not name: ${type}`;
  const validate = validatorOf(media.schema);
  return validate(body) ? undefined : inWords(validate.errors);
}

/** What is wrong with a value by a schema of the contract, by its name; undefined where nothing is. */
export function whatIsWrongIn(schema: string, value: unknown): string | undefined {
  const validate = validatorOf({ $ref: `#/components/schemas/${schema}` });
  return validate(value) ? undefined : inWords(validate.errors);
}

/** The first thing that is wrong, with its place. */
export function inWords(errors: ValidateFunction['errors']): string {
  const [first] = (errors ?? []) as ErrorObject[];
  if (!first) return 'it is not of the shape that the contract says';
  const allowed = first.params.allowedValues ? `: ${first.params.allowedValues.join(', ')}` : '';
  const extra = first.params.additionalProperty ? ` ('${first.params.additionalProperty}')` : '';
  return `${first.instancePath || 'it'} ${first.message}${extra}${allowed}`;
}
