import type { Matrix } from './matrix.js';

/** An array as NumPy stores it: doubles or 32-bit integers, C order, one or two dimensions. */
export interface NpyArray {
  readonly data: Float64Array | Int32Array;
  readonly shape: readonly number[];
}

const magic = '\x93NUMPY\x01\x00';
/** Magic, version and the header's two-byte length. */
const preambleBytes = 10;
/** NumPy pads the header so that the data starts at a multiple of this. */
const alignment = 64;
const headerPattern =
  /^\{'descr': '(<f8|<i4)', 'fortran_order': False, 'shape': \((\d+),(?: ?(\d+))?\), \}\s*$/;

/**
 * The bytes of a NumPy .npy file, version 1.0, little endian.
 * @throws RangeError if the shape does not hold the data
 * @see NEP 1, A Simple File Format for NumPy Arrays
 */
export function encodeNpy({ data, shape }: NpyArray): Uint8Array {
  if (shape.length < 1 || shape.length > 2 || shape.reduce((a, b) => a * b) !== data.length) {
    throw new RangeError(
      `shape must be 1-D or 2-D and hold ${data.length} values; got (${shape.join(', ')})`,
    );
  }
  const type = data instanceof Float64Array ? '<f8' : '<i4';
  const dimensions = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${dimensions}), }`;
  const start = Math.ceil((preambleBytes + text.length + 1) / alignment) * alignment;
  const header = `${text.padEnd(start - preambleBytes - 1)}\n`;
  const bytes = new Uint8Array(start + data.byteLength);
  writeLatin1(bytes, magic, 0);
  new DataView(bytes.buffer).setUint16(magic.length, header.length, true);
  writeLatin1(bytes, header, preambleBytes);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), start);
  return bytes;
}

/**
 * The array in a .npy file that `encodeNpy` or NumPy wrote.
 * @throws Error if the file is of another version or type, in Fortran order, or cut short
 */
export function decodeNpy(bytes: Uint8Array): NpyArray {
  if (readLatin1(bytes, 0, magic.length) !== magic) throw new Error('not a .npy file of version 1.0');
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint16(magic.length, true);
  const start = preambleBytes + headerLength;
  const header = readLatin1(bytes, preambleBytes, start);
  const [, type, ...dimensions] = headerPattern.exec(header) ?? [];
  if (!type)
    throw new Error(`.npy header is not a C-order array of <f8 or <i4 in 1-D or 2-D: ${header.trim()}`);
  const shape = dimensions.filter((dimension) => dimension !== undefined).map(Number);
  // A copy, because a typed array must start at a multiple of its element's size.
  const { buffer } = Uint8Array.from(bytes.subarray(start));
  const expected = shape.reduce((a, b) => a * b) * (type === '<f8' ? 8 : 4);
  if (buffer.byteLength !== expected) {
    throw new Error(`.npy data has ${buffer.byteLength} bytes; its header promises ${expected}`);
  }
  return { data: type === '<f8' ? new Float64Array(buffer) : new Int32Array(buffer), shape };
}

/** The .npy file of a matrix: float64, rows × cols. */
export function encodeMatrix({ data, rows, cols }: Matrix): Uint8Array {
  return encodeNpy({ data, shape: [rows, cols] });
}

/**
 * The matrix in a .npy file.
 * @throws Error if the file holds anything but a two-dimensional array of doubles
 */
export function decodeMatrix(bytes: Uint8Array): Matrix {
  const { data, shape } = decodeNpy(bytes);
  const [rows, cols] = shape;
  if (!(data instanceof Float64Array) || rows === undefined || cols === undefined) {
    throw new Error(`.npy file holds no matrix of doubles but an array of shape (${shape.join(', ')})`);
  }
  return { data, rows, cols };
}

function writeLatin1(bytes: Uint8Array, text: string, offset: number): void {
  for (let i = 0; i < text.length; i++) bytes[offset + i] = text.charCodeAt(i);
}

function readLatin1(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
