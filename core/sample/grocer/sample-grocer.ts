import { createDiary } from '../diary.js';
import type { SampleShopOptions } from '../sample-shop.js';
import { createShopCalendar, minutesPerDay } from '../shop-calendar.js';
import { csvHeader, writeCsv } from '../write-csv.js';
import { drawHousehold, drawTrolley, type Household, nextVisit } from './household.js';
import { createShelf } from './shelf.js';

const firstCustomerId = 50_001;
const firstInvoiceNumber = 700_001;
/** So many of the households were there before the period begins. */
const establishedShare = 0.6;

/**
 * The order file of a made-up grocer as CSV text, the header first, then a day per chunk, in order of time: households
 * that come like clockwork, regularly or by chance, use things up and buy them again, things that go together, offers.
 * Memory grows with the households, not with the lines. The same `random` gives the same text.
 *
 * @throws RangeError for a last day that is no ISO date
 */
export function* sampleGrocer({
  random,
  customers = 500,
  months = 12,
  lastDay = '2025-12-31',
}: SampleShopOptions): Generator<string> {
  const calendar = createShopCalendar(lastDay, months);
  const shelf = createShelf(random);
  const visits = createDiary<Household>(calendar.days);
  for (let i = 0; i < customers; i++) {
    const isEstablished = random() < establishedShare;
    const span = isEstablished ? 14 : calendar.days;
    const comesOn = Math.floor(random() * span);
    visits.add(comesOn, drawHousehold(random, `${firstCustomerId + i}`, shelf, comesOn));
  }
  yield csvHeader;
  let number = firstInvoiceNumber;
  for (let day = 0; day < calendar.days; day++) {
    let text = '';
    for (const household of visits.take(day)) {
      const minute = day * minutesPerDay + 8 * 60 + Math.floor(random() * 12 * 60);
      const lines = drawTrolley(random, household, shelf, day);
      const invoice = { minute, shopper: household.shopper, lines, isCancellation: false };
      text += writeCsv(random, invoice, number++, calendar.format(minute));
      // At the soonest the day after.
      const next = Math.max(day + 1, Math.round(nextVisit(random, household, day)));
      if (next < household.leavesOn) visits.add(next, household);
    }
    if (text) yield text;
  }
}
