/** On which days something runs, and from which hour to which. */
export interface OpeningHours {
  /** As in a cron expression: `MON-FRI`. */
  readonly days: string;
  /** 0 to 23. */
  readonly from: number;
  /** 1 to 24, after `from`. */
  readonly to: number;
}

const day = '(?:mon|tue|wed|thu|fri|sat|sun)';
const pattern = new RegExp(`^(${day}(?:-${day})?) (\\d{1,2})-(\\d{1,2})$`);

/** Hours written like `mon-fri 7-19`; undefined for anything else. */
export function parseHours(text: string): OpeningHours | undefined {
  const [, days, from, to] = pattern.exec(text) ?? [];
  const hours = { days: `${days}`.toUpperCase(), from: Number(from), to: Number(to) };
  return hours.from < hours.to && hours.to <= 24 ? hours : undefined;
}
