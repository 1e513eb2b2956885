import { folded } from '../reading/header-concepts.js';
import {
  boughtBesideSales,
  boughtWords,
  componentWords,
  discountKindWords,
  finalWords,
  instalmentWords,
  noGoodsWords,
  paymentWords,
  reminderWords,
  returnedParts,
  returnedWords,
  stageWords,
  surelySold,
  voidWords,
} from './document-words.js';
import { anyPart, anyWord, wordList } from './word-list.js';

/**
 * What a kind of document or line means for its money: sold; given back; bought by the shop itself; a discount on the
 * order; nothing, since it is another stage of the sale (a quote, a payment), or no goods (shipping, a subtotal); an
 * instalment of what a final invoice says, and that one; a component of the line above; `unknown` counts as sold.
 */
export type KindMeaning =
  | 'sold'
  | 'returned'
  | 'bought'
  | 'discount'
  | 'nothing'
  | 'instalment'
  | 'final'
  | 'component'
  | 'unknown';

const returned = [anyPart(returnedParts), anyWord(returnedWords), /credit$|sales? credits?$/];
const creditNote = /note|memo|gutschrift|nota|avoir|factuur|faktura|credit/;
const paidBack = anyWord(['refund', 'refunds', 'remboursement', 'erstattung']);
const bought = anyWord(boughtWords);
const mayBeBought = new Set(boughtBesideSales);
const sold = anyWord(surelySold);
const instalment = anyWord(instalmentWords);
const final = anyWord(finalWords);
const component = anyWord(componentWords);
const stages = stageWords.map(anyWord);
const quoted = 0;
const payment = anyWord([...paymentWords, ...reminderWords]);
const voided = anyWord(voidWords);
const noGoods = anyWord(noGoodsWords);
const discount = anyWord(discountKindWords);

/** A document of all its lines, whatever else its name says: `Faktura VAT`. */
const document = /invoice|rechnung|facture|factura|fattura|factuur|faktura|fatura/;

const salesReceipt = /^sales? receipts?$/;
const isOfLines = anyWord(
  wordList(
    'line, lines, line item, line items, item, items, positionen, artikel, zeile, zeilen, bundle, bundles, setartikel, stuckliste',
  ),
);
/** An order of goods that the stage of an order names as well. */
const salesOrder = /sales? (orders?|quot)/;

const stageOf = (text: string) => {
  const stage = stages.findLastIndex((words) => words.test(text));
  return stage === stages.length - 1 && salesOrder.test(text) && !document.test(text) ? 1 : stage;
};
const isReturn = (text: string) => returned.some((words) => words.test(text));

/**
 * What each kind of one column means: a payment is no sale beside invoices, an order none beside its invoice, a bill none
 * of the shop's beside its own invoices, and a refund is paid out, not given back, beside credit notes.
 * @param kinds the column's distinct values
 */
export function meaningsOfKinds(kinds: readonly string[]): ReadonlyMap<string, KindMeaning> {
  const plain = new Map(kinds.map((kind) => [kind, folded(kind).replace(/[_-]+/g, ' ').trim()]));
  const texts = [...plain.values()];
  const hasSales = texts.some((text) => sold.test(text) && !mayBeBought.has(text) && !bought.test(text));
  const isBought = (text: string) => bought.test(text) || (hasSales && mayBeBought.has(text));
  const own = texts.filter((text) => !isBought(text));
  const latest = Math.max(-1, ...own.filter((text) => !isReturn(text) && !payment.test(text)).map(stageOf));
  const hasCreditNotes = own.some((text) => isReturn(text) && creditNote.test(text) && !paidBack.test(text));
  // Of a head and the lines below it, the money is that of the lines.
  const hasLines = own.some((text) => isOfLines.test(text) && stageOf(text) === stages.length - 1);
  const hasOnlyReceipts =
    own.some((text) => /^sales? invoices?$/.test(text)) &&
    !own.some((text) => payment.test(text) && !salesReceipt.test(text));
  const meaningOf = (text: string): KindMeaning => {
    // A sale that came back is not what was bought, and a payment to a supplier is.
    if (isBought(text)) return 'bought';
    if (component.test(text)) return 'component';
    if (voided.test(text)) return 'nothing';
    if (isReturn(text))
      return hasCreditNotes && paidBack.test(text) && !creditNote.test(text) ? 'nothing' : 'returned';
    // What was sold at once; or, beside invoices without other payments, what was paid of them.
    if (salesReceipt.test(text)) return hasOnlyReceipts ? 'nothing' : 'sold';
    if (final.test(text)) return 'final';
    if (instalment.test(text)) return 'instalment';
    const stage = stageOf(text);
    if (payment.test(text)) return latest >= 0 ? 'nothing' : 'sold';
    if (discount.test(text) && !document.test(text)) return 'discount';
    if (noGoods.test(text) && !document.test(text)) return latest >= 0 ? 'nothing' : 'unknown';
    if (stage === -1) return sold.test(text) ? 'sold' : 'unknown';
    if (hasLines && stage === stages.length - 1 && !isOfLines.test(text)) return 'nothing';
    return stage < latest || (stage === quoted && latest <= quoted) ? 'nothing' : 'sold';
  };
  return new Map([...plain].map(([kind, text]) => [kind, meaningOf(text)]));
}
