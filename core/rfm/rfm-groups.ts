/** A customer group that has a name for some of the codes of R, F and M. */
export interface RfmGroup {
  readonly name: string;
  /** Scores of recency, frequency and money, the highest the best: 555 is the best customer. */
  readonly codes: readonly string[];
}

const group = (name: string, codes: string): RfmGroup => ({ name, codes: codes.split(' ') });

/**
 * The 27 codes of three bands in the six groups of Klaviyo.
 * @see Klaviyo, Understanding the RFM analysis (help centre)
 */
export const groupsOfThree: readonly RfmGroup[] = [
  group('Champions', '333 332 323'),
  group('Loyal', '321 322 331 232 233'),
  group('Recent', '312 313 311 222 223'),
  group('Needs attention', '213 221 123 132 133'),
  group('At risk', '231 212 122 131 211'),
  group('Inactive', '111 112 113 121'),
];

/**
 * The 125 codes of five bands in the eleven groups of the table that shop platforms copy from each other.
 * @see Bloomreach, RFM segmentation (documentation)
 */
export const groupsOfFive: readonly RfmGroup[] = [
  group('Champions', '555 554 545 544 455 445 454'),
  group('Loyal', '543 444 435 355 354 345 344 335'),
  group(
    'Potential loyalist',
    '553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 342 341 333 323',
  ),
  group('Recent', '512 511 422 421 412 411 311'),
  group('Promising', '525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313'),
  group('Need attention', '535 534 443 434 343 334 325 324'),
  group('About to sleep', '331 321 312 221 213'),
  group('At risk', '255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124'),
  group('Can’t lose', '155 154 144 214 215 115 114 113'),
  group('Hibernating', '332 322 231 241 251 233 232 223 222 132 123 122 212 211'),
  group('Lost', '111 112 121 131 141 151'),
];
