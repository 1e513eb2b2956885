import { fitModel } from '../../../core/cluster/fit-model.js';
import { fitScaler } from '../../../core/embed/fit-scaler.js';
import { fitSpace } from '../../../core/embed/fit-space.js';
import type { FittedSpace } from '../../../core/embed/fitted-space.js';
import { arrayOf } from '../../../core/embed/map-arrays.js';
import { pickRows } from '../../../core/embed/pick-rows.js';
import { scale } from '../../../core/embed/scale.js';
import type { Matrix } from '../../../core/matrix/matrix.js';
import { clusteredSamples } from '../../../core/metrics/clustered-samples.js';
import {
  asksNeighbours,
  assignCustomers,
  modelFeatures,
  placeCustomers,
} from '../../../core/model/assign-customers.js';
import type { CustomerModel } from '../../../core/model/customer-model.js';
import { decodeModel, decodeModelDocument } from '../../../core/model/decode-model.js';
import { type EncodedModel, encodeModel } from '../../../core/model/encode-model.js';
import { createRandom } from '../../../core/random/random.js';
import { defaultRules, type Model, models, type Space, spaces } from '../../../core/rules/rules.js';
import { matrixOf, readRows } from '../metrics/reference.js';

/** Spaces with a rule for new customers. */
const placing = spaces.filter((space) => space !== 'tsne');
const names = ['gross_revenue', 'recency_days', 'items', 'invoices', 'returned_items'];
const pairs = placing.flatMap((space) => models.map((model) => [space, model] as const));

/** Customers of retail, its min-max scale undone. */
const retail = (from: number, to: number): Matrix =>
  matrixOf(
    readRows('retail')
      .slice(from, to)
      .map((row) => row.map((value, j) => value * 10 ** (3 + j))),
  );

const known = retail(0, 300);
const fresh = retail(300, 340);

const scaler = fitScaler(known, names);
const put = (space: Space) => fitSpace(space, scale(scaler, known), names, createRandom(1));
const made = new Map<Space, FittedSpace>(placing.map((space) => [space, put(space)]));

/** A model of 300 customers, and the segment that its fit gave each, 0 for none. */
function make(
  space: Space,
  name: Model,
  { points, map, arrays } = made.get(space)!,
): { model: CustomerModel; segmentIds: number[] } {
  const [clustering] = fitModel(name, points, [3], {
    rules: { ...defaultRules.segmentation, starts: 2 },
    randomOf: () => createRandom(1),
    onFit: () => {},
  });
  const { fitted, labels } = clustering!;
  const clustered = clusteredSamples(points, labels);
  const voters = {
    points: arrayOf(clustered.points),
    labels: { data: clustered.labels, shape: [clustered.labels.length] },
  };
  // Segments are numbered by value, not by label.
  const segments = Array.from({ length: fitted.k }, (_, label) => ({
    segmentId: fitted.k - label,
    ...{ labels: [label], goneLabels: [label] },
    name: `segment ${label}`,
    isInsiders: false,
  }));
  const model = {
    dataset: 'shop',
    runId: 'shop-1',
    scaler,
    map,
    fitted,
    segments,
    ...{ goneAfterDays: null, enter: null },
    arrays: { ...arrays, ...(asksNeighbours(fitted) ? voters : {}) },
  };
  return { model, segmentIds: Array.from(labels, (label) => (label < 0 ? 0 : fitted.k - label)) };
}

const decode = ({ document, files }: EncodedModel) =>
  decodeModel(decodeModelDocument(document), (file) => files.get(file)!);

describe.each(pairs)('%s, %s', (space, name) => {
  const { model, segmentIds } = make(space, name);
  const stored = decode(encodeModel(model));

  test('says of each customer how well they fit, whoever else is asked about', () => {
    const { silhouettes } = placeCustomers(model, known);
    expect(silhouettes).toHaveLength(known.rows);
    expect(silhouettes.every((value) => value >= -1 && value <= 1)).toBe(true);
    // Most lie nearer to the center of their own cluster than to any other.
    expect(silhouettes.filter((value) => value > 0).length).toBeGreaterThan(known.rows / 2);
    const one = { data: known.data.slice(0, known.cols), rows: 1, cols: known.cols };
    expect(placeCustomers(model, one).silhouettes[0]).toBeCloseTo(silhouettes[0]!, 12);
  });

  test('stored and read again, gives the customers it was fitted to their segments', () => {
    expect(stored).toEqual(model);
    const assigned = Array.from(assignCustomers(stored, known));
    const wrong = assigned.filter((id, i) => segmentIds[i] !== 0 && id !== segmentIds[i]).length;
    // Neighbours outvote a few at the borders; every other model repeats its own answer.
    expect(wrong).toBeLessThanOrEqual(asksNeighbours(model.fitted) ? 0.03 * known.rows : 0);
  });

  test('one customer alone gets the segment that it gets among others', () => {
    const together = assignCustomers(stored, fresh);
    const alone = Array.from({ length: fresh.rows }, (_, i) =>
      assignCustomers(stored, pickRows(fresh, Int32Array.of(i))),
    );
    expect(alone.map(([id]) => id)).toEqual(Array.from(together));
    expect(together.every((id) => id >= 1 && id <= model.fitted.k)).toBe(true);
  });
});

const { model } = make('umap', 'ward');
const encoded = encodeModel(model);

test('the same model is the same bytes', () => {
  expect(encodeModel(make('umap', 'ward', put('umap')).model)).toEqual(encoded);
});

test('the document is plain JSON that names its features, segments and arrays with their sizes', () => {
  const document = JSON.parse(encoded.document);
  expect(document).toMatchObject({ formatVersion: 3, dataset: 'shop', runId: 'shop-1' });
  expect(modelFeatures(model)).toEqual(names);
  expect(Object.keys(document.arrays)).toEqual(['known', 'places', 'points', 'labels']);
  for (const { file, bytes, sha256 } of Object.values<{ file: string; bytes: number; sha256: string }>(
    document.arrays,
  )) {
    expect(encoded.files.get(file)).toHaveLength(bytes);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }
  expect(encoded.document.length).toBeLessThan(5000);
});

test('an unknown value counts as the median of those the model was fitted to', () => {
  const row = Array.from(fresh.data.subarray(0, 5));
  const median = model.scaler.features[1]!.median;
  expect(assignCustomers(model, matrixOf([[row[0]!, Number.NaN, ...row.slice(2)]]))).toEqual(
    assignCustomers(model, matrixOf([[row[0]!, median, ...row.slice(2)]])),
  );
});

test('an infinite value is an error with the feature and the count', () => {
  const rows = [1, 2].map(() => [1, 2, Number.POSITIVE_INFINITY, 3, 4]);
  expect(() => assignCustomers(model, matrixOf(rows))).toThrow(
    expect.objectContaining({
      name: 'UnusableFeature',
      message: expect.stringContaining('items is Infinity or the like for 2 customers'),
    }),
  );
});

describe('a model is refused', () => {
  const decodeChanged = (change: (document: Record<string, unknown>) => void, files = encoded.files) => {
    const document = JSON.parse(encoded.document);
    change(document);
    return () => decode({ document: JSON.stringify(document), files });
  };

  test.each(['', '{', 'null', '[]', '{"runId": "a"}'])('that is none: %s', (text) => {
    expect(() => decodeModelDocument(text)).toThrow(expect.objectContaining({ name: 'NoModel' }));
  });

  test('of another version', () => {
    expect(
      decodeChanged((document) => {
        document.formatVersion = 4;
      }),
    ).toThrow(
      expect.objectContaining({
        name: 'OtherModelVersion',
        message: 'the model has format version 4; this program reads version 3',
      }),
    );
  });

  test('whose document was changed', () => {
    expect(
      decodeChanged((document) => {
        document.runId = 'shop-2';
      }),
    ).toThrow(
      expect.objectContaining({
        name: 'DamagedModel',
        message: 'the model is damaged: its document has another checksum than was stored',
      }),
    );
  });

  test.each([
    ['an array was changed', (bytes: Uint8Array) => bytes.with(200, bytes[200]! ^ 1), 'checksum'],
    ['an array was cut short', (bytes: Uint8Array) => bytes.subarray(0, -8), 'size'],
  ])('of which %s', (_, damage, which) => {
    const files = new Map(encoded.files).set(
      'model-places.npy',
      damage(encoded.files.get('model-places.npy')!),
    );
    expect(decodeChanged(() => {}, files)).toThrow(
      expect.objectContaining({
        name: 'DamagedModel',
        message: `the model is damaged: model-places.npy has another ${which} than was stored`,
      }),
    );
  });
});

test('whoever meets the rule to enter is an Insider, whatever the model says', () => {
  const { model } = make('scaled', 'kmeans', made.get('scaled')!);
  const enter = [[{ feature: 'avg_gap_days', bound: 'below', cutoff: 10 } as const]];
  const segments = [
    { segmentId: 9, labels: [], goneLabels: [], name: 'Insiders', isInsiders: true },
    ...model.segments,
  ];
  const ruled: CustomerModel = { ...model, enter, segments };
  expect(modelFeatures(ruled)).toEqual([...names, 'avg_gap_days']);
  const gapOf = (i: number) => (i === 39 ? Number.NaN : i);
  const data = Float64Array.from({ length: 40 * 6 }, (_, at) =>
    at % 6 === 5 ? gapOf(Math.floor(at / 6)) : fresh.data[Math.floor(at / 6) * 5 + (at % 6)]!,
  );
  const assigned = assignCustomers(ruled, { data, rows: 40, cols: 6 });
  const byModel = assignCustomers(model, fresh);
  expect([...assigned.subarray(0, 10)]).toEqual(Array(10).fill(9));
  // Nor is whoever it cannot be known of.
  expect([...assigned.subarray(10)]).toEqual([...byModel.subarray(10)]);
});

test('whoever is gone by the shop’s rhythm is where the run has put those who were', () => {
  const { model } = make('scaled', 'kmeans', made.get('scaled')!);
  const [kept, emptied] = [model.segments[0]!, model.segments[1]!];
  const segments = model.segments.map((segment) => {
    if (segment === emptied) return { ...segment, goneLabels: [] };
    return segment === kept ? { ...segment, goneLabels: [...kept.labels, ...emptied.labels] } : segment;
  });
  const away = names.indexOf('recency_days');
  const limit = 30;
  const assigned = assignCustomers({ ...model, segments, goneAfterDays: limit }, fresh);
  const isGone = (i: number) => fresh.data[i * fresh.cols + away]! > limit;
  const byModel = assignCustomers(model, fresh);
  const expected = Array.from(byModel, (id, i) =>
    isGone(i) && id === emptied.segmentId ? kept.segmentId : id,
  );
  expect([...assigned]).toEqual(expected);
  expect(expected).not.toEqual([...byModel]);
});
