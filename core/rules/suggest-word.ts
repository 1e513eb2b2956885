/** `; did you mean 'x'?` with the known word that is nearest, or nothing where none is near. */
export function suggestWord(word: string, known: readonly string[]): string {
  const near = byDistance(word, known)[0];
  return near && near.distance <= Math.max(2, word.length / 3) ? `; did you mean '${near.candidate}'?` : '';
}

/** The known words that are nearest, the nearest first; of equals in the order given. */
export const nearestWords = (word: string, known: readonly string[], most: number): string[] =>
  byDistance(word, known)
    .slice(0, most)
    .map(({ candidate }) => candidate);

const byDistance = (word: string, known: readonly string[]) =>
  known
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, substituted);
    }
    row = next;
  }
  return row[b.length]!;
}
