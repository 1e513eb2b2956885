import type { ServerAnswer } from './http-server.js';

/** An error of S3: `code` is what the SDK makes the error's name. */
export class S3Error extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const errorAnswer = ({ status, code, message }: S3Error): ServerAnswer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: xml('Error', { Code: code, Message: message }),
});

type XmlValue = string | number | boolean | readonly XmlFields[];
interface XmlFields {
  readonly [name: string]: XmlValue;
}

/** An XML document: a list of fields becomes one element each. */
export function xml(root: string, fields: XmlFields): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, fields)}`;
}

function element(name: string, value: XmlValue | XmlFields): string {
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join('');
  const inner =
    typeof value === 'object'
      ? Object.entries(value)
          .map(([key, item]) => element(key, item))
          .join('')
      : String(value).replace(/[<>&"'\r]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<${name}>${inner}</${name}>`;
}

export const xmlAnswer = (root: string, fields: Parameters<typeof xml>[1]): ServerAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: xml(root, fields),
});
