import { decodeMatrix, decodeNpy, encodeMatrix, encodeNpy } from '../../../core/matrix/npy.js';

/** The file of `np.array([3, -1, 7], dtype=np.int32)`, put together from the format's description. */
const integers = Buffer.concat([
  Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, 118, 0]),
  Buffer.from(`${"{'descr': '<i4', 'fortran_order': False, 'shape': (3,), }".padEnd(117)}\n`),
  Buffer.from([3, 0, 0, 0, 255, 255, 255, 255, 7, 0, 0, 0]),
]);

test('the bytes are those that NumPy documents', () => {
  expect(Buffer.from(encodeNpy({ data: Int32Array.of(3, -1, 7), shape: [3] }))).toEqual(integers);
  expect(decodeNpy(integers)).toEqual({ data: Int32Array.of(3, -1, 7), shape: [3] });
});

test('a matrix comes back row by row', () => {
  const matrix = { data: Float64Array.of(1.5, -2, 0.1, 1e300, 0, 7), rows: 2, cols: 3 };
  const bytes = Buffer.from(encodeMatrix(matrix));
  expect(bytes.toString('latin1')).toContain("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }");
  expect(bytes.readDoubleLE(128 + 8)).toBe(-2);
  expect(decodeMatrix(bytes)).toEqual(matrix);
});

test.each([
  { data: Int32Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] },
  { data: new Float64Array(), shape: [0, 4] },
  { data: Float64Array.of(-0, Number.MIN_VALUE), shape: [2] },
])('shape $shape comes back', (array) => {
  expect(decodeNpy(encodeNpy(array))).toEqual(array);
});

test('bytes that start anywhere in a buffer are read', () => {
  const bytes = encodeNpy({ data: Float64Array.of(1, 2), shape: [2] });
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(decodeNpy(shifted.subarray(3)).data).toEqual(Float64Array.of(1, 2));
});

test('a slice of a longer array is written alone', () => {
  const { data } = decodeNpy(encodeNpy({ data: Int32Array.of(1, 2, 3, 4).subarray(1, 3), shape: [2] }));
  expect(data).toEqual(Int32Array.of(2, 3));
});

test('other files are refused', () => {
  const bytes = encodeNpy({ data: Float64Array.of(1, 2), shape: [2] });
  expect(() => decodeNpy(bytes.subarray(0, -1))).toThrow('.npy data has 15 bytes; its header promises 16');
  expect(() => decodeNpy(new TextEncoder().encode('a,b\n1,2\n'))).toThrow('not a .npy file of version 1.0');
  expect(() => decodeNpy(new Uint8Array())).toThrow('not a .npy file of version 1.0');
  const fortran = Buffer.from(Buffer.from(bytes).toString('latin1').replace('False', 'True '), 'latin1');
  expect(() => decodeNpy(fortran)).toThrow('is not a C-order array');
});

test('integers and vectors are no matrix', () => {
  expect(() => decodeMatrix(encodeNpy({ data: Int32Array.of(1, 2), shape: [1, 2] }))).toThrow(
    'no matrix of doubles',
  );
  expect(() => decodeMatrix(encodeNpy({ data: Float64Array.of(1, 2), shape: [2] }))).toThrow(
    'no matrix of doubles',
  );
});

test('a shape that does not hold the data is refused', () => {
  expect(() => encodeNpy({ data: Float64Array.of(1, 2, 3), shape: [2, 2] })).toThrow(RangeError);
  expect(() => encodeNpy({ data: Float64Array.of(1), shape: [1, 1, 1] })).toThrow(RangeError);
});
