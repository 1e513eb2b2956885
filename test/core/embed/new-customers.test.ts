import { fitKMeans } from '../../../core/cluster/fit-kmeans.js';
import { nearestCenters } from '../../../core/cluster/nearest-centers.js';
import { fitScaler } from '../../../core/embed/fit-scaler.js';
import { fitSpace } from '../../../core/embed/fit-space.js';
import { pickRows } from '../../../core/embed/pick-rows.js';
import { placeInSpace } from '../../../core/embed/place-in-space.js';
import { scale } from '../../../core/embed/scale.js';
import type { Matrix } from '../../../core/matrix.js';
import { adjustedRandIndex } from '../../../core/metrics/adjusted-rand-index.js';
import { createRandom } from '../../../core/random.js';
import { spaces } from '../../../core/rules.js';
import { readPoints } from '../metrics/reference.js';

const names = ['gross_revenue', 'recency_days', 'items', 'invoices', 'returned_items'];
const nClusters = 2;

test.each(spaces)(
  '%s: a fifth of the customers, assigned, agree with a fit on all as much as the fits do',
  (space) => {
    const retail = readPoints('retail');
    const raw = pickRows(
      retail,
      Int32Array.from({ length: 1500 }, (_, i) => i),
    );
    // Undo the min-max scale, so that the shapes are those of a shop.
    const spread = raw.data.map((value, at) => value * 10 ** (3 + (at % 5)));
    const all = scale(fitScaler({ ...raw, data: spread }, names), { ...raw, data: spread });
    const rows = Int32Array.from({ length: all.rows }, (_, i) => i);
    const known = rows.filter((i) => i % 5 > 0);
    const fresh = rows.filter((i) => i % 5 === 0);

    const whole = fitSpace(space, all, names, createRandom(1));
    const part = fitSpace(space, pickRows(all, known), names, createRandom(1));
    const ofWhole = cluster(whole.points);
    const ofPart = cluster(part.points);
    const assigned = nearestCenters(
      placeInSpace(part.map, part.arrays, pickRows(all, fresh), names),
      ofPart.centers,
    ).labels;

    const fits = adjustedRandIndex(
      ofPart.labels,
      known.map((i) => ofWhole.labels[i]!),
    );
    expect(fits).toBeGreaterThan(0.9);
    expect(
      adjustedRandIndex(
        assigned,
        fresh.map((i) => ofWhole.labels[i]!),
      ),
    ).toBeGreaterThan(0.9);
  },
);

const cluster = (points: Matrix) => fitKMeans(points, nClusters, createRandom(3), { starts: 10 });
