import { folded } from '../reading/header-concepts.js';

const list = (text: string) =>
  text
    .trim()
    .split(/\s*[,\n]\s*/)
    .map((each) => folded(each));

/** What shops write where nobody is known: whole values, without accents and capitals. */
export const guestWords: readonly string[] = list(`
  0, 00, 000, 0000, 00000, -1, -, --, ., x, xx, xxx, n/a, na, none, null, nil, unknown, undefined, anonymous, anonym, anon, nobody, no customer, not registered, unregistered, not available,
  guest, guest customer, guest user, guest checkout, guest account, walk in, walk-in, walkin, walk-in customer, walk in customer, walkin customer, cash, cash customer, cash sale, cash sales, counter, counter sale, counter sales, counter customer, pos customer, default customer, retail customer, general customer, over the counter, otc customer, casual customer, miscellaneous customer, one-time customer,
  gast, gastkunde, gastbestellung, laufkunde, laufkundschaft, barverkauf, barkunde, thekenverkauf, unbekannt, diverse, diverse kunden, cpd, cpd-kunde, einmalkunde,
  invite, client invite, client comptoir, client de passage, client divers, clients divers, passage, inconnu, vente comptoir, client anonyme,
  invitado, cliente invitado, publico, publico general, publico en general, consumidor final, cliente mostrador, mostrador, cliente contado, cliente generico, clientes varios, varios, desconocido,
  ospite, cliente ospite, cliente banco, cliente generico, cliente occasionale, sconosciuto, clienti vari,
  contant, contante verkoop, passant, passanten, balieklant, onbekend, gastklant,
  convidado, consumidor, cliente balcao, balcao, nao identificado, desconhecido,
  gosc, klient detaliczny, klient anonimowy, nieznany, misafir, perakende, perakende musteri, bilinmiyor, гость, неизвестно, розничный покупатель,
  ゲスト, 非会員, 匿名, 散客, 游客, 匿名用户`);

/** Words in a country's place that name none. */
export const noCountryWords: readonly string[] = list(
  'unspecified, unknown, not specified, not available, none, null, n/a, na, other, others, undefined, international, worldwide, european community, european union, eu, rest of world, row, sonstige, unbekannt, autre, inconnu, otros, desconocido, altro, overig, -, --, ?',
);
