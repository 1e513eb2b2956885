import { defaultRules } from './rules.js';
import { rulesSchema } from './rules-schema.js';

/** The default rules as a YAML file in which every key is explained. */
export function annotatedRules(): string {
  return [
    '# Rules of Insiders. Every key may be left out; what is written here are the defaults.',
    ...annotate(rulesSchema, defaultRules, 0),
    '',
  ].join('\n');
}

function annotate(schema: Record<string, unknown>, value: object, depth: number): string[] {
  const indent = '  '.repeat(depth);
  const properties = schema.properties as Record<string, Record<string, unknown>>;
  return Object.entries(properties).flatMap(([key, property]) => {
    const inner = (value as Record<string, unknown>)[key];
    const comment = [`${indent}# ${property.description}${allowedWords(property)}`];
    if (depth === 0) comment.unshift('');
    return property.properties
      ? [...comment, `${indent}${key}:`, ...annotate(property, inner as object, depth + 1)]
      : [...comment, `${indent}${key}: ${JSON.stringify(inner)}`];
  });
}

function allowedWords(property: Record<string, unknown>): string {
  const words = property.enum as unknown[] | undefined;
  return words ? ` One of: ${words.map((word) => JSON.stringify(word)).join(', ')}.` : '';
}
