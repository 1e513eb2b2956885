const millisecondsPerDay = 86_400_000;

/** Days of a stretch of months: a twelfth of a year each, rounded once. */
export const daysOf = (months: number) => Math.round((months * 365.25) / 12);

/** The calendar month of a day (days since 1970-01-01), 0..11. */
export const calendarMonth = (day: number) => new Date(day * millisecondsPerDay).getUTCMonth();

/** 2011-12-09, of a day (days since 1970-01-01). */
export const isoDay = (day: number) => new Date(day * millisecondsPerDay).toISOString().slice(0, 10);

/** Days since 1970-01-01 of an ISO date. */
export const dayNumber = (date: string) => Math.round(Date.parse(date) / millisecondsPerDay);

/** 3 months, 1 month. */
export const inMonths = (months: number) => `${months} month${months === 1 ? '' : 's'}`;
