import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../core/errors/user-error.js';
import type { StepIo } from '../../io/step-io.js';
import type { Case } from './generate/draw-case.js';
import type { Answers, Money } from './generate/truth.js';
import { readShop, type Shop } from './read-shop.js';

/** What became of a case. */
export interface Verdict {
  readonly platform: string;
  readonly mutations: readonly string[];
  /** `refused` by an error for users; where nothing else is right that is `exact`. */
  readonly outcome: 'exact' | 'refused' | 'wrong';
  /** The file cannot answer: to refuse it is right. */
  readonly isRefusable: boolean;
  /** Platform, seed, mutations, and what was expected and found. */
  readonly story: string;
}

interface Examination {
  /** Where the files are written while they are read. */
  readonly folder: string;
  readonly withEngine: StepIo['withEngine'];
}

/** What came back within a day is a return like any other: the truth knows of no slips. */
const rules = { cleaning: { cancelledWithinDays: null } };

export async function examine(one: Case, { folder, withEngine }: Examination): Promise<Verdict> {
  const own = await mkdtemp(join(folder, 'case-'));
  try {
    const paths = await Promise.all(
      one.files.map(async ({ name, bytes }) => {
        await writeFile(join(own, name), bytes);
        return join(own, name);
      }),
    );
    const found = await readShop(paths, { withEngine, rules, isQuick: true }).catch(
      (error: unknown) => error as Error,
    );
    const verdict = judge(one, found);
    if (verdict.outcome === 'wrong') await keep(one, paths);
    return verdict;
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

function judge(one: Case, found: Shop | Error): Verdict {
  const { platform, mutations, truth } = one;
  const isRefusable = 'refused' in truth;
  const told = (outcome: Verdict['outcome'], what: string): Verdict => ({
    platform,
    mutations,
    outcome,
    isRefusable,
    story: `${platform}#${one.seed} [${mutations.join(', ')}]: ${what}`,
  });
  if (found instanceof Error) {
    if (!(found instanceof UserError)) return told('wrong', `a defect: ${found.stack}`);
    if (!isRefusable) return told('refused', `${found.name}: ${found.message}`);
    const isNamed = truth.refused.test(found.message);
    return told(isNamed ? 'exact' : 'wrong', `${found.name}: ${found.message}`);
  }
  if (isRefusable) return told('wrong', `cannot answer, but was read: ${JSON.stringify(figuresOf(found))}`);
  const differences = differencesOf(truth, found);
  return differences.length === 0 ? told('exact', '') : told('wrong', `\n  ${differences.join('\n  ')}`);
}

const figuresOf = ({ orders, customers, goods }: Shop) => ({ orders, customers, goods });
const cents = (money: number) => Math.round(money * 100);
const inMoney = (value: number) => (value / 100).toFixed(2);

/** One line for each figure that is not as it should be. */
function differencesOf(truth: Answers, shop: Shop): string[] {
  const counts = (['ordersThatCount', 'orders', 'customers', 'firstDay', 'lastDay'] as const)
    .filter((key) => truth[key] !== shop[key])
    .map((key) => `${key}: ${truth[key]} expected, ${shop[key]} found`);
  return [...counts, ...moneyDifferences(truth, shop), ...currencyDifferences(truth, shop)];
}

/** Of the answers that are right, what the nearest has against it. */
function moneyDifferences({ money }: Answers, shop: Shop): string[] {
  const against = money.map((answer) => againstMoney(answer, shop));
  return against.sort((a, b) => a.length - b.length)[0]!;
}

function againstMoney({ goods, refunds, slack, goodsPerDay, mustSay }: Money, shop: Shop): string[] {
  const days = [...goodsPerDay].filter(([day, money]) => cents(shop.goodsPerDay[day] ?? 0) !== money);
  return [
    ...(cents(shop.goods) === goods ? [] : [`goods: ${inMoney(goods)} expected, ${shop.goods} found`]),
    ...(Math.abs(cents(shop.refunds) - refunds) <= slack
      ? []
      : [`refunds: ${inMoney(refunds)} expected, ${shop.refunds} found`]),
    ...days
      .slice(0, 2)
      .map(
        ([day, money]) =>
          `goods of ${day}: ${inMoney(money)} expected, ${shop.goodsPerDay[day] ?? 'none'} found`,
      ),
    ...(mustSay === null || mustSay.test(shop.notes)
      ? []
      : [`notes: ${mustSay} expected in '${shop.notes}'`]),
  ];
}

function currencyDifferences({ currency, hasCurrency }: Answers, { currencies }: Shop): string[] {
  const found = currencies.join(', ').toUpperCase();
  const isRight = found === currency || (!hasCurrency && found === '');
  return isRight ? [] : [`currency: ${currency} expected, '${found}' found`];
}

async function keep({ platform, seed }: Case, paths: readonly string[]): Promise<void> {
  const folder = process.env.INSIDERS_EXPORTS_KEEP;
  if (!folder) return;
  const own = join(folder, `${platform.replace(/[^A-Za-z]+/g, '-')}-${seed}`);
  await mkdir(own, { recursive: true });
  for (const path of paths) await copyFile(path, join(own, path.split('/').at(-1)!));
}
