import type { ColumnMapping } from '../column-mapping.js';
import { type ColumnProfile, roughNumber } from '../column-profile.js';
import { folded } from '../header-concepts.js';
import { fieldsOfHeader } from '../header-fields.js';

/** Headers of a column that says for how many pieces a price is. */
const says =
  /^(pe|peinh|kpein|per|je|pro|par|por|cada|за|preiseinheit|preis (einheit|je|pro)|preismenge|preisbasis|mengenbasis|basismenge|price (unit|per|basis|base|quantity)|pricing unit|unit of price|base quantity|unite de prix|base de prix|prix par|unidad de precio|precio por|unita di prezzo|prezzo per|prijs per|prijseenheid|jednostka ceny|cena za|единица цены)$/;

/** Pieces that prices are given for: 1, 10, 100, 1000, a dozen, a gross. */
const usual = new Set([1, 10, 12, 50, 100, 144, 500, 1000, 10_000]);

/** A price of `Price per 100`. */
const perSeveral = /(?:\bper|\bpro|\bje|\bpar|\bpor|\bza|\/)\s*(10|100|1000)(?!\d)/;

const nearlyAll = 0.9;
/** Lines below which arithmetic proves nothing. */
const few = 3;

const plainOf = (header: string) =>
  folded(header)
    .replace(/[_.\-\s]+/g, ' ')
    .trim();
const isUnit = ({ values, distinct }: ColumnProfile) => {
  const units = values.filter((value) => value !== '').map(roughNumber);
  return distinct <= 6 && units.every((unit) => usual.has(unit)) && units.some((unit) => unit > 1);
};

/** Columns that say by header and values for how many pieces a price is, where another is the price. Positions from 1. */
export function saidPriceUnits(headers: readonly string[], profiles: readonly ColumnProfile[]): number[] {
  const found = profiles.filter(
    (profile) => says.test(plainOf(headers[profile.position - 1] ?? '')) && isUnit(profile),
  );
  const positions = found.map(({ position }) => position);
  const hasPrice = headers.some(
    (header, i) => !positions.includes(i + 1) && (fieldsOfHeader(header).unit_price ?? 0) >= 0.7,
  );
  return hasPrice ? positions : [];
}

/**
 * The column that says for how many pieces the price is: by its header, unless the amounts show otherwise; or by the
 * amounts alone, where pieces x price / it is the amount of every line. Null: the price is for one.
 */
export function priceUnitColumn(
  headers: readonly string[],
  mapping: ColumnMapping,
  profiles: readonly ColumnProfile[],
): number | null {
  if (!mapping.unit_price || !mapping.quantity) return null;
  const [said] = saidPriceUnits(headers, profiles);
  if (said !== undefined) {
    const units = profiles[said - 1]!.values.map(roughNumber);
    return amountsShow(mapping, profiles, () => 1, units) === true ? null : said;
  }
  const used = new Set(Object.values(mapping).map(({ position }) => position));
  const shown = profiles.find((profile) => {
    if (used.has(profile.position) || !isUnit(profile)) return false;
    const units = profile.values.map(roughNumber);
    return (
      amountsShow(mapping, profiles, (i) => units[i]!, units) === true &&
      amountsShow(mapping, profiles, () => 1, units) === false
    );
  });
  return shown?.position ?? null;
}

/** For how many pieces the header of the price says that it is, unless the amounts show that it is for one. */
export function pricePer(mapping: ColumnMapping, profiles: readonly ColumnProfile[]): number {
  const header = mapping.unit_price?.header;
  const several = Number(perSeveral.exec(folded(header ?? ''))?.[1] ?? 1);
  if (several === 1 || mapping.price_unit) return 1;
  const units = profiles[0]!.values.map(() => several);
  return amountsShow(mapping, profiles, () => 1, units) === true ? 1 : several;
}

/** Whether pieces x price / unit is the amount of nearly all lines whose unit is not 1; null where there are too few. */
function amountsShow(
  { quantity, unit_price, amount }: ColumnMapping,
  profiles: readonly ColumnProfile[],
  unitOf: (i: number) => number,
  units: readonly number[],
): boolean | null {
  if (!amount) return null;
  const [q, p, a] = [quantity!, unit_price!, amount].map(({ position }) =>
    profiles[position - 1]!.values.map((value) => Math.abs(roughNumber(value))),
  );
  const lines = units.flatMap((unit, i) => (unit > 1 && a![i]! > 0 && q![i]! * p![i]! > 0 ? [i] : []));
  if (lines.length < few) return null;
  const fits = lines.filter((i) => {
    const cost = (q![i]! * p![i]!) / unitOf(i);
    return Math.abs(cost - a![i]!) <= 0.011 + 0.0005 * cost;
  });
  return fits.length >= nearlyAll * lines.length;
}
