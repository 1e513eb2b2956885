/** How the sample shop and its customers behave; its seasons and hours are in the calendar. Times are days, money is pence. */
export const habits = {
  /**
   * BG/NBD: a customer buys at a rate that is gamma(r, alpha) distributed and drops out after each repeat
   * purchase with a probability that is beta(a, b) distributed.
   * @see Fader, Hardie, Lee 2005, "Counting your customers the easy way", Marketing Science 24(2)
   */
  buying: { r: 0.75, alpha: 65, a: 0.9, b: 4.2 },

  /**
   * Gamma-gamma: order values are gamma(p, nu) distributed, nu differs by customer and is gamma(q, gamma)
   * distributed. The mean order is p * gamma / (q - 1).
   * @see Fader and Hardie 2013, "The gamma-gamma model of monetary value"
   */
  spending: { p: 4, q: 3.2, gamma: 4200 },

  /** Trade customers: their orders and the lines of them are so many times as large. */
  wholesale: { share: 0.05, orderFactor: 5, lineFactor: 3 },

  /**
   * Some customers were there before the period and are first seen some days into it. The others are new,
   * and arrive so much faster at the end than at the start (1: twice as fast).
   */
  arriving: { establishedShare: 0.3, establishedMeanDays: 60, growth: 0.7 },

  /** The value of a line scatters log-normally around its median. */
  line: { medianPence: 900, sigma: 0.6 },

  /** Products sell by Zipf's law: the rank to the power of minus the exponent. */
  catalogue: { products: 400, zipfExponent: 0.65, priceSigma: 0.3 },

  /** Invoices without a customer, as a share of all that are not returns. */
  anonymousShare: 0.15,

  /** Each customer brings back a beta(a, b) distributed share of the orders, after some days. */
  returning: { a: 0.5, b: 6.5, soonestDays: 1, meanDays: 12 },

  /** Per order. */
  postageShareAbroad: 0.7,
  freeSampleRate: 0.004,
  manualRate: 0.0008,
  /** A far too large quantity typed in, and cancelled minutes later. */
  mistakeRate: 0.0008,

  /** Per line. */
  missingDescriptionRate: 0.002,
  unreadableRate: 0.0005,
};

/** Where the customers live: weight, and what a parcel costs. The first country is the shop's own. */
export const countries = [
  { name: 'United Kingdom', weight: 82, postagePence: 0 },
  { name: 'Ireland', weight: 5, postagePence: 1200 },
  { name: 'Germany', weight: 4, postagePence: 1800 },
  { name: 'France', weight: 3, postagePence: 1800 },
  { name: 'Netherlands', weight: 2, postagePence: 1500 },
  { name: 'Belgium', weight: 2, postagePence: 1500 },
  { name: 'Spain', weight: 1, postagePence: 2200 },
  { name: 'Switzerland', weight: 1, postagePence: 2800 },
];
