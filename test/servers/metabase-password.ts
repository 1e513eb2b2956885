export type PasswordComplexity = 'weak' | 'normal' | 'strong';

interface Counts {
  readonly total: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly digit?: number;
  readonly special?: number;
}

/** Metabase's documentation, "Passwords" (MB_PASSWORD_COMPLEXITY), and src/metabase/util/password.clj. */
const leastCounts: Record<PasswordComplexity, Counts> = {
  weak: { total: 6 },
  normal: { total: 6, digit: 1 },
  strong: { total: 8, lower: 2, upper: 2, digit: 1, special: 1 },
};

/** A few of the 12,000 that Metabase knows. */
const common = ['password1', 'qwerty123', '123456', 'abc123'];

/** Whether Metabase takes the password. Whatever is no letter and no digit is special. */
export function isValidPassword(password: string, complexity: PasswordComplexity): boolean {
  const count = (pattern: RegExp) => password.match(pattern)?.length ?? 0;
  const { total, lower = 0, upper = 0, digit = 0, special = 0 } = leastCounts[complexity];
  const isComplex =
    password.length >= total &&
    count(/\p{Ll}/gu) >= lower &&
    count(/\p{Lu}/gu) >= upper &&
    count(/\p{Nd}/gu) >= digit &&
    count(/[^\p{Ll}\p{Lu}\p{Nd}]/gu) >= special;
  return isComplex && (complexity === 'weak' || !common.includes(password.toLowerCase()));
}
