import { addDays } from './add-days.js';

/** How many of the days from one ISO date to another, both included, lie in October to December, and how many do not. */
export function daysInFourthQuarter(
  from: string,
  to: string,
): { readonly fourth: number; readonly others: number } {
  let fourth = 0;
  let all = 0;
  for (let day = from.slice(0, 10); day <= to.slice(0, 10); day = addDays(day, 1)) {
    all++;
    if (day.slice(5) >= '10-01') fourth++;
  }
  return { fourth, others: all - fourth };
}
