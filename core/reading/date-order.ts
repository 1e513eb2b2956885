/** Order of day, month and year where a date is three numbers. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';
