import { createRandom, type Random } from '../../../core/random/random.js';
import { mutations } from './mutations.js';
import type { Named, Platform, Written } from './platform.js';
import { bytesOf, type File, type Sheet } from './sheet.js';
import { anyShop, drawShop, type Order, type ShopOptions } from './shop-table.js';
import type { Truth } from './truth.js';

/** A shop's orders as one platform writes them, what happened to the file, and what is true. */
export interface Case {
  readonly platform: string;
  readonly seed: number;
  readonly mutations: readonly string[];
  readonly orders: readonly Order[];
  readonly files: readonly File[];
  readonly truth: Truth;
}

/** Of the cases with mutations, the share in which each is wanted. */
const mutationRate = 0.13;
const renaming = 'renamed headers';

export interface CaseOptions {
  /** Names of mutations, instead of those that the seed draws. */
  readonly mutations?: readonly string[];
  /** What the shop's orders can have, over what the platform says. */
  readonly shop?: Partial<ShopOptions>;
}

/**
 * The same platform and seed give the same case. Of five seeds the first has no mutation, and the second has its
 * headers renamed, where a platform can be read without its name.
 */
export async function drawCase(
  platform: Platform,
  seed: number,
  { mutations: chosen, shop = {} }: CaseOptions = {},
): Promise<Case> {
  const random = createRandom(`${platform.name} ${seed}`);
  const drawn = drawMutations(random, seed, platform);
  const wanted = chosen ?? drawn;
  const isUnnamed = wanted.includes(renaming);
  const options = { ...anyShop, ...platform.shop, ...(isUnnamed ? platform.unnamed : {}), ...shop };
  const orders = drawShop(`${platform.name} ${seed}`, options);
  const written = platform.write(orders, random);
  const { files, applied } = await filesOf(platform, written, wanted, random);
  return {
    platform: platform.name,
    seed,
    mutations: applied,
    orders,
    files,
    truth: platform.truth(orders, isUnnamed),
  };
}

function drawMutations(random: Random, seed: number, { unnamed }: Platform): string[] {
  // Every mutation draws, so that one more at the end of the list changes no other.
  const drawn = mutations.filter(() => random() < mutationRate).map(({ name }) => name);
  if (seed % 5 === 0) return [];
  const others = drawn.filter((name) => name !== renaming);
  const isRenamed = unnamed !== null && (seed % 5 === 1 || drawn.includes(renaming));
  return isRenamed ? [renaming, ...others] : others;
}

async function filesOf(
  platform: Platform,
  written: Written,
  wanted: readonly string[],
  random: Random,
): Promise<{ files: File[]; applied: string[] }> {
  if ('text' in written)
    return { files: [{ name: platform.file, bytes: Buffer.from(written.text) }], applied: [] };
  if ('columns' in written) {
    const { sheet, applied } = mutated(written, wanted, random);
    return { files: [{ name: platform.file, bytes: await bytesOf(sheet) }], applied };
  }
  const files = await Promise.all(
    written.map(async ({ file, sheet }: Named) => ({ name: file, bytes: await bytesOf(sheet) })),
  );
  return { files, applied: [] };
}

function mutated(sheet: Sheet, wanted: readonly string[], random: Random) {
  let current = sheet;
  const applied: string[] = [];
  for (const { name, apply } of mutations) {
    if (!wanted.includes(name)) continue;
    const next = apply(current, random);
    if (next === null) continue;
    current = next;
    applied.push(name);
  }
  return { sheet: current, applied };
}
