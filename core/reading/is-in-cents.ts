/** Whether a header says that its numbers are hundredths of the currency. */
export const isInCents = (header: string | null | undefined) =>
  header !== null &&
  header !== undefined &&
  /(^|[^a-z])cents?([^a-z]|$)|minor([^a-z]|$)|minor.?units?/i.test(header);
