/** A question of marketing's, and what there is to say. */
export interface Answer {
  readonly question: string;
  /** In words, with its figures in them; or why it cannot be answered. */
  readonly sentence: string;
  /** The figure the sentence turns on; null where there is none. */
  readonly figure: number | null;
  /** `money`, `percent` (of a share 0..1), `count` or `days`; null where there is no figure. */
  readonly unit: string | null;
  /** The panel whose figures these are. */
  readonly panel: string;
}

/** The answers in the order in which they are read: `runs/<runId>/answer/answers.json`. */
export interface AnswerDocument {
  readonly answers: readonly Answer[];
}
