import { sureWordsOf } from './services.js';
import { wordList } from './word-list.js';

/** Parts of words for a document that gives back. */
export const returnedParts = wordList(`
  gutschrift, storno, korrektur, rectificativ, koryguj, credit note, credit memo, creditnote, creditmemo, credit factuur, creditfactuur, credit nota, creditnota,
  kreditnota, kreditfaktura, nota de credito, nota de abono, factura de abono, nota di credito, creditmemos, accreccredit, arcredit, hyvityslasku, возврат`);

/** Words for what came back. */
export const returnedWords = wordList(`
  avoir, avoirs, korekta, zwrot, refund, refunds, refunded, return, returns, returned, chargeback, chargebacks, retoure, retour, retouren, ruckgabe, rucksendung, devolucion, reso, remboursement, erstattung,
  dobropis, jovairas, sztorno, iade, iade faturasi, retur, kreditering, πιστωτικο, 退款, 退货, 退貨, 返品, 返金, 환불, 반품`);

/** Words for documents of what the shop itself bought. */
export const boughtWords = wordList(`
  accpay, accpaycredit, purchase invoice, purchase invoices, purchase order, purchase orders, purchase credit note, purchase credit, purchase credit memo, purchase return, purchase receipt,
  vendor bill, vendor bills, vendor invoice, vendor credit, supplier invoice, supplier invoices, supplier bill, supplier credit, supplier credit note, bill payment, expense, expenses, incoming invoice, goods received,
  eingangsrechnung, eingangsrechnungen, eingangsgutschrift, lieferantenrechnung, lieferantengutschrift, kreditorenrechnung, einkauf, einkaufe, einkaufsrechnung, einkaufsgutschrift, wareneingang, ausgabe, ausgaben,
  facture fournisseur, avoir fournisseur, facture d achat, facture d'achat, depense, depenses, factura de compra, factura de proveedor, factura recibida, facturas recibidas, gasto, gastos, fattura passiva, fatture passive, fattura d acquisto, fattura d'acquisto, fattura fornitore, fattura ricevuta,
  inkoop, inkoopfactuur, inkooporder, compra a fornecedor, fatura de compra, fatura de fornecedor, despesa, faktura zakupu, faktura zakupowa, faktura kosztowa, zakup, zakupy, alis faturasi, gider, leverantorsfaktura, leverandorfaktura, kobsfaktura, inkopsfaktura, ostolasku, faktura prijata, prijata faktura, bejovo szamla,
  поступление, поступление товаров, поступление товаров и услуг, приобретение товаров, закупка, закупки, 采购, 採購, 进货, 仕入, 仕入れ, 매입`);

/** Words that are the shop's own purchases where other documents are called its sales, and the customer's elsewhere. */
export const boughtBesideSales = wordList(`
  purchase, purchases, bill, bills, achat, achats, compra, compras, acquisto, acquisti, aankoop, покупка, incoming, eingang, bill credit`);

/** Words for sales that cannot be purchases. */
export const surelySold = wordList(`
  accrec, sale, sales, sales invoice, sales invoices, customer invoice, invoice, invoices, rechnung, rechnungen, ausgangsrechnung, ausgangsrechnungen, verkauf, verkaufe, outgoing invoice, outgoing, ausgang, facture, factures, facture client, vente, ventes, factura, factura de venta, factura emitida, venta, ventas,
  fattura, fattura attiva, vendita, vendite, factuur, verkoop, verkoopfactuur, fatura, venda, vendas, faktura sprzedazy, sprzedaz, satis, satis faturasi, реализация, реализация товаров, реализация товаров и услуг, продажа, продажи, 销售, 銷售, 売上, 매출`);

/** Words for a part of the money that is invoiced before the whole, and for the whole. */
export const instalmentWords = wordList(`
  abschlagsrechnung, abschlag, anzahlungsrechnung, anzahlung, teilrechnung, vorausrechnung, vorschussrechnung, deposit invoice, progress invoice, part invoice, partial invoice, interim invoice, advance invoice, down payment invoice, prepayment invoice, retainer invoice,
  facture d acompte, facture d'acompte, acompte, facture de situation, factura de anticipo, anticipo, fattura di acconto, fattura d'acconto, acconto, aanbetalingsfactuur, termijnfactuur, deelfactuur, voorschotfactuur, faktura zaliczkowa, zaliczka, fatura de adiantamento, acontofaktura, aconto, delfaktura, zalohova faktura, eloleg szamla`);
export const finalWords = wordList(`
  schlussrechnung, endrechnung, final invoice, closing invoice, balance invoice, facture de solde, facture finale, factura final, factura de liquidacion, fattura a saldo, fattura di saldo, saldo, eindfactuur, slotfactuur, faktura koncowa, faktura rozliczeniowa, fatura final, slutfaktura, konecna faktura, vegszamla`);

/** Words for a line that is a part of the line above. */
export const componentWords = wordList(`
  bundle component, bundle components, bundle item, bundle child, component, components, kit component, kit item, set component, child, child item, sub item, subitem, sub line, subline, included item, bom item,
  komponente, komponenten, bestandteil, stucklistenposition, stucklistenkomponente, stucklistenartikel, unterposition, setkomponente, setbestandteil, kindartikel, composant, composants, article compose, componente, componentes, componenti, onderdeel, skladnik, składnik`);

/** Stages of a sale: where a later one stands beside, an earlier one is said twice. */
export const stageWords: readonly (readonly string[])[] = [
  wordList(`quote, quotes, quotation, quotations, estimate, estimates, offer, offers, proposal, proposals, angebot, angebote, kostenvoranschlag, devis, presupuesto, presupuestos, cotizacion, preventivo, preventivi, offerte, offertes, offerta,
    oferta, orcamento, wycena, nabidka, tilbud, teklif, proforma, pro forma, proforma invoice, коммерческое предложение, 报价, 見積, 見積書, 견적`),
  wordList(
    `order, orders, sales order, sales orders, order confirmation, order confirmations, auftrag, auftrage, auftragsbestatigung, bestellung, commande, pedido, encomenda, ordine, bestelling, zamowienie, objednavka, siparis, заказ, заказ клиента, заказ покупателя, счет на оплату, 订单, 訂單, 注文, 受注, 주문`,
  ),
  wordList(
    `delivery note, delivery notes, delivery, deliveries, shipment, shipments, packing slip, lieferschein, lieferscheine, bon de livraison, albaran, guia de remessa, ddt, pakbon, dodaci list, wz, irsaliye, товарная накладная, 发货单, 納品書`,
  ),
  wordList(`invoice, invoices, bill, bills, sale, sales, rechnung, rechnungen, ausgangsrechnung, ausgangsrechnungen, facture, factures, factura, facturas, fattura, fatture, factuur, facturen, verkoopfactuur, faktura, fatura, faturas, verkauf, verkaufe, vente, ventes, venta, ventas, venda, vendas, vendita, vendite, verkoop, sprzedaz, satis, satis faturasi, purchase, purchases, achat, achats, compra, compras, acquisto, acquisti, aankoop, kauf, kaufe, покупка,
    line item, line items, lineitem, lineitems, item, items, artikel, article, articles, articulo, articulos, articolo, articoli, ware, waren, product, products, produkt, produkte, goods, bundle, bundles, setartikel, stuckliste, charge, charges, capture, captures, accrec,
    реализация, реализация товаров, реализация товаров и услуг, продажа, продажи, счет фактура, накладная, расходная накладная, отчет о розничных продажах, чек, продажа товаров, 销售, 銷售, 发票, 發票, 売上, 請求書, 매출, hoa don, szamla, lasku, τιμολογιο`),
];

export const paymentWords = wordList(`
  payment, payments, zahlung, zahlungen, zahlungseingang, paiement, paiements, reglement, pago, pagos, pagamento, pagamenti, betaling, betalingen, receipt, receipts, payout, payouts, transfer, transfers, authorization, authorizations, authorisation, auth,
  deposit, deposits, wpłata, wplaty, platba, odeme, tahsilat, оплата, поступление на расчетный счет, поступление наличных, приходный кассовый ордер, платеж, 付款, 收款, 入金, 입금`);

/** Documents that ask once more for what an invoice has asked for. */
export const reminderWords = wordList(`
  reminder, reminders, payment reminder, dunning, dunning letter, statement, statements, account statement, mahnung, mahnungen, zahlungserinnerung, relance, relances, recordatorio, sollecito, aanmaning, herinnering, wezwanie, upominka, rykker, paaminnelse, напоминание, 督促`);

/** Records of what never came to be. */
export const voidWords = wordList(
  'void, voids, voided, cancelled sale, canceled sale, abgebrochen, abbruch, annule, annulee, anulado, anulada',
);

/** Lines of an order that are no goods. */
export const noGoodsWords = [
  ...sureWordsOf('shipping'),
  ...wordList(`
  wysylka, kargo, tax, taxes, taxe, vat, steuer, fee, fees, gebuhr, gebuhren, frais, tip, tips, subtotal, subtotals, sub total, zwischensumme, total, totals, summe,
  comment, comments, note, notes, text, kommentar, kommentare`),
];

export const discountKindWords = wordList(`
  coupon, coupons, discount, discounts, rabatt, rabatte, remise, remises, descuento, descuentos, sconto, sconti, korting, kortingen, desconto, rabat, znizka, indirim, скидка, 割引, 折扣, voucher, vouchers, gutschein, gutscheine, promotion, promotions`);
