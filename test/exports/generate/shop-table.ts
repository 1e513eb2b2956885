import { createRandom, type Random } from '../../../core/random/random.js';

/** All money here is whole cents. */
export type Cents = number;

export interface Person {
  /** From 1. Two people have neither the same e-mail, user name, name nor initial and last name. */
  readonly id: number;
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly phone: string;
  readonly user: string;
  /** The number of their account, or null: they always order as a guest. */
  readonly account: number | null;
  readonly country: Country;
}

export interface Product {
  readonly sku: string;
  readonly title: string;
  readonly price: Cents;
}

export interface Line {
  readonly product: Product;
  readonly pieces: number;
  /** Price x pieces. */
  readonly list: Cents;
  /** What was taken off the whole line. */
  readonly discount: Cents;
  /** list - discount: what was paid for these goods. */
  readonly net: Cents;
  /** Pieces given back, and what was paid for them. */
  readonly refundedPieces: number;
  readonly refunded: Cents;
}

/** Only `sold` counts. */
export type State = 'sold' | 'cancelled' | 'unpaid' | 'failed' | 'test' | 'draft';

export interface Order {
  /** From 1 in the order of time. */
  readonly index: number;
  /** Milliseconds of the shop's clock, as if that were UTC. */
  readonly at: number;
  /** Null: nobody knows who bought. */
  readonly person: Person | null;
  /** The same address as others might type it. */
  readonly emailAsTyped: string;
  readonly state: State;
  readonly currency: string;
  readonly lines: readonly Line[];
  /** Percent that was taken off every line, or 0. */
  readonly discountPercent: number;
  /** Sums over the lines. */
  readonly list: Cents;
  readonly discount: Cents;
  readonly net: Cents;
  readonly pieces: number;
  readonly shipping: Cents;
  /** Percent of the goods. */
  readonly taxPercent: number;
  readonly tax: Cents;
  readonly tip: Cents;
  /** A gift card that was bought with the goods. */
  readonly giftCard: Cents;
  /** net + shipping + tax + tip + gift card. */
  readonly total: Cents;
  readonly refund: Refund | null;
}

export interface Refund {
  readonly isFull: boolean;
  readonly at: number;
  /** Of the goods. */
  readonly goods: Cents;
  /** Of the tax on these goods. */
  readonly tax: Cents;
  /** What was paid back: everything, or the goods and their tax. */
  readonly total: Cents;
}

export type Country = (typeof countries)[number];

/** What the orders of a shop can have: a platform's report does not tell everything. */
export interface ShopOptions {
  /** Orders without anybody's name, e-mail or account. */
  readonly hasAnonymous: boolean;
  /** Who has an account: everybody, most. */
  readonly hasGuests: boolean;
  /** The same e-mail in other capitals and with blanks around it. */
  readonly hasSpellings: boolean;
  readonly states: readonly Exclude<State, 'sold'>[];
  readonly refunds: 'none' | 'full' | 'any';
  /** Off whole orders by percent, off some lines, or not at all. */
  readonly discounts: 'none' | 'orders' | 'lines';
  readonly hasShipping: boolean;
  readonly hasTax: boolean;
  readonly hasTips: boolean;
  readonly hasGiftCards: boolean;
  readonly hasFreeLines: boolean;
  readonly mostLines: number;
  readonly currencies: readonly string[];
}

export const anyShop: ShopOptions = {
  hasAnonymous: false,
  hasGuests: true,
  hasSpellings: true,
  states: ['cancelled', 'unpaid'],
  refunds: 'any',
  discounts: 'orders',
  hasShipping: true,
  hasTax: true,
  hasTips: false,
  hasGiftCards: false,
  hasFreeLines: true,
  mostLines: 4,
  currencies: ['USD'],
};

/** Sizes as codes, words that look like charges, quotes, delimiters, accents; one price above a thousand. */
const products: readonly Product[] = [
  ['BAG-TOTE', 'Tote Bag', 2995],
  ['S', 'Linen Shirt, small', 3900],
  ['M', 'Linen Shirt, medium', 3900],
  ['KNIFE', 'Chef Knife', 7450],
  ['CAN-LAV', 'Lavender Candle 8"', 1600],
  ['SOAP-3', 'Soap Bar (3 pack)', 900],
  ['POST-A5', 'Print A5; framed', 1200],
  ['CAFE-1', 'Café Filtré 1 kg', 2150],
  ['MUG-01', 'Stoneware Mug, speckled', 1850],
  ['SOCK', 'Socks - grey', 1105],
  ['00417', 'Wool Blanket', 8900],
  ['CHAIR', 'Reading Chair "Holm"', 123450],
].map(([sku, title, price]) => ({ sku, title, price }) as Product);

const freeSample: Product = { sku: 'SAMPLE', title: 'Free Sample Sachet', price: 0 };

const countries = ['US', 'GB', 'DE', 'FR', 'CA'] as const;

/** Every first name has its own initial. */
const firstNames = ['Avela', 'Bastien', 'Cassil', 'Dorvan', 'Elwin', 'Farrow', 'Galen', 'Hestia', 'Ivaro'];
const lastNames = ['Karst', 'Jessop', 'Müller-Vogt', 'Sørby', "O'Fallon", 'van Tongeren', 'Lindqvist'];

const day = 86_400_000;

/** A shop's true orders of about a year and a half, in the order of time. The same seed gives the same shop. */
export function drawShop(seed: number | string, options: ShopOptions): readonly Order[] {
  const random = createRandom(`shop ${seed}`);
  const people = drawPeople(random, options);
  const nOrders = between(random, 40, 110);
  const from = Date.UTC(2024, between(random, 0, 5), between(random, 1, 28));
  const gap = (540 * day) / nOrders;
  return Array.from({ length: nOrders }, (_, i) => {
    // Days apart, and by day: no convention about time zones can move an order to another day.
    const on = from + Math.floor((i * gap + random() * gap) / day) * day;
    const at = on + between(random, 9 * 3600, 21 * 3600) * 1000;
    return drawOrder(random, { index: i + 1, at, people, isEdge: i === 0 || i === nOrders - 1, options });
  }).sort((a, b) => a.at - b.at || a.index - b.index);
}

function drawPeople(random: Random, { hasGuests }: ShopOptions): Person[] {
  const nPeople = between(random, 18, 40);
  return Array.from({ length: nPeople }, (_, i) => {
    const first = firstNames[Math.floor(i / lastNames.length)]!;
    const last = lastNames[i % lastNames.length]!;
    const plain = `${first}.${last}`
      .toLowerCase()
      .normalize('NFD')
      .replace(/ø/g, 'oe')
      .replace(/[^a-z.]/g, '');
    return {
      id: i + 1,
      first,
      last,
      email: `${plain}@example.com`,
      phone: `+1555010${String(1000 + i)}`,
      user: `${plain.replace('.', '_')}${i + 3}`,
      account: hasGuests && i % 3 === 2 ? null : 70_000 + 13 * (i + 1),
      country: pick(random, countries),
    };
  });
}

interface Drawing {
  readonly index: number;
  readonly at: number;
  readonly people: readonly Person[];
  /** The first and the last order count, so that the period is theirs. */
  readonly isEdge: boolean;
  readonly options: ShopOptions;
}

function drawOrder(random: Random, { index, at, people, isEdge, options }: Drawing): Order {
  const isAnonymous = options.hasAnonymous && random() < 0.08 && !isEdge;
  // A few people order often.
  const person = isAnonymous ? null : people[Math.floor(random() ** 1.7 * people.length)]!;
  const state =
    !isEdge && options.states.length > 0 && random() < 0.16 ? pick(random, options.states) : 'sold';
  const discountPercent = options.discounts === 'orders' && random() < 0.35 ? pick(random, [10, 20, 25]) : 0;
  const wanted = state === 'sold' && !isEdge && random() < 0.16 ? drawRefund(random, options.refunds) : null;
  const bought = drawLines(random, { discountPercent, options });
  const lines = wanted === null ? bought : refundLines(random, bought, wanted);
  const refundedGoods = sum(lines.map(({ refunded }) => refunded));
  const list = sum(lines.map((line) => line.list));
  const net = sum(lines.map((line) => line.net));
  const taxPercent = options.hasTax ? pick(random, [0, 8, 10, 19]) : 0;
  const shipping = options.hasShipping ? pick(random, [0, 495, 990]) : 0;
  const tip = options.hasTips && random() < 0.12 ? pick(random, [200, 300, 550]) : 0;
  const giftCard = options.hasGiftCards && random() < 0.06 ? pick(random, [2500, 5000]) : 0;
  const tax = taxOf(net, taxPercent);
  const total = net + shipping + tax + tip + giftCard;
  const isFull = refundedGoods === net;
  const refundTax = isFull ? tax : taxOf(refundedGoods, taxPercent);
  return {
    index,
    at,
    person,
    emailAsTyped: typedEmail(random, person, options),
    state,
    currency: pick(random, options.currencies),
    lines,
    discountPercent,
    list,
    discount: list - net,
    net,
    pieces: sum(lines.map(({ pieces }) => pieces)),
    shipping,
    taxPercent,
    tax,
    tip,
    giftCard,
    total,
    refund:
      refundedGoods === 0
        ? null
        : {
            isFull,
            // Later than a cancellation within a day, which is another thing.
            at: at + between(random, 4, 25) * day,
            goods: refundedGoods,
            tax: refundTax,
            total: isFull ? total : refundedGoods + refundTax,
          },
  };
}

function drawLines(
  random: Random,
  { discountPercent, options }: { discountPercent: number; options: ShopOptions },
): Line[] {
  const chosen = new Set<Product>();
  const nLines = between(random, 1, options.mostLines);
  while (chosen.size < nLines) {
    const product = pick(random, products);
    // A chair is a rare thing.
    if (product.price < 100_000 || random() < 0.3) chosen.add(product);
  }
  if (options.hasFreeLines && chosen.size < options.mostLines && random() < 0.12) chosen.add(freeSample);
  return [...chosen].map((product) => {
    const pieces = product === freeSample ? 1 : pick(random, [1, 1, 1, 2, 2, 3, 5]);
    const percent =
      options.discounts === 'lines' && random() < 0.25 ? pick(random, [5, 10, 50]) : discountPercent;
    const list = product.price * pieces;
    const discount = Math.round((list * percent) / 100);
    return { product, pieces, list, discount, net: list - discount, refundedPieces: 0, refunded: 0 };
  });
}

const drawRefund = (random: Random, refunds: ShopOptions['refunds']): 'full' | 'part' | null => {
  if (refunds === 'none') return null;
  return refunds === 'full' || random() < 0.45 ? 'full' : 'part';
};

/** Everything, whole lines, or some pieces of one where the money divides; never everything when a part is wanted. */
function refundLines(random: Random, lines: readonly Line[], wanted: 'full' | 'part'): Line[] {
  const whole = (line: Line): Line => ({ ...line, refundedPieces: line.pieces, refunded: line.net });
  if (wanted === 'full') return lines.map(whole);
  const paid = lines.filter(({ net }) => net > 0);
  const chosen = pick(random, paid);
  if (paid.length > 1) return lines.map((line) => (line === chosen ? whole(line) : line));
  if (chosen.pieces === 1 || chosen.net % chosen.pieces !== 0) return [...lines];
  const refundedPieces = between(random, 1, chosen.pieces - 1);
  const refunded = (chosen.net / chosen.pieces) * refundedPieces;
  return lines.map((line) => (line === chosen ? { ...line, refundedPieces, refunded } : line));
}

function typedEmail(random: Random, person: Person | null, { hasSpellings }: ShopOptions): string {
  if (!person) return '';
  if (!hasSpellings || random() < 0.7) return person.email;
  const capital = person.email.replace(/(^|\.)[a-z]/g, (letters) => letters.toUpperCase());
  return pick(random, [capital, person.email.toUpperCase(), `${person.email} `]);
}

const taxOf = (goods: Cents, percent: number): Cents => Math.round((goods * percent) / 100);

export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** A whole number from..to, both inclusive. */
export const between = (random: Random, from: number, to: number) =>
  from + Math.floor(random() * (to - from + 1));

export const pick = <T>(random: Random, values: readonly T[]): T =>
  values[Math.floor(random() * values.length)]!;
