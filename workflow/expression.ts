import jsonata from 'jsonata';
import { StateError } from './state-error.js';
import type { Json, Template } from './states-language.js';

/** What an expression sees: `$states` and the variables. */
export type Bindings = Readonly<Record<string, unknown>>;

const compiled = new Map<string, jsonata.Expression>();

/** The JSONata inside `{% … %}`, or null for plain text. */
export function expressionIn(text: string): string | null {
  return text.startsWith('{%') && text.endsWith('%}') ? text.slice(2, -2).trim() : null;
}

/** @throws JSONata's own error where the text is no expression */
export function compile(source: string): jsonata.Expression {
  const known = compiled.get(source);
  if (known) return known;
  const expression = jsonata(source);
  compiled.set(source, expression);
  return expression;
}

/**
 * The template with every expression replaced by its value.
 * @throws StateError `States.QueryEvaluationError` where an expression fails or gives nothing
 */
export async function evaluate(template: Template, bindings: Bindings): Promise<Json> {
  if (typeof template === 'string') {
    const source = expressionIn(template);
    return source === null ? template : evaluateExpression(source, bindings);
  }
  if (Array.isArray(template)) return Promise.all(template.map((part) => evaluate(part, bindings)));
  if (template === null || typeof template !== 'object') return template;
  const entries = Object.entries(template).map(async ([key, part]) => [key, await evaluate(part, bindings)]);
  return Object.fromEntries(await Promise.all(entries));
}

async function evaluateExpression(source: string, bindings: Bindings): Promise<Json> {
  const value = await compile(source)
    .evaluate(undefined, bindings)
    .catch((error: { message: string }) => {
      throw queryError(source, error.message);
    });
  // JSONata marks its own arrays and returns functions as objects: what leaves is plain JSON.
  const text = typeof value === 'function' ? undefined : JSON.stringify(value);
  if (text === undefined) throw queryError(source, 'it gives nothing');
  return JSON.parse(text);
}

function queryError(source: string, why: string): StateError {
  return new StateError('States.QueryEvaluationError', `expression {% ${source} %}: ${why}`);
}
