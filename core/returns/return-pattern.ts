/** What the returns of a product or of a customer look like. */
export const returnPatterns = [
  'order and cancel',
  'one customer',
  'damaged lot',
  'serial returner',
  'single',
  'scattered',
] as const;
export type ReturnPattern = (typeof returnPatterns)[number];

/** From this share of the money on, a pattern is what the returns look like. */
const half = 0.5;
/** Fewer customers than this with one faulty delivery are no lot. */
const lotCustomers = 3;
/** So many returns, and from so large a share of the orders, make a habit. */
const habitReturns = 3;
const habitShare = 0.3;

/** Returns of one product; money is positive. */
export interface ProductReturns {
  readonly customers: number;
  readonly returnedValue: number;
  /** Money of returns that undo a whole purchase line of the same customer. */
  readonly cancelledValue: number;
  /** Money of the month in which most came back. */
  readonly peakMonthValue: number;
  /** Money of the customer who returned most. */
  readonly topCustomerValue: number;
}

/** Returns of one customer; money is positive. */
export interface CustomerReturns {
  readonly returnedInvoices: number;
  readonly invoices: number;
  readonly returnedValue: number;
  readonly cancelledValue: number;
  readonly largestValue: number;
}

/**
 * The likely pattern of a product's returns, the first that at least half of the money fits: whole order lines undone
 * (`order and cancel`), one customer, several customers in one month (`damaged lot`); else `scattered`.
 */
export function productPattern(returns: ProductReturns): ReturnPattern {
  const least = returns.returnedValue * half;
  const one = returns.topCustomerValue >= least;
  if (returns.cancelledValue >= least) return 'order and cancel';
  if (one) return 'one customer';
  if (returns.customers >= lotCustomers && returns.peakMonthValue >= least) return 'damaged lot';
  return 'scattered';
}

/**
 * The likely pattern of a customer's returns: three or more, on top of at least 30 % as many orders
 * (`serial returner`); whole order lines undone (`order and cancel`); one return that makes half of the money
 * (`single`); else `scattered`.
 */
export function customerPattern(returns: CustomerReturns): ReturnPattern {
  const least = returns.returnedValue * half;
  const isHabit =
    returns.returnedInvoices >= habitReturns && returns.returnedInvoices >= habitShare * returns.invoices;
  if (isHabit) return 'serial returner';
  if (returns.cancelledValue >= least) return 'order and cancel';
  return returns.largestValue >= least ? 'single' : 'scattered';
}
