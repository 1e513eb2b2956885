import { UserError } from '../errors/user-error.js';
import type { ColumnMapping } from './column-mapping.js';
import { saidByHeader } from './header-concepts.js';
import type { LineEvidence, MoneyReading, SumEvidence } from './money-reading.js';

/** From what share on an equation holds for a file: cents are rounded differently here and there. */
const holds = 0.97;
/** Lines or orders below which arithmetic proves nothing. */
const few = 3;

export interface MoneyContext {
  readonly mapping: ColumnMapping;
  readonly file: string;
  readonly priceIs: 'piece' | 'line' | null;
  /** What the platform says of the order's goods. */
  readonly goodsAre: 'before discount' | 'after discount' | null;
  /** What other columns show of the line's discount; see `Layout`. */
  readonly isDiscountOff: boolean | null;
  readonly line: LineEvidence | null;
  /** Sums of pieces x price, of the amounts, of the prices alone; and what the orders say, as if it were the sum. */
  readonly sums: Readonly<Partial<Record<'pieces' | 'amount' | 'price' | 'goods', SumEvidence>>>;
}

/**
 * Decides by arithmetic on the file itself what its columns of money are.
 * @throws UserError `MoneyContradicts` if two columns say different things and nothing in the file tells which is right
 */
export function decideMoney(context: MoneyContext): MoneyReading {
  const { mapping } = context;
  const hasLineMoney = mapping.amount || (mapping.unit_price && (mapping.quantity || !mapping.kept_quantity));
  if (!hasLineMoney || mapping.kept_quantity) return ofOrders(context);
  const basis = basisOf(context);
  checkSums(context, basis.basis);
  const notes = [...basis.notes];
  const lineDiscount = basis.isNet ? null : lineDiscountOf(context, basis.basis, notes);
  const orderDiscount =
    mapping.order_discount !== undefined && !basis.isNet && isBeforeOrderDiscount(context, basis.basis);
  if (mapping.order_discount && !orderDiscount)
    notes.push(`The discount in '${named(mapping, 'order_discount')}' is already taken off.`);
  return {
    basis: basis.basis,
    lineDiscount,
    orderDiscount,
    taxOnTop: isTaxOnTop(context, basis.basis),
    notes,
  };
}

interface Basis {
  readonly basis: 'pieces' | 'amount' | 'price';
  /** Whether discounts are taken off already. */
  readonly isNet: boolean;
  readonly notes: readonly string[];
}

const named = (mapping: ColumnMapping, field: keyof ColumnMapping) =>
  mapping[field]!.header ?? `column ${mapping[field]!.position}`;

function basisOf(context: MoneyContext): Basis {
  const { mapping, line, sums, priceIs } = context;
  const { amount, unit_price: price, quantity } = mapping;
  const plain = (basis: Basis['basis'], ...notes: string[]): Basis => ({ basis, isNet: false, notes });
  if (amount && !(price && quantity)) return plain('amount', ...mayHoldMore(context));
  if (!amount) {
    const best = bySums(sums, ['pieces', 'price']);
    if (best === 'price' || (best === null && priceIs === 'line'))
      return plain(
        'price',
        `'${named(mapping, 'unit_price')}' is for all pieces of a line: it is not multiplied.`,
      );
    return plain('pieces');
  }
  if (priceIs === 'line') return plain('amount');
  const notUsed = `Quantity times unit price is used, not '${named(mapping, 'amount')}'.`;
  if (amount.matchedBy === 'rule' && price!.matchedBy !== 'rule') return plain('amount');
  if (price!.matchedBy === 'rule' && amount.matchedBy !== 'rule') return plain('pieces', notUsed);
  if (!line || line.complete < few) return plain('pieces', notUsed);
  // A price for several pieces is rounded by whoever wrote the amount.
  if (line.equal >= holds * line.complete) return plain(mapping.price_unit ? 'amount' : 'pieces');
  if (line.several >= few && line.priceIsAmount >= holds * line.several)
    return plain(
      'amount',
      `'${named(mapping, 'unit_price')}' is for all pieces of a line: it is not multiplied.`,
    );
  if (
    line.several >= few &&
    line.amountIsPrice >= holds * line.several &&
    line.nearRatio < holds * line.complete
  )
    return plain(
      'pieces',
      `'${named(mapping, 'amount')}' is a price, with tax: ${notUsed.toLowerCase().slice(0, 1)}${notUsed.slice(1)}`,
    );
  if (line.withShipping >= holds * line.complete)
    return plain(
      'pieces',
      `'${named(mapping, 'amount')}' has shipping in it: quantity times unit price is used.`,
    );
  if (afterDiscount(line)) return { basis: 'amount', isNet: true, notes: [] };
  const best = bySums(sums, ['pieces', 'amount']);
  if (best) return { basis: best, isNet: false, notes: best === 'pieces' ? [notUsed] : [] };
  if (line.nearRatio >= holds * line.complete) {
    const percent = Math.round((line.ratio - 1) * 1000) / 10;
    const what = percent > 0 ? `${percent} % above` : `${-percent} % below`;
    return percent > 0
      ? plain(
          'pieces',
          `'${named(mapping, 'amount')}' is ${what} quantity times unit price, as with tax; tax is no goods.`,
        )
      : {
          basis: 'amount',
          isNet: true,
          notes: [`'${named(mapping, 'amount')}' is ${what} quantity times unit price.`],
        };
  }
  if (line.equal >= line.complete / 2 && line.equal + line.below >= holds * line.complete) {
    const percent = Math.max(1, Math.round((100 * line.below) / line.complete));
    const note = `'${named(mapping, 'amount')}' is below quantity times unit price on ${percent} % of the lines, as after a discount, and is used.`;
    return { basis: 'amount', isNet: true, notes: [note] };
  }
  throw contradicts(context, line);
}

/** Money of whole orders, of which the file says neither what goods they had nor what else was paid. */
function mayHoldMore({ mapping }: MoneyContext): string[] {
  const { amount, stock_code, description, quantity, order_goods, discount } = mapping;
  const isOfLines = stock_code || description || quantity || order_goods || discount;
  const said = saidByHeader(amount!.header ?? '').concepts;
  if (isOfLines || ['net', 'subtotal', 'product', 'line'].some((word) => said.has(word as 'net'))) return [];
  return [`Money is '${named(mapping, 'amount')}' as it stands: tax, shipping and tips may be in it.`];
}

/** Which sum of the lines comes out as what the orders say; null where none does, or each. */
function bySums<Name extends 'pieces' | 'amount' | 'price'>(
  sums: MoneyContext['sums'],
  names: readonly Name[],
): Name | null {
  const shares = names.map((name) => {
    const sum = sums[name];
    if (!sum) return 0;
    const ofGoods = sum.goods >= few ? (sum.sumIsGoods + sum.sumIsGoodsBefore) / sum.goods : 0;
    const ofTotals = sum.totals >= few ? sum.sumIsTotal / sum.totals : 0;
    return Math.max(ofGoods, ofTotals);
  });
  const best = shares.indexOf(Math.max(...shares));
  const others = Math.max(...shares.filter((_, i) => i !== best));
  return shares[best]! >= 0.6 && shares[best]! > others + 0.2 ? names[best]! : null;
}

const afterDiscount = ({ discounted, afterLine, afterPiece, afterFraction, afterPercent }: LineEvidence) =>
  discounted >= 1 && Math.max(afterLine, afterPiece, afterFraction, afterPercent) >= 0.9 * discounted;

function lineDiscountOf(
  { mapping, line, isDiscountOff }: MoneyContext,
  basis: Basis['basis'],
  notes: string[],
): MoneyReading['lineDiscount'] {
  if (!mapping.discount || !line) return null;
  const header = named(mapping, 'discount').toLowerCase();
  const isPercent = line.percentSigns || /%|percent|prozent|pct/.test(header);
  if (basis === 'amount' && mapping.quantity && mapping.unit_price && afterDiscount(line)) return null;
  if ((basis === 'amount' || !mapping.amount) && isDiscountOff) return null;
  if (basis === 'amount' && isPercent && isDiscountOff === null && !saysBefore(mapping)) {
    notes.push(
      `'${named(mapping, 'amount')}' is taken as it stands: '${named(mapping, 'discount')}' is not taken off it again.`,
    );
    return null;
  }
  if (isPercent) return line.largestDiscount <= 1 && !line.percentSigns ? 'fraction' : 'percent';
  if (line.largestDiscount > 0 && line.largestDiscount < 1 && line.discounted > few) {
    notes.push(`'${named(mapping, 'discount')}' is taken as a share of the price, 0.1 being 10 %.`);
    return 'fraction';
  }
  return 'line';
}

/** Whether the header of the amount says that it is before discounts. */
const saysBefore = (mapping: ColumnMapping) => {
  const { concepts } = saidByHeader(named(mapping, 'amount'));
  return concepts.has('subtotal') || concepts.has('list');
};

/** Whether the sum of the lines is before the order's discount; what the platform says counts where the file is silent. */
function isBeforeOrderDiscount({ sums, goodsAre }: MoneyContext, basis: Basis['basis']): boolean {
  const sum = sums[basis];
  if (!sum) return true;
  if (sum.goodsDiscounted > 0 && sum.sumIsGoodsBefore >= 0.6 * sum.goodsDiscounted) return true;
  if (sum.totalsDiscounted > 0) {
    if (sum.totalAfterDiscount >= 0.6 * sum.totalsDiscounted) return true;
    if (sum.totalWithoutDiscount >= 0.6 * sum.totalsDiscounted) return false;
  }
  return goodsAre !== 'after discount' || sum.sumIsGoodsAfter < 0.6 * sum.goodsDiscounted;
}

/** Only where the order's total shows it. */
function isTaxOnTop({ mapping, sums }: MoneyContext, basis: Basis['basis'] | 'goods'): boolean {
  const sum = sums[basis];
  return (
    mapping.order_tax !== undefined && sum !== undefined && sum.taxOnTop > 0 && sum.taxOnTop >= sum.taxInside
  );
}

/** The lines have no money of their own: they share what their order says. */
function ofOrders(context: MoneyContext): MoneyReading {
  const { mapping, goodsAre, sums, isDiscountOff } = context;
  const { order_goods, order_total, order_tax, order_shipping, order_discount } = mapping;
  if (order_goods) {
    const shown = sums.goods;
    const isShownOff =
      shown !== undefined &&
      shown.totalsDiscounted > 0 &&
      shown.totalWithoutDiscount > Math.max(shown.totalAfterDiscount, 0.6 * shown.totalsDiscounted);
    const isOff =
      goodsAre === 'after discount' || isShownOff || (goodsAre === null && isDiscountOff === true);
    const orderDiscount = order_discount !== undefined && !isOff;
    const notes =
      order_discount && !orderDiscount
        ? [`The discount in '${named(mapping, 'order_discount')}' is already taken off.`]
        : [];
    const lineDiscount = percentOfOrder(context, notes);
    return {
      basis: 'order goods',
      lineDiscount,
      orderDiscount: orderDiscount && lineDiscount === null,
      taxOnTop: isTaxOnTop(context, 'goods'),
      notes,
    };
  }
  const total = `'${order_total!.header ?? order_total!.position}'`;
  // Without both, what is left is neither what was paid nor goods.
  const isApart = order_tax !== undefined && order_shipping !== undefined;
  const notes = isApart
    ? [
        `Money is ${total} without '${named(mapping, 'order_tax')}' and '${named(mapping, 'order_shipping')}'.`,
      ]
    : [`Money is the paid total ${total}: tax, shipping and tips may be in it.`];
  const basis = isApart ? 'order total without' : 'order total';
  return { basis, lineDiscount: null, orderDiscount: false, taxOnTop: isApart, notes };
}

/** A discount in percent of what the order's goods cost, where it is not taken off yet. */
function percentOfOrder(
  { mapping, isDiscountOff, line }: MoneyContext,
  notes: string[],
): MoneyReading['lineDiscount'] {
  if (!mapping.discount) return null;
  const header = named(mapping, 'discount');
  if (!line?.percentSigns && !/%|percent|prozent|pct/i.test(header)) return null;
  const goods = named(mapping, 'order_goods');
  const isBefore = isDiscountOff === null ? saidByHeader(goods).concepts.has('subtotal') : !isDiscountOff;
  if (isBefore) return 'percent';
  notes.push(`The discount in '${header}' is already taken off '${goods}'.`);
  return null;
}

/** Orders of several lines whose sums must come out, if not in what they say, then in their total. */
function checkSums({ mapping, sums, file }: MoneyContext, basis: Basis['basis']): void {
  const sum = sums[basis];
  if (!sum || !mapping.order_goods || sum.goods < 2 * few) return;
  const fits = Math.max(sum.sumIsGoods + sum.sumIsGoodsBefore, sum.sumIsTotal);
  if (fits >= 0.4 * sum.goods) return;
  const money = basis === 'amount' ? named(mapping, 'amount') : named(mapping, 'unit_price');
  throw new UserError(
    'MoneyContradicts',
    `the lines' '${money}' add up to the order's '${named(mapping, 'order_goods')}' in ${fits} of ${sum.goods} orders only`,
    {
      remedy:
        'Name the columns of the lines in the rules: reading: { columns: { quantity: …, unit_price: … } } or { amount: … }; insiders inspect shows what was taken for what.',
      file,
      column: money,
    },
  );
}

function contradicts({ mapping, file }: MoneyContext, line: LineEvidence): UserError {
  const [amount, price, quantity] = (['amount', 'unit_price', 'quantity'] as const).map((field) =>
    named(mapping, field),
  );
  const share = Math.round((100 * (line.complete - line.equal)) / line.complete);
  return new UserError(
    'MoneyContradicts',
    `'${amount}' is not '${quantity}' times '${price}' on ${share} % of the lines, and nothing in the file tells which is right`,
    {
      remedy: `Say it in the rules: reading: { columns: { amount: '${amount}' } }, or { unit_price: '${price}' }.`,
      file,
      column: amount!,
    },
  );
}
