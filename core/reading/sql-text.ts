/** A text as a literal of SQL. */
export const sqlText = (text: string) => `'${text.replaceAll("'", "''")}'`;
