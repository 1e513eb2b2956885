import { assign } from '../../../core/cluster/assign.js';
import { type Clustering, fitModel } from '../../../core/cluster/fit-model.js';
import { fitScaler } from '../../../core/embed/fit-scaler.js';
import { fitSpace } from '../../../core/embed/fit-space.js';
import { pickRows } from '../../../core/embed/pick-rows.js';
import { placeInSpace } from '../../../core/embed/place-in-space.js';
import { scale } from '../../../core/embed/scale.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { adjustedRandIndex } from '../../../core/metrics/adjusted-rand-index.js';
import { drawNormal } from '../../../core/random/draw-normal.js';
import { createRandom } from '../../../core/random/random.js';
import { defaultRules, type Model, models, type Space, spaces } from '../../../core/rules/rules.js';
import { matrixOf, readRows } from '../metrics/reference.js';

/** Spaces with a rule for new customers. */
const placing = spaces.filter((space) => space !== 'tsne');
const names = ['gross_revenue', 'recency_days', 'items', 'invoices', 'returned_items'];
/** Two fits that agree so well are the same segmentation. */
const stable = 0.9;

describe.each(placing)('%s', (space) => {
  const groups = split(shopOfGroups(500), space);
  const customers = split(retail(1500), space);

  // Of a map of so few customers a mixture or a density model may see other knots than in the next map.
  test('most models find the groups of a shop of four clear groups again in four fifths of it', () => {
    const again = models.filter((model) => agreements(groups(), model, 4).ofFits > stable);
    expect(again.length).toBeGreaterThan(models.length / 2 - 1);
    expect(again).toContain('kmeans');
  });

  test.each(models)(
    '%s: a fifth of a shop of four clear groups is assigned as a fit on all would have it, where fits agree',
    (model) => {
      const { ofFits, ofAssigned } = agreements(groups(), model, 4);
      expect(ofAssigned).toBeGreaterThan(ofFits >= stable ? stable : ofFits - 0.1);
    },
  );

  test.each(models)(
    '%s: a fifth of the customers of retail agree with a fit on all as well as fits on four fifths agree',
    (model) => {
      const { ofFits, ofAssigned } = agreements(customers(), model, 3);
      expect(ofAssigned).toBeGreaterThan(ofFits >= stable ? stable : ofFits - 0.1);
    },
  );
});

type Shop = ReturnType<ReturnType<typeof split>>;

/** A space fitted to all of a shop, and to all but the first and all but the second of every five customers. */
function split(shop: Matrix, space: Space) {
  const rows = Int32Array.from({ length: shop.rows }, (_, i) => i);
  const put = (picked: Int32Array) => {
    const customers = pickRows(shop, picked);
    const scaler = fitScaler(customers, names);
    return { picked, scaler, ...fitSpace(space, scale(scaler, customers), names, createRandom(1)) };
  };
  let made: { shop: Matrix; whole: Put; part: Put; otherPart: Put } | undefined;
  type Put = ReturnType<typeof put>;
  return () => {
    made ??= {
      shop,
      whole: put(rows),
      part: put(rows.filter((i) => i % 5 !== 0)),
      otherPart: put(rows.filter((i) => i % 5 !== 1)),
    };
    return made;
  };
}

/**
 * Adjusted Rand indices: the least of the three fits among one another; and with the fit on all, of the first of
 * every five customers, scaled, placed and assigned by the fit without them.
 */
function agreements({ shop, whole, part, otherPart }: Shop, model: Model, k: number) {
  const ofWhole = cluster(whole.points, model, k);
  const ofPart = cluster(part.points, model, k);
  const inWhole = labelsIn(shop, whole.picked, ofWhole.labels);
  const inPart = labelsIn(shop, part.picked, ofPart.labels);
  const inOther = labelsIn(shop, otherPart.picked, cluster(otherPart.points, model, k).labels);
  const agree = (customers: Int32Array, a: Int32Array, b: Int32Array) =>
    adjustedRandIndex(
      customers.map((i) => a[i]!),
      customers.map((i) => b[i]!),
    );
  // Nobody is assigned to noise, so that those whom the fit on all leaves out say nothing.
  const fresh = whole.picked.filter((i) => i % 5 === 0 && inWhole[i]! >= 0);
  const scaled = scale(part.scaler, pickRows(shop, fresh));
  const placed = placeInSpace(part.map, part.arrays, scaled, names);
  const assigned = assign(ofPart.fitted, { points: part.points, labels: ofPart.labels }, placed);
  return {
    ofFits: Math.min(
      agree(part.picked, inWhole, inPart),
      agree(otherPart.picked, inWhole, inOther),
      agree(
        part.picked.filter((i) => i % 5 !== 1),
        inPart,
        inOther,
      ),
    ),
    ofAssigned: agree(fresh, inWhole, labelsIn(shop, fresh, assigned)),
  };
}

/** Labels of all customers, of which some are known. */
function labelsIn({ rows }: Matrix, picked: Int32Array, labels: Int32Array): Int32Array {
  const all = new Int32Array(rows);
  picked.forEach((i, at) => {
    all[i] = labels[at]!;
  });
  return all;
}

function cluster(points: Matrix, model: Model, k: number): Clustering {
  const rules = { ...defaultRules.segmentation };
  const [clustering] = fitModel(model, points, [k], {
    rules,
    randomOf: () => createRandom(3),
    onFit: () => {},
  });
  return clustering!;
}

/** The first customers of retail, its min-max scale undone, so that the shapes are those of a shop. */
function retail(count: number): Matrix {
  return matrixOf(
    readRows('retail')
      .slice(0, count)
      .map((row) => row.map((value, j) => value * 10 ** (3 + j))),
  );
}

/** Customers of four kinds, by the logarithms of revenue, days since the last order, items and invoices. */
function shopOfGroups(count: number): Matrix {
  const random = createRandom('groups');
  const kinds = [
    [9.2, 3, 7, 3.2],
    [7.4, 3.8, 5.2, 1.9],
    [5.6, 4.9, 3.6, 0.8],
    [4.2, 5.7, 2, 0],
  ] as const;
  const customer = () => {
    const [revenue, recency, items, invoices] = kinds[Math.floor(random() * kinds.length)]!;
    const activity = 0.25 * drawNormal(random);
    const around = (mean: number, deviation: number) => Math.exp(mean + deviation * drawNormal(random));
    return [
      around(revenue + activity, 0.1),
      around(recency, 0.2),
      around(items + activity, 0.1),
      around(invoices + activity / 2, 0.1),
      around(items + activity - 1, 0.1),
    ];
  };
  return matrixOf(Array.from({ length: count }, customer));
}
