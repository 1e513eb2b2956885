/** Markup that is safe to write as it stands. */
export interface Html {
  readonly markup: string;
}

type Piece = Html | string | number | false | undefined | readonly Piece[];

/** A template whose values become text, never markup, unless they are markup of ours already. */
export function html(strings: TemplateStringsArray, ...values: Piece[]): Html {
  return { markup: strings.reduce((text, part, i) => text + write(values[i - 1]!) + part) };
}

/** Markup from a source of ours that is not a template: a script, a style sheet. */
export const trusted = (markup: string): Html => ({ markup });

function write(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (typeof piece === 'object') return 'markup' in piece ? piece.markup : piece.map(write).join('');
  return String(piece).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
