/** A text that programs write for programs, and is no table. */
export interface Markup {
  readonly what: string;
  readonly remedy: string;
}

const otherwise = 'Export the orders as CSV, Excel (.xlsx), Parquet or JSON.';

const kinds: readonly (Markup & { readonly start: RegExp })[] = [
  {
    what: 'a web page (HTML)',
    // A shop that is not signed in gives its sign-in page for the export; some call a page with a table Excel.
    remedy: `${otherwise} A sign-in page may have been saved in its place; a table in a page can be opened in Excel and saved as .xlsx.`,
    start: /^\s*(<!doctype html|<html|<head|<body|<table|<meta)[\s>]/i,
  },
  { what: 'XML', remedy: otherwise, start: /^\s*<(\?xml|[a-z][\w:.-]*)[\s>]/i },
];

/** What a text is where its beginning says that it is no table; undefined for all others. */
export function markupOf(head: string): Markup | undefined {
  return kinds.find(({ start }) => start.test(head));
}
