import { examine, type Verdict } from './examine.js';
import { drawCase } from './generate/draw-case.js';
import { platforms } from './generate/platforms.js';
import { forAllTests } from './shared-engine.js';

/**
 * Shops whose orders are known, in the shape of every platform, on their way through spreadsheets: the reading gives the
 * truth back to the cent, or it refuses. A number that is wrong and looks right is what may never be.
 *
 * INSIDERS_EXPORTS=2000 examines as many cases in all; INSIDERS_EXPORTS_CASE='Shopify orders#17' one of them;
 * INSIDERS_EXPORTS_KEEP=/some/folder keeps the files of what went wrong.
 * @param half which of the platforms: each half has a worker of its own
 */
export function examinePlatforms(half: 0 | 1): void {
  const nCases = Number(process.env.INSIDERS_EXPORTS ?? 76);
  const [onePlatform, oneSeed] = (process.env.INSIDERS_EXPORTS_CASE ?? '').split('#');
  const seeds = oneSeed
    ? [Number(oneSeed)]
    : Array.from({ length: Math.ceil(nCases / platforms.length) }, (_, seed) => seed);
  const examined = platforms.filter(
    ({ name }, i) => i % 2 === half && (!onePlatform || name === onePlatform),
  );
  if (examined.length === 0) {
    test.skip(`${onePlatform} is of the other half`, () => {});
    return;
  }
  const { folder, withEngine } = forAllTests('generated');
  const verdicts: Verdict[] = [];
  afterAll(() => {
    process.stdout.write(`${tableOf(verdicts)}\n`);
  });

  describe.each(examined)('$name', (platform) => {
    const own: Verdict[] = [];

    test('no number is wrong in silence', async () => {
      for (const seed of seeds) {
        own.push(await examine(await drawCase(platform, seed), { folder, withEngine }));
      }
      verdicts.push(...own);
      const wrong = of('wrong', own);
      expect(wrong.map(({ story }) => story).join('\n\n')).toBe('');
    }, 1_200_000);

    test('what nobody has touched is read, unless it cannot answer', () => {
      const untouched = own.filter((verdict) => isUntouched(verdict) && isAsked(verdict));
      expect(of('refused', untouched).map(({ story }) => story)).toEqual([]);
    });

    test('of what keeps its headers nine in ten are read', () => {
      const named = own.filter((verdict) => !isRenamed(verdict) && isAsked(verdict));
      if (named.length === 0) return;
      expect({ share: share(named), refused: stories(named) }).toMatchObject({ share: atLeast(0.9) });
    });
  });

  test('of all cases nine in ten are read', () => {
    const asked = verdicts.filter(isAsked);
    expect(asked.length === 0 ? 1 : share(asked)).toBeGreaterThanOrEqual(oneSeed ? 0 : 0.9);
  });
}

const of = (outcome: Verdict['outcome'], some: readonly Verdict[]) =>
  some.filter((verdict) => verdict.outcome === outcome);
const isRenamed = ({ mutations }: Verdict) => mutations.includes('renamed headers');
const isUntouched = ({ mutations }: Verdict) => mutations.length === 0;
/** What can be answered at all. */
const isAsked = ({ isRefusable }: Verdict) => !isRefusable;
const share = (some: readonly Verdict[]) => of('exact', some).length / some.length;

const stories = (some: readonly Verdict[]) => of('refused', some).map(({ story }) => story);
const atLeast = (least: number) => ({
  asymmetricMatch: (value: unknown) => typeof value === 'number' && value >= least,
  toAsymmetricMatcher: () => `at least ${least}`,
});

const outcomes = ['exact', 'refused', 'wrong'] as const;
const cells = (values: readonly (string | number)[]) =>
  values.map((value) => String(value || '').padStart(8)).join('');
const counts = (some: readonly Verdict[]) => cells(outcomes.map((outcome) => of(outcome, some).length));

/** Platform x (exact, refused, wrong), the renamed apart; then the same per mutation. */
function tableOf(all: readonly Verdict[]): string {
  const row = (name: string, some: readonly Verdict[]) => {
    const named = some.filter((verdict) => !isRenamed(verdict));
    return name.padEnd(36) + counts(named) + counts(some.filter(isRenamed));
  };
  const names = [...new Set(all.map(({ platform }) => platform))];
  const done = [...new Set(all.flatMap(({ mutations }) => mutations))].sort();
  return [
    `${''.padEnd(36)}${'as exported'.padStart(24)}${'headers renamed'.padStart(24)}`,
    'platform'.padEnd(36) + cells(outcomes) + cells(outcomes),
    ...names.map((name) => {
      const own = all.filter(({ platform }) => platform === name);
      return row(name, own);
    }),
    row('all', all),
    '',
    'mutation'.padEnd(36) + cells(outcomes),
    ...done.map((name) => name.padEnd(36) + counts(all.filter(({ mutations }) => mutations.includes(name)))),
    '',
    ...stories(all.filter(isAsked)).map((story) => `refused: ${story}`),
  ].join('\n');
}
