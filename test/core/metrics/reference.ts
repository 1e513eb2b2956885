import { readFileSync } from 'node:fs';
import type { Matrix } from '../../../core/matrix/matrix.js';

const folder = 'test/fixtures/reference';

export const expected = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8'));

export type Reference = 'iris' | 'wine' | 'retail';

export function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  return { data: Float64Array.from(rows.flat()), rows: rows.length, cols: rows[0]?.length ?? 0 };
}

export function readRows(file: string): number[][] {
  const [, ...lines] = readFileSync(`${folder}/${file}.csv`, 'utf8').trim().split('\n');
  return lines.map((line) => line.split(',').map(Number));
}

export const readPoints = (name: Reference): Matrix => matrixOf(readRows(name));

/** The species and cultivars in the order of the files. */
export const trueLabels = (name: 'iris' | 'wine'): Int32Array => {
  const sizes = name === 'iris' ? [50, 50, 50] : [59, 71, 48];
  return Int32Array.from(sizes.flatMap((size, label) => Array<number>(size).fill(label)));
};
