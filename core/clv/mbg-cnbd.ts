/**
 * The MBG/CNBD-k model: a customer's times between orders are Erlang-k at a rate of their own, gamma(r, alpha) over the
 * customers, and after each order, the first too, they leave with a probability of their own, beta(a, b) over the
 * customers. k = 1 is orders by pure chance (MBG/NBD); the higher k, the more regular. Symbols of histories:
 * `BuyingHistories`; alpha has their unit of time.
 * @see Platzer and Reutterer 2016, Ticking away the moments; Reutterer, Platzer and Schröder 2021, Leveraging purchase
 *   regularity for predicting customer behavior the easy way; Batislam, Denizel and Filiztekin 2007 for k = 1
 */
export interface MbgCnbd {
  readonly k: number;
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/**
 * The probability that a gap has not ended, of a customer whose gaps are Erlang-k at a gamma distributed rate:
 * (1 - u)^shape times the sum over j < k of (shape)_j u^j / j!.
 * @param shape of the rate: r + k x
 * @param u what has passed of the gap, against alpha + tx and that together: 0..1
 */
export function gapLasts(k: number, shape: number, u: number): number {
  let [term, sum] = [1, 1];
  for (let j = 1; j < k; j++) {
    term *= ((shape + j - 1) / j) * u;
    sum += term;
  }
  return sum * (1 - u) ** shape;
}

/** The probability that a customer with this history has not left, 0..1. */
export function mbgCnbdAlive({ k, r, alpha, a, b }: MbgCnbd, x: number, tx: number, T: number): number {
  // Both ways in units of (alpha + tx)^-(r + k x).
  const stays = gapLasts(k, r + k * x, (T - tx) / (alpha + T));
  return stays / (stays + a / (b + x));
}

/**
 * The time from the last order by which the next has come with a probability, of a customer who has not left and has not
 * ordered until T.
 * @param share 0..1, ends excluded
 */
export function nextGapQuantile(
  { k, r, alpha }: Pick<MbgCnbd, 'k' | 'r' | 'alpha'>,
  x: number,
  tx: number,
  T: number,
  share: number,
): number {
  const shape = r + k * x;
  const scale = alpha + tx;
  const target = (1 - share) * gapLasts(k, shape, (T - tx) / (alpha + T));
  let [low, high] = [(T - tx) / (alpha + T), 1];
  for (let halving = 0; halving < 48; halving++) {
    const middle = (low + high) / 2;
    if (gapLasts(k, shape, middle) > target) low = middle;
    else high = middle;
  }
  const u = (low + high) / 2;
  return (scale * u) / (1 - u);
}
