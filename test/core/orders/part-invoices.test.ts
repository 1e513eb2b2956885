import { type PartInvoice, repeatedInstalments } from '../../../core/orders/part-invoices.js';

const invoice = (
  kind: PartInvoice['kind'],
  number: string,
  money: number,
  customer = number,
): PartInvoice => ({
  kind,
  number,
  customer,
  keys: [],
  money,
});
const projects = (n: number, parts: readonly number[], final: number) =>
  Array.from({ length: n }, (_, i) => [
    ...parts.map((share, p) => invoice('instalment', `${'AB'[p]}${i}`, share * (100 + 17 * i), `C${i}`)),
    invoice('final', `S${i}`, final * (100 + 17 * i), `C${i}`),
  ]).flat();

test('an instalment of 30 % of the final is part of it', () => {
  expect(repeatedInstalments(projects(4, [0.3], 1))).toEqual(['A0', 'A1', 'A2', 'A3']);
});
test('an instalment of 30 % of both together is not: the final is the rest', () => {
  expect(repeatedInstalments(projects(4, [0.3], 0.7))).toEqual([]);
});
test('40 % and the rest are not two thirds of it', () => {
  expect(repeatedInstalments(projects(4, [0.4], 0.6))).toEqual([]);
});
test('several instalments count together', () => {
  expect(repeatedInstalments(projects(3, [0.3, 0.4], 1))).toEqual(['A0', 'B0', 'A1', 'B1', 'A2', 'B2']);
});
test('20 % of both is 25 % of the final: nothing tells', () => {
  expect(repeatedInstalments(projects(4, [0.2], 0.8))).toBeNull();
});
test('shares that are round in neither way tell nothing, and so do two projects', () => {
  expect(repeatedInstalments(projects(4, [0.313], 1))).toBeNull();
  expect(repeatedInstalments(projects(2, [0.3], 1))).toBeNull();
});
test('an instalment without a final, and a final without one, are left alone', () => {
  const open = invoice('instalment', 'A9', 30, 'C9');
  const alone = invoice('final', 'S8', 77, 'C8');
  expect(repeatedInstalments([...projects(8, [0.3], 1), open, alone])).toHaveLength(8);
});
