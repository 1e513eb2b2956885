/** What a check says. `fine` needs nobody, `look` is for a person to weigh, `wrong` keeps it from working. */
export type Outcome =
  | { readonly state: 'fine'; readonly found: string }
  | { readonly state: 'look' | 'wrong' | 'unknown'; readonly found: string; readonly remedy: string };

export type Finding = Outcome & { readonly about: string };

export const fine = (found: string): Outcome => ({ state: 'fine', found });
export const look = (found: string, remedy: string): Outcome => ({ state: 'look', found, remedy });
export const wrong = (found: string, remedy: string): Outcome => ({ state: 'wrong', found, remedy });
