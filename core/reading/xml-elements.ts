/** An element cut out of a text of XML: the attributes' text, and what is between its tags. */
export interface XmlElement {
  readonly attributes: string;
  readonly content: string;
}

/** A part of a workbook that is not what it should be, or larger than it may be. */
export class MalformedXml extends Error {
  readonly isTooLarge: boolean;
  constructor(message: string, { isTooLarge = false } = {}) {
    super(message);
    this.isTooLarge = isTooLarge;
  }
}

/**
 * Cuts the elements of one name out of a text that comes in pieces; elements of that name do not nest. What is
 * between them is passed over. It is no validation: XML that a spreadsheet would refuse may be read.
 */
export class XmlElementCutter {
  readonly #name: string;
  readonly #mostChars: number;
  readonly #opening: RegExp;
  readonly #closing: RegExp;
  #text = '';
  /** Up to here no closing tag was found for the element that is open. */
  #searched = 0;

  /** @param mostChars the longest element */
  constructor(name: string, mostChars: number) {
    this.#name = name;
    this.#mostChars = mostChars;
    this.#opening = new RegExp(`<(?:[\\w.-]+:)?${name}(\\s[^>]*?)?(/?)>`, 'g');
    this.#closing = new RegExp(`</(?:[\\w.-]+:)?${name}\\s*>`, 'g');
  }

  /** @throws MalformedXml where an element, or what is between two, is too long */
  *push(piece: string): Generator<XmlElement> {
    this.#text += piece;
    let done = 0;
    for (;;) {
      this.#opening.lastIndex = done;
      const opening = this.#opening.exec(this.#text);
      if (!opening) {
        // The last tag may be cut in two.
        const tail = this.#text.lastIndexOf('<');
        const isCut = tail >= done && !this.#text.includes('>', tail);
        done = isCut ? tail : this.#text.length;
        break;
      }
      const [tag, attributes = '', slash] = opening;
      const start = opening.index + tag.length;
      if (slash) {
        done = start;
        yield { attributes, content: '' };
        continue;
      }
      this.#closing.lastIndex = Math.max(start, this.#searched);
      const closing = this.#closing.exec(this.#text);
      if (!closing) {
        // A closing tag that is cut in two is no longer than this, unless it is full of blanks.
        this.#searched = Math.max(start, this.#text.length - 64) - opening.index;
        done = opening.index;
        break;
      }
      this.#searched = 0;
      done = closing.index + closing[0].length;
      yield { attributes, content: this.#text.slice(start, closing.index) };
    }
    this.#text = this.#text.slice(done);
    if (this.#text.length > this.#mostChars) {
      const message = `an element '${this.#name}' is longer than ${this.#mostChars >> 20} MB`;
      throw new MalformedXml(message, { isTooLarge: true });
    }
  }

  /** @throws MalformedXml where the text ended within an element */
  end(): void {
    if (this.#searched > 0) throw new MalformedXml(`an element '${this.#name}' has no end`);
  }
}

/** Every element of a name in a text; elements of that name do not nest. */
export function xmlElements(text: string, name: string): XmlElement[] {
  return [...new XmlElementCutter(name, text.length).push(text)];
}

/** The value of an attribute, with or without a prefix; undefined if it is not there. */
export function xmlAttribute({ attributes }: XmlElement, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s|:)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : xmlText(value);
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text of XML without its entities and CDATA marks. */
export function xmlText(raw: string): string {
  if (!/[&<]/.test(raw)) return raw;
  return raw.replace(/<!\[CDATA\[([\s\S]*?)\]\]>|&(#x?[\da-f]+|\w+);/gi, (whole, data, entity) => {
    if (data !== undefined) return data;
    if (!entity) return '';
    if (!entity.startsWith('#')) return entities[entity] ?? whole;
    const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}
