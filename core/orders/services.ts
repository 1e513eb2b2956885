import { folded } from '../reading/header-concepts.js';

/** A product of the orders, as code and description, and how it was sold. */
export interface SoldProduct {
  readonly code: string | null;
  readonly description: string | null;
  readonly lines: number;
}

/** A kind of line that is no goods. */
export type ServiceKind =
  | 'shipping'
  | 'tip'
  | 'gift card'
  | 'gift wrap'
  | 'deposit'
  | 'donation'
  | 'fee'
  | 'correction';

const list = (text: string) =>
  text
    .trim()
    .split(/\s*[,\n]\s*/)
    .map((each) => folded(each));

/**
 * Words that say it by themselves (`sure`), and words that may also be goods (a manual, samples): these need a
 * code that is unlike the shop's others.
 */
const phrases: Readonly<
  Record<ServiceKind, { readonly sure: readonly string[]; readonly unsure: readonly string[] }>
> = {
  shipping: {
    sure: list(`shipping, postage, delivery, freight, shipping charge, shipping fee, shipping costs, shipping and handling, dhl, dhl paket, dpd, dpd paket, gls, gls paket, hermes, hermes paket, ups, ups standard, fedex, fedex ground, royal mail, usps, usps priority mail, deutsche post, colissimo, chronopost, postnl, post and packing, postage and packing, p and p,
      versand, versandkosten, versandkostenpauschale, porto, lieferkosten, liefergebuhr, frais de port, frais de livraison, livraison, frais d envoi, gastos de envio, envio, costes de envio,
      spedizione, spese di spedizione, costi di spedizione, verzending, verzendkosten, bezorgkosten, frete, portes, custos de envio, taxa de entrega, wysylka, koszt wysylki, koszty wysylki, dostawa, kargo, kargo ucreti, доставка, 送料, 运费, 配送費`),
    unsure: list('carriage, courier, express, lieferung, entrega, envoi'),
  },
  tip: {
    sure: list(
      'tip, tips, gratuity, trinkgeld, pourboire, propina, mancia, fooi, gorjeta, napiwek, bahsis, чаевые, 小费',
    ),
    unsure: [],
  },
  'gift card': {
    sure: list(`gift card, giftcard, gift cards, gift voucher, gift certificate, e gift card, geschenkgutschein, geschenkkarte, gutschein, wertgutschein, carte cadeau, cheque cadeau, bon cadeau, tarjeta regalo, tarjeta de regalo, cheque regalo,
      buono regalo, carta regalo, cadeaubon, cadeaukaart, vale presente, cartao presente, cartao de oferta, karta podarunkowa, bon podarunkowy, hediye karti, подарочная карта, подарочный сертификат, ギフトカード, 礼品卡`),
    unsure: list('voucher, store credit'),
  },
  'gift wrap': {
    sure: list(
      `gift wrapping, gift wrap fee, gift wrap service, geschenkverpackung, geschenkverpackungsservice, emballage cadeau, paquet cadeau, envoltorio de regalo, confezione regalo, cadeauverpakking, embrulho, embalagem de presente, pakowanie na prezent, hediye paketi`,
    ),
    unsure: list('gift wrap, gift box service'),
  },
  deposit: {
    sure: list('pfand, bottle deposit, statiegeld, consigne, einwegpfand, mehrwegpfand'),
    unsure: list('deposit, anzahlung, acompte, caution, deposito, senal'),
  },
  donation: {
    sure: list(
      'donation, charity donation, spende, donacion, donazione, donatie, doacao, darowizna, bagis, don',
    ),
    unsure: list('charity'),
  },
  fee: {
    sure: list(`handling fee, service fee, service charge, transaction fee, payment fee, processing fee, booking fee, bank charges, bank fee, amazon fee, paypal fee, convenience fee, restocking fee, surcharge, small order fee, environmental fee, recycling fee,
      bearbeitungsgebuhr, servicegebuhr, zahlungsgebuhr, nachnahmegebuhr, nachnahme, mindermengenzuschlag, frais de dossier, frais de service, frais de gestion, recargo, comision, gastos de gestion, commissione, spese di incasso, contrassegno, toeslag, servicekosten, taxa de servico, oplata`),
    unsure: list(
      'fee, fees, charge, charges, gebuhr, frais, handling, insurance, commission, versicherung, packaging, verpackung, tax, vat',
    ),
  },
  correction: {
    sure: list(
      'zwischensumme, subtotal, sub total, sous total, sous total ht, subtotaal, subtotale, suma parcial, ara toplam, 小計, adjust bad debt, bad debt, rounding adjustment, rounding, rundung, rundungsdifferenz, balance adjustment, price adjustment, order discount, cart discount, bestellrabatt, discount code',
    ),
    unsure: list(
      `manual, samples, sample, discount, adjustment, correction, rabatt, remise, descuento, sconto, korting, desconto, korrektur, credit, gutschrift, manual entry, misc, miscellaneous, custom amount, custom sale, diverse, divers, varios, test, test product`,
    ),
  },
};

/** Words that may stand beside: who carries it, how fast, whose fee. */
const beside = new Set(
  list(
    `standard, express, priority, international, domestic, national, economy, flat, rate, free, tracked, signed, recorded, next, day, same, first, second, class, dhl, ups, dpd, fedex, gls, hermes, usps, royal, mail, evri, colissimo, chronopost, correos, postnl, poste, correios,
    by, to, for, of, and, the, from, with, per, order, web, online, shop, store, customer, dotcom, amazon, ebay, paypal, bank, eu, uk, us, europe, zone, kg, a, de, la, des, du, et, und, fur, auf, mit, digital, electronic, e, usd, eur, gbp, value, service, costs, cost, kosten, fee, charge, item, line`,
  ),
);

const sureWords = wordLists('sure');
const unsureWords = wordLists('unsure');

/** Any word of any phrase: hardly a product has one. */
const tokens = new Set([...sureWords.keys(), ...unsureWords.keys()].flatMap((phrase) => phrase.split(' ')));

function wordLists(which: 'sure' | 'unsure'): ReadonlyMap<string, ServiceKind> {
  return new Map(
    Object.entries(phrases).flatMap(([kind, each]) =>
      each[which].map((phrase) => [phrase, kind as ServiceKind] as const),
    ),
  );
}

/** The words that say by themselves that a line is of this kind. */
export const sureWordsOf = (kind: ServiceKind): readonly string[] => phrases[kind].sure;

/** What a text says it is, if it says nothing else: its words, those beside taken off, are a known phrase. */
function kindOfText(text: string, code: string | null): { kind: ServiceKind; isSure: boolean } | null {
  const own = code === null ? '' : folded(code);
  const words = folded(text)
    .replace(/&/g, ' and ')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  if (words.length === 0 || words.length > 8 || !words.some((word) => tokens.has(word))) return null;
  const whole = words.join(' ');
  const core = words.filter((word) => !beside.has(word) && word !== own).join(' ');
  for (const phrase of [whole, core]) {
    const sure = sureWords.get(phrase);
    if (sure) return { kind: sure, isSure: true };
  }
  // `dotcom postage`, `standard delivery to europe`: the words of a phrase, and only words beside it.
  for (const [phrase, kind] of sureWords) {
    const needed = phrase.split(' ');
    if (
      needed.every((word) => words.includes(word)) &&
      words.every((word) => needed.includes(word) || beside.has(word) || word === own)
    )
      return { kind, isSure: true };
  }
  const unsure = unsureWords.get(whole) ?? unsureWords.get(core);
  return unsure ? { kind: unsure, isSure: false } : null;
}

const hasDigit = (text: string) => /\d/.test(text);

/**
 * Which products are no goods, by their code and description together: a description that is nothing but a word
 * for shipping, a tip, a gift card, a fee …; where the word may also be goods, its code must be missing or unlike
 * the shop's others, as a code without a digit is where nearly all others have one, or one of two letters where they
 * have four and more.
 * @param products distinct pairs of code and description
 * @returns the kind of each product; goods are left out
 */
export function findServices(products: readonly SoldProduct[]): Map<SoldProduct, ServiceKind> {
  const coded = products.filter(({ code }) => code !== null);
  const codes = new Set(coded.map(({ code }) => code!));
  const withDigits = [...codes].filter(hasDigit).length;
  const isUsuallyDigits = codes.size >= 20 && withDigits >= 0.9 * codes.size;
  const longs = [...codes].filter(({ length }) => length >= 4).length;
  const isUsuallyLong = codes.size >= 20 && longs >= 0.9 * codes.size;
  const isOdd = (code: string | null) =>
    code === null
      ? codes.size > 0
      : (isUsuallyDigits && !hasDigit(code)) ||
        (isUsuallyLong && code.length <= 2) ||
        kindOfText(code, null) !== null;
  const kinds = new Map<string, { lines: number; service: number; kind: ServiceKind | null }>();
  const keyOf = ({ code, description }: SoldProduct) => (code === null ? `\n${description}` : code);
  for (const product of products) {
    const { code, description, lines } = product;
    const seen = kinds.get(keyOf(product)) ?? { lines: 0, service: 0, kind: null };
    const said = description === null ? null : kindOfText(description, code);
    const isService = said !== null && (said.isSure || isOdd(code));
    if (description !== null) seen.lines += lines;
    if (isService) {
      seen.service += lines;
      seen.kind ??= said.kind;
    }
    kinds.set(keyOf(product), seen);
  }
  // A code is what most of its lines say; one that is never described says it itself.
  return new Map(
    products.flatMap((product): [SoldProduct, ServiceKind][] => {
      const { lines, service, kind } = kinds.get(keyOf(product))!;
      if (lines === 0) {
        const own = product.code === null ? null : kindOfText(product.code, null);
        return own?.isSure ? [[product, own.kind]] : [];
      }
      return kind !== null && service > lines / 2 ? [[product, kind]] : [];
    }),
  );
}
