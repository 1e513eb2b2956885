import { createRandom } from '../../../core/random/random.js';
import { groupsOfFive, groupsOfThree } from '../../../core/rfm/rfm-groups.js';
import { rfmCutoffs, rfmGroupSizes } from '../../../core/rfm/rfm-tables.js';
import { scoreBands, scoreOf } from '../../../core/rfm/score-bands.js';
import {
  type RfmStandard,
  scoreInFive,
  scoreInThree,
  scoreOne,
  standardOf,
} from '../../../core/rfm/score-customers.js';

const codesOf = (bands: number) => {
  const scores = Array.from({ length: bands }, (_, i) => i + 1);
  return scores.flatMap((r) => scores.flatMap((f) => scores.map((m) => `${r}${f}${m}`)));
};

test.each([
  [27, 3, groupsOfThree],
  [125, 5, groupsOfFive],
] as const)('every one of the %i codes is in one group', (count, bands, groups) => {
  const listed = groups.flatMap(({ codes }) => codes);
  expect(listed).toHaveLength(count);
  expect([...listed].sort()).toEqual(codesOf(bands).sort());
});

test('ten different values fall into five bands of two: 2, 4, 6 and 8 are the cut-offs', () => {
  const values = Float64Array.from({ length: 10 }, (_, i) => 10 - i);
  const bands = scoreBands(values, 5, false);
  expect([...bands.cutoffs]).toEqual([2, 4, 6, 8]);
  expect([1, 2, 3, 4, 5, 8, 9, 10].map((value) => scoreOf(value, bands))).toEqual([1, 1, 2, 2, 3, 4, 5, 5]);
});

test('who came last scores highest', () => {
  const bands = scoreBands(Float64Array.of(0, 10, 20, 30, 40), 5, true);
  expect([0, 10, 20, 30, 40].map((days) => scoreOf(days, bands))).toEqual([5, 4, 3, 2, 1]);
});

const customers = () => {
  const random = createRandom('rfm');
  const draw = (most: number) => Float64Array.from({ length: 997 }, () => Math.floor(random() ** 3 * most));
  return { recency_days: draw(373), invoices: draw(9).map((orders) => orders + 1), gross_revenue: draw(500) };
};

test('equal values have equal scores, larger ones never a lower score', () => {
  const columns = customers();
  const { codes, bands } = scoreInFive(columns);
  for (const i of codes.keys()) {
    expect(codes[i]![1]).toBe(String(scoreOf(columns.invoices[i]!, bands.invoices)));
  }
  const byOrders = [...columns.invoices.keys()].sort((a, b) => columns.invoices[a]! - columns.invoices[b]!);
  byOrders.slice(1).forEach((i, at) => {
    const [before, after] = [codes[byOrders[at]!]![1]!, codes[i]![1]!];
    expect(columns.invoices[i] === columns.invoices[byOrders[at]!] ? after === before : after >= before).toBe(
      true,
    );
  });
});

test('the published cut-offs give every customer the score they have', () => {
  const columns = customers();
  const scores = scoreInThree(columns);
  const cutoffs = rfmCutoffs(scores, columns);
  const digitOf = { recency_days: 0, invoices: 1, gross_revenue: 2 };
  for (const [feature, digit] of Object.entries(digitOf)) {
    scores.codes.forEach((code, i) => {
      const value = columns[feature as keyof typeof columns][i]!;
      const own = cutoffs.filter(
        (row) =>
          row.feature === feature && row.lowest !== null && value >= row.lowest && value <= row.highest!,
      );
      expect(own.map(({ score }) => String(score))).toEqual([code[digit]]);
    });
  }
});

test('the groups are everybody, and their shares of the revenue add up', () => {
  const columns = customers();
  for (const scores of [scoreInFive(columns), scoreInThree(columns)]) {
    const sizes = rfmGroupSizes(scores, columns.gross_revenue);
    expect(sizes.reduce((sum, { customers }) => sum + customers, 0)).toBe(997);
    expect(sizes.reduce((sum, { revenueShare }) => sum + revenueShare, 0)).toBeCloseTo(1, 12);
  }
});

test('where all bought once, frequency tells nobody apart and everybody has the same score', () => {
  const columns = { ...customers(), invoices: new Float64Array(997).fill(1) };
  expect(new Set(scoreInFive(columns).codes.map((code) => code[1]))).toEqual(new Set(['1']));
});

test('one customer alone has the code that they have among all', () => {
  const random = createRandom(5);
  const column = (most: number) => Float64Array.from({ length: 90 }, () => Math.floor(most * random()));
  const columns = { recency_days: column(300), invoices: column(6), gross_revenue: column(900) };
  for (const scores of [scoreInFive(columns), scoreInThree(columns)]) {
    const standard: RfmStandard = JSON.parse(JSON.stringify(standardOf(scores)));
    const codes = scores.codes.map((_, i) =>
      scoreOne(standard, {
        recency_days: columns.recency_days[i]!,
        invoices: columns.invoices[i]!,
        gross_revenue: columns.gross_revenue[i]!,
      }),
    );
    expect(codes.map(({ code }) => code)).toEqual(scores.codes);
    expect(codes.map(({ group }) => group)).toEqual(scores.groupNames);
  }
});
