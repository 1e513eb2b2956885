import { drawExponential } from '../random/draw-exponential.js';
import type { Random } from '../random/random.js';
import { createCatalogue } from './catalogue.js';
import { createDiary } from './diary.js';
import { drawBasket } from './draw-basket.js';
import { drawExtras } from './draw-extras.js';
import { drawMistake } from './draw-mistake.js';
import { drawReturn } from './draw-return.js';
import { habits } from './habits.js';
import type { Invoice } from './invoice.js';
import { minutesPerDay, type ShopCalendar } from './shop-calendar.js';
import { drawNextVisit, drawShopper, type Visit } from './shopper.js';

export interface Shop {
  expect(visit: Visit): void;
  /** The invoices of a day in order of time. Days are traded in order, each once. */
  trade(day: number): Invoice[];
}

/** A shop that serves the visits it expects and learns from each what is to come: the next one, returns. */
export function openShop(random: Random, calendar: ShopCalendar): Shop {
  const catalogue = createCatalogue(random);
  const visits = createDiary<Visit>(calendar.days);
  const returns = createDiary<Invoice>(calendar.days);

  const expect = (visit: Visit) => visits.add(dayOf(calendar.minuteAt(visit.time)), visit);

  function serve({ shopper, time }: Visit): Invoice[] {
    const minute = calendar.minuteAt(time);
    const goods = drawBasket(random, shopper, catalogue);
    if (random() < shopper.returnShare) {
      const { days, lines } = drawReturn(random, goods);
      const returnedAt = calendar.minuteAt(time + days);
      returns.add(dayOf(returnedAt), { minute: returnedAt, shopper, lines, isCancellation: true });
    }
    const lines = [...goods, ...drawExtras(random, shopper, catalogue)];
    const order = { minute, shopper, lines, isCancellation: false };
    return random() < habits.mistakeRate
      ? [order, ...drawMistake(random, shopper, minute, catalogue)]
      : [order];
  }

  function expectMore(visit: Visit) {
    if (isAnonymous(visit)) return;
    const next = drawNextVisit(random, visit);
    if (next) expect(next);
    if (random() < anonymousPerCustomerVisit) {
      const time = visit.time + drawExponential(random, 1);
      expect({ shopper: drawShopper(random, ''), time, isFirst: true });
    }
  }

  return {
    expect,
    trade(day) {
      const invoices: Invoice[] = [];
      for (const visit of visits.take(day)) {
        invoices.push(...serve(visit));
        expectMore(visit);
      }
      invoices.push(...returns.take(day));
      return invoices.sort((one, other) => one.minute - other.minute);
    },
  };
}

const dayOf = (minute: number) => Math.floor(minute / minutesPerDay);

const isAnonymous = ({ shopper }: Visit) => shopper.id === '';

const anonymousPerCustomerVisit = habits.anonymousShare / (1 - habits.anonymousShare);
