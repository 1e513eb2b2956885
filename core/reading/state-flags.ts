import type { ColumnProfile } from './column-profile.js';
import { folded, saidByHeader } from './header-concepts.js';

/** A column of yes and no that says what became of an order. */
export interface StateFlag {
  readonly header: string;
  /** From 1. */
  readonly position: number;
  /** The state that it stands for, as `meaningOfState` knows it. */
  readonly state: 'cancelled' | 'refunded' | 'unpaid' | 'test' | 'abandoned' | 'draft';
  /** Whether a yes says so, or a no. */
  readonly when: 'yes' | 'no';
  /** Whether it is of the whole order, and may stand on its first row only. */
  readonly isOfOrder: boolean;
}

export const yes = [
  'yes',
  'y',
  'true',
  '1',
  'ja',
  'j',
  'oui',
  'o',
  'si',
  'sí',
  's',
  'sim',
  'tak',
  't',
  'x',
  'да',
  'evet',
  'wahr',
  'vrai',
  ...['ano', 'igen', 'da', 'kylla', 'kyllä', 'ναι', 'ya', 'có', 'co', '是', 'はい', '예', 'ใช่'],
];
export const no = [
  'no',
  'n',
  'false',
  '0',
  'nein',
  'non',
  'nao',
  'não',
  'nie',
  'nee',
  'нет',
  'hayir',
  'falsch',
  'faux',
  ...[
    'nej',
    'nei',
    'ne',
    'nem',
    'nu',
    'ei',
    'οχι',
    'όχι',
    'tidak',
    'không',
    'khong',
    '否',
    'いいえ',
    '아니오',
    'ไม่',
  ],
];

const cancelled = /\b(void(ed)?|deleted|geloscht|supprimee?|eliminado|eliminato|verwijderd)\b/;
const test = /\btest\b/;
const paid =
  /^(is |fully )?(paid|bezahlt|payee?|pagad[oa]|pagat[oa]|pag[oa]|betaald|zaplacon[eoy]|oplacon[eoy]|odendi)\W*$/;
const posted = /^(is )?(posted|gebucht|verbucht|проведен|проведено|zaksiegowan[aoy])\W*$/;
const abandoned = /\babandoned|abgebrochen|abandonnee?\b/;

/** The columns of yes and no whose header is a word of state. */
export function stateFlags(headers: readonly string[], profiles: readonly ColumnProfile[]): StateFlag[] {
  return profiles.flatMap(({ position, values, distinct }) => {
    if (distinct === 0 || distinct > 2) return [];
    const filled = [...new Set(values.map((value) => value.toLowerCase()))].filter((value) => value !== '');
    if (!filled.every((value) => yes.includes(value) || no.includes(value))) return [];
    const header = headers[position - 1] ?? '';
    const plain = folded(header).replace(/[_.-]/g, ' ');
    const { concepts } = saidByHeader(header);
    const says = (...words: string[]) => words.some((word) => concepts.has(word as never));
    // `Paid` alone may be money as well; a yes or no is none.
    if (paid.test(plain))
      return filled.length === 2 ? [{ header, position, state: 'unpaid', when: 'no', isOfOrder: true }] : [];
    // What is not posted in the books is a draft.
    if (posted.test(plain))
      return filled.length === 2 ? [{ header, position, state: 'draft', when: 'no', isOfOrder: true }] : [];
    if (says('quantity', 'amount', 'total', 'price', 'date')) return [];
    const isNumeric = filled.every((value) => value === '1' || value === '0');
    const flag = (state: StateFlag['state'], when: StateFlag['when'], isOfOrder: boolean): StateFlag[] => [
      { header, position, state, when, isOfOrder },
    ];
    if (says('cancel') || cancelled.test(plain)) return flag('cancelled', 'yes', true);
    if (test.test(plain)) return flag('test', 'yes', true);
    if (abandoned.test(plain)) return flag('abandoned', 'yes', true);
    // 0 and 1 may be how many came back.
    if (says('refund') && !isNumeric) return flag('refunded', 'yes', false);
    return [];
  });
}
