/** Entries by day. Those after the last day are not kept. */
export interface Diary<T> {
  add(day: number, entry: T): void;
  /** The day's entries, also those added while they are read; then the day is forgotten. */
  take(day: number): Generator<T>;
}

export function createDiary<T>(days: number): Diary<T> {
  const entries: T[][] = Array.from({ length: days }, () => []);
  return {
    add(day, entry) {
      entries[day]?.push(entry);
    },
    *take(day) {
      yield* entries[day]!;
      entries[day] = [];
    },
  };
}
