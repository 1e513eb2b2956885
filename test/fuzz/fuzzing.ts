/**
 * How long to look for what breaks: some cases in every test run, as many as wanted by command.
 *
 * INSIDERS_FUZZ=10000 examines so many cases; INSIDERS_FUZZ_FROM=5000 begins at that seed; INSIDERS_FUZZ_SEED=417 examines
 * one; INSIDERS_FUZZ_KEEP=/some/folder keeps what went wrong.
 */
export function fuzzing(usual: number) {
  const { INSIDERS_FUZZ, INSIDERS_FUZZ_FROM, INSIDERS_FUZZ_SEED, INSIDERS_FUZZ_KEEP } = process.env;
  const from = Number(INSIDERS_FUZZ_FROM ?? 0);
  const seeds = INSIDERS_FUZZ_SEED
    ? [INSIDERS_FUZZ_SEED]
    : Array.from({ length: Number(INSIDERS_FUZZ ?? usual) }, (_, i) => String(from + i));
  return { seeds, keep: INSIDERS_FUZZ_KEEP, longestMs: 60_000 + 3_000 * seeds.length };
}
