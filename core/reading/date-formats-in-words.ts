const words: Readonly<Record<string, string>> = {
  ...{ '%Y': 'YYYY', '%y': 'YY', '%m': 'MM', '%d': 'DD', '%b': 'month', '%B': 'month' },
  ...{ '%a': 'weekday', '%A': 'weekday' },
  ...{ '%H': 'hh', '%I': 'hh', '%M': 'mm', '%S': 'ss', '%n': 'fff', '%p': 'am/pm' },
};

/**
 * How dates are written, for people: YYYY-MM-DD or DD/MM/YY hh:mm.
 * @param formats strptime formats, as `dateShapeOf` makes them
 */
export const dateFormatsInWords = (formats: readonly string[]): string =>
  [...new Set(formats.map((format) => format.replace(/%[A-Za-z]/g, (part) => words[part] ?? part)))].join(
    ' or ',
  );
