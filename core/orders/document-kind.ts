import { folded } from '../reading/header-concepts.js';

/**
 * What a kind of document or line means for its money: sold; given back; a discount on the order; nothing, since it is
 * another stage of the sale (a quote, a payment), or no goods (shipping, a subtotal); `unknown` counts as sold.
 */
export type KindMeaning = 'sold' | 'returned' | 'discount' | 'nothing' | 'unknown';

const returned =
  /gutschrift|storno|korrektur|credit.?(note|memo|factuur|nota)|creditnota|sales? credits?$|kreditnota|kreditfaktura|rectificativ|nota de (credito|abono)|factura de abono|nota di credito|\bavoirs?\b|\bkorekta\b|koryguj|\bzwrot\b|\b(refunds?|returns?|refunded|returned|chargebacks?|retoure|retour|devolucion|reso|remboursement|erstattung)\b|credit$/;
const creditNote = /note|memo|gutschrift|nota|avoir|factuur|faktura|credit/;
const paidBack = /\b(refunds?|remboursement|erstattung)\b/;

/** Stages of a sale: where a later one stands beside, an earlier one is said twice. */
const stages: readonly RegExp[] = [
  /\b(quotes?|quotations?|estimates?|offers?|proposals?|angebote?|devis|presupuestos?|preventiv[oi]|offertes?|oferta|wycena)\b|pro.?forma/,
  /\b(orders?|sales orders?|order confirmations?|auftrag|auftrage|auftragsbestatigung|bestellung|commande|pedido|ordine|bestelling|zamowienie)\b/,
  /\b(delivery notes?|deliveries|shipments?|lieferscheine?|bon de livraison|albaran|ddt|pakbon)\b/,
  /\b(invoices?|bills?|sales?(?! orders?| quot)|rechnung(en)?|facture|factura|fattura|factuur|faktura|faturas?|verkauf|vente|venta|vendita|verkoop|sprzedaz|line.?items?|items?|artikel|articles?|articulos?|articol[oi]|ware|waren|products?|produkte?|goods|charges?|captures?)\b/,
];
const quoted = 0;

/** A document of all its lines, whatever else its name says: `Faktura VAT`. */
const document = /invoice|rechnung|facture|factura|fattura|factuur|faktura|fatura/;

const salesReceipt = /^sales? receipts?$/;
const isOfLines = /\b(lines?|line ?items?|items?|positionen?|artikel|zeilen?)\b/;

const payment =
  /\b(payments?|zahlung|zahlungseingang|paiement|pagos?|pagamento|betaling|receipts?|payouts?|transfers?|authori[sz]ations?|auth|deposits?|wpłata)\b/;
const noGoods =
  /\b(shipping|versand|versandkosten|porto|postage|freight|livraison|envio|spedizione|verzending|taxe?s?|vat|steuer|fees?|gebuhr|tips?|subtotals?|zwischensumme|sub-?total|totals?|summe|comments?|notes?|text|kommentar)\b/;
const discount =
  /\b(coupons?|discounts?|rabatte?|remises?|descuentos?|sconto|korting|vouchers?|gutscheine?|promotions?)\b/;

/**
 * What each kind of one column means: a payment is no sale beside invoices, an order none beside its invoice, and a refund
 * is paid out, not given back, beside credit notes.
 * @param kinds the column's distinct values
 */
export function meaningsOfKinds(kinds: readonly string[]): ReadonlyMap<string, KindMeaning> {
  const plain = new Map(kinds.map((kind) => [kind, folded(kind).replace(/[_-]+/g, ' ').trim()]));
  const stageOf = (text: string) => stages.findLastIndex((words) => words.test(text));
  const texts = [...plain.values()];
  const isReturn = (text: string) => returned.test(text);
  const latest = Math.max(-1, ...texts.filter((text) => !isReturn(text) && !payment.test(text)).map(stageOf));
  const hasCreditNotes = texts.some(
    (text) => isReturn(text) && creditNote.test(text) && !paidBack.test(text),
  );
  // Of a head and the lines below it, the money is that of the lines.
  const hasLines = texts.some((text) => isOfLines.test(text) && stageOf(text) === stages.length - 1);
  const hasOnlyReceipts =
    texts.some((text) => /^sales? invoices?$/.test(text)) &&
    !texts.some((text) => payment.test(text) && !salesReceipt.test(text));
  const meaningOf = (text: string): KindMeaning => {
    if (isReturn(text))
      return hasCreditNotes && paidBack.test(text) && !creditNote.test(text) ? 'nothing' : 'returned';
    // What was sold at once; or, beside invoices without other payments, what was paid of them.
    if (salesReceipt.test(text)) return hasOnlyReceipts ? 'nothing' : 'sold';
    const stage = stageOf(text);
    if (payment.test(text)) return latest >= 0 ? 'nothing' : 'sold';
    if (discount.test(text) && !document.test(text)) return 'discount';
    if (noGoods.test(text) && !document.test(text)) return latest >= 0 ? 'nothing' : 'unknown';
    if (stage === -1) return 'unknown';
    if (hasLines && stage === stages.length - 1 && !isOfLines.test(text)) return 'nothing';
    return stage < latest || (stage === quoted && latest <= quoted) ? 'nothing' : 'sold';
  };
  return new Map([...plain].map(([kind, text]) => [kind, meaningOf(text)]));
}
