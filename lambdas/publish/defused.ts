/** A text column as SQL, by the same rule as `csvLine`'s: a cell that begins like a formula gets an apostrophe in front. */
export const defused = (column: string) =>
  `case when regexp_matches(${column}, '^[=+@\\t\\r-]') then concat('''', ${column}) else ${column} end`;
