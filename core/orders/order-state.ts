import { folded } from '../reading/header-concepts.js';
import { anyWord, wordList } from './word-list.js';

/**
 * What the state of an order means for its money: `sold` counts; `refunded` was sold and came back whole;
 * `not sold` never was a sale; `unknown` is a word that nobody told us, and counts.
 */
export type StateMeaning = 'sold' | 'refunded' | 'not sold' | 'unknown';

const list = (text: string) =>
  new Set(
    text
      .split('\n')
      .flatMap((line) => line.split(','))
      .map((each) => folded(each.trim()))
      .filter(Boolean),
  );

/** Whole states, without accents and capitals, in the languages of the headers. */
const notSold = list(`
  cancelled, canceled, cancelled by customer, canceled by buyer, cancelled by buyer, cancelled by seller, cancelled order,
  order cancelled, cancelled reversal, void, voided, fail, failed, failure, payment failed, payment error, error, declined, denied, rejected, expired,
  pending, pending payment, payment pending, awaiting payment, pending_payment, on hold, on-hold, onhold, holded, waiting, waiting for payment, awaiting check payment, awaiting bank wire payment,
  unpaid, not paid, open invoice, incomplete, abandoned, abandoned checkout, checkout-draft, draft, trash, quotation, quotation sent, quote,
  test, authorized, authorised, authorization, not captured, uncaptured, requires capture, requires_capture, requires_payment_method, requires action,
  payment_review, payment review, fraud, suspected fraud, created, never confirmed, not confirmed, unconfirmed, blocked, unavailable, out of stock, disputed lost, reversed, chargeback, deleted, removed,
  storniert, abgebrochen, annulliert, offen, unbezahlt, nicht bezahlt, ausstehend, zahlung ausstehend, fehlgeschlagen, zahlung fehlgeschlagen, entwurf, angebot, wartend, in wartestellung, abgelehnt, warten auf zahlung, zahlungsfehler,
  closed lost, closedlost, lost, deal lost, verloren, negotiation, negotiation/review, proposal, proposal/price quote, prospecting, qualification, qualified to buy, qualifiedtobuy, appointment scheduled, appointmentscheduled, presentation scheduled, presentationscheduled, contract sent, contractsent, decision maker bought-in, decisionmakerboughtin,
  annule, annulee, en attente, en attente de paiement, en attente paiement, en attente de virement bancaire, en attente du paiement par cheque, echoue, echouee, impaye, impayee, brouillon, devis, erreur de paiement, refuse, abandonne,
  cancelado, cancelada, cancelada por el comprador, cancelado por el comprador, anulado, anulada, pendiente, pendiente de pago, pago pendiente, en espera, fallido, fallida, borrador, presupuesto, impagado, no pagado, rechazado, error de pago,
  annullato, annullata, in attesa, in attesa di pagamento, non pagato, fallito, fallita, bozza, preventivo, rifiutato, errore di pagamento,
  geannuleerd, in behandeling bij betaling, wacht op betaling, in de wacht, onbetaald, niet betaald, mislukt, concept, offerte, afgewezen, betaling mislukt,
  cancelada pelo comprador, cancelado pelo comprador, cancelada pelo vendedor, venda cancelada, pedido cancelado, cancelado pelo vendedor, pendente, pagamento pendente, aguardando pagamento, nao pago, nao paga, falhou, rascunho, orcamento, recusado,
  anulowane, anulowano, anulowany, oczekuje na platnosc, nieoplacone, nieudane, szkic, oferta, odrzucone,
  iptal edildi, iptal, odeme bekleniyor, beklemede, basarisiz, taslak, odenmedi,
  отменен, отменён, отмена, не оплачен, ожидает оплаты, ошибка, черновик,
  dibatalkan, batal, pesanan dibatalkan, belum dibayar, belum bayar, menunggu pembayaran, gagal, kedaluwarsa, da huy, bi huy, huy, cho thanh toan, chua thanh toan, that bai,
  zruseno, zrusena, zrusene, zruseny, stornovano, stornovana, nezaplaceno, nezaplacena, ceka na platbu, ceka na zaplaceni, torolve, torolt, lemondva, sztorno, sztornozva, fizetesre var, kifizetetlen, anulat, anulata, in asteptare, neplatit, neplatita,
  ακυρωθηκε, ακυρωμενη, ακυρωμενο, σε αναμονη, σε αναμονη πληρωμης, απληρωτο, avbruten, annullerad, makulerad, vantar pa betalning, obetald, annulleret, kansellert, afventer betaling, venter pa betaling, ubetalt, peruutettu, peruttu, odottaa maksua, maksamatta,
  ยกเลิก, ยกเลิกแล้ว, รอชำระเงิน, ยังไม่ชำระ, 취소, 취소됨, 취소완료, 주문취소, 결제대기, 입금대기, 미결제, 결제실패,
  キャンセル, キャンセル済み, 未払い, 支払い待ち, 失敗, 保留, 下書き, 已取消, 取消, 未付款, 待付款, 失败, 草稿, 交易关闭, 已关闭`);

const refunded = list(`
  refunded, fully refunded, refund, returned, order refunded, payment refunded,
  erstattet, ruckerstattet, zuruckerstattet, vollstandig erstattet, retourniert, rembourse, remboursee, reembolsado, reembolsada, devuelto, devuelta, devolvido, devolvida,
  rimborsato, rimborsata, reso, terugbetaald, geretourneerd, zwrocone, zwrocono, iade edildi, dikembalikan, dana dikembalikan, retur, da hoan tien, tra hang, vraceno, vracena, visszateritve, rambursat, rambursata, returnat, επιστραφηκε, aterbetald, refunderet, refundert, hyvitetty, palautettu, คืนเงิน, คืนเงินแล้ว, 환불, 환불완료, 반품, 반품완료, возвращен, возврат, 返金済み, 返金, 已退款, 退款`);

const sold = list(`
  paid, complete, completed, closed, delivered, shipped, sent, dispatched, processing, in progress, processed, fulfilled, partially fulfilled, success, succeeded, successful,
  partially refunded, partially_refunded, partial refund, partially paid, partially_paid, accepted, confirmed, captured, settled, ok, done, sold, invoiced, active, approved, received, picked up, ready for pickup, awaiting fulfillment, awaiting shipment, awaiting pickup, partially shipped, payment accepted, remote payment accepted, preparation in progress, preparing, ready to ship, unfulfilled, sale, sales order, locked, posted, to deliver and bill, to deliver, to bill, submitted, overdue, return, credit note issued,
  closed won, closedwon, won, deal won, gewonnen,
  bezahlt, teilweise erstattet, abgeschlossen, versendet, verschickt, geliefert, zugestellt, in bearbeitung, erledigt, zahlung eingegangen,
  paye, payee, paiement accepte, termine, terminee, livre, livree, expedie, expediee, en cours, en cours de preparation, partiellement rembourse,
  pagado, pagada, completado, completada, enviado, enviada, entregado, entregada, procesando, pago aceptado,
  pagato, pagata, completato, completata, spedito, spedita, consegnato, consegnata, in lavorazione, pagamento accettato,
  betaald, afgerond, voltooid, verzonden, geleverd, in behandeling, verwerken,
  pago, paga, concluido, concluida, entregue, a caminho, enviado, venda entregue, pronto para envio, em preparacao,
  zaplacone, oplacone, zrealizowane, wyslane, dostarczone, w trakcie realizacji, tamamlandi, teslim edildi, kargolandi, odendi, оплачен, доставлен, выполнен, отправлен, selesai, pesanan selesai, dikirim, terkirim, pesanan dikirim, dibayar, sudah dibayar, lunas, diproses, hoan thanh, da giao, dang giao, da thanh toan, dang xu ly, vyrizeno, vyrizena, odeslano, doruceno, zaplaceno, zaplacena, kifizetve, teljesitve, kiszallitva, platit, platita, livrat, livrata, finalizat, finalizata, ολοκληρωθηκε, πληρωθηκε, απεσταλη, εξοφληθηκε, betald, skickad, levererad, klar, betalt, sendt, leveret, levert, maksettu, lahetetty, toimitettu, ชำระเงินแล้ว, จัดส่งแล้ว, สำเร็จ, 결제완료, 배송완료, 배송중, 구매확정, 완료, warenausgang gebucht, sent and autopaid,
  支払い済み, 完了, 発送済み, 配達済み, 已付款, 已完成, 已发货, 已签收, 交易成功`);

/** Beginnings of states that go on with who, when or for what. */
const beginsNotSold = list(`
  cancel, storniert, annul, anulad, geannuleerd, void, awaiting, waiting, pending, en attente, in attesa, wacht op, warten auf, aguardando, pendiente, pendente, oczekuj, bekleniyor,
  payment error, payment fail, error, erreur, errore, zahlungsfehler, fehl, echec, fallo, mislukt, betalingsfout, not paid, unpaid, nicht bezahlt, non paye, impag, niet betaald, nao pago, nieoplac`);

/** Every whole state that is known, by what it means. */
export const stateWords: Readonly<Record<Exclude<StateMeaning, 'unknown'>, ReadonlySet<string>>> = {
  'not sold': notSold,
  refunded,
  sold,
};

/** Of these, words for a bill that is not paid yet: of an invoice that was sent it says nothing about the sale. */
const unpaid = list(`
  pending payment, payment pending, awaiting payment, unpaid, not paid, open, open invoice, pending, waiting for payment, awaiting bank wire payment, awaiting check payment, outstanding, due, overdue, not yet paid, payment due,
  offen, unbezahlt, nicht bezahlt, ausstehend, zahlung ausstehend, warten auf zahlung, teilbezahlt, mahnung, angemahnt, gemahnt, fallig, uberfallig,
  en attente, en attente de paiement, en attente paiement, impaye, impayee, non paye, non payee, a payer, pendiente, pendiente de pago, pago pendiente, impagado, no pagado, por cobrar, non pagato, non pagata, da pagare, in attesa di pagamento,
  wacht op betaling, onbetaald, niet betaald, openstaand, pendente, pagamento pendente, aguardando pagamento, nao pago, nao paga, em aberto, oczekuje na platnosc, nieoplacone, nieoplacona, niezaplacona, do zaplaty, odeme bekleniyor, odenmedi,
  nezaplaceno, nezaplacena, ceka na platbu, ceka na zaplaceni, kifizetetlen, fizetesre var, neplatit, neplatita, obetald, vantar pa betalning, ubetalt, afventer betaling, venter pa betaling, maksamatta, odottaa maksua, απληρωτο, belum dibayar, menunggu pembayaran, chua thanh toan, cho thanh toan,
  не оплачен, не оплачена, ожидает оплаты, 未払い, 支払い待ち, 未入金, 未付款, 待付款`);

/** Whether a state says of an invoice that its money has not come yet. */
export const isUnpaid = (state: string): boolean => unpaid.has(plainOf(state));

/** The word that stands beside the state of an invoice: it was sent, so that it counts whether it is paid or not. */
export const invoicedWord = 'invoiced';

/** Words that say it wherever they stand: `Kunde hat storniert`, `Buyer cancelled`, `900:キャンセル確定`. */
export const cancelledWords = wordList(`
  cancelled, canceled, storniert, voided, annule, annulee, annullato, annullata, cancelado, cancelada, anulado, anulada, geannuleerd, anulowana, anulowane, anulowano, anulowany, iptal edildi, отменен, отменено, dibatalkan, zruseno, zrusena,
  キャンセル, 已取消, 取消, 취소, ยกเลิก`);
export const refundedWords = wordList(
  'refunded, erstattet, ruckerstattet, rembourse, remboursee, reembolsado, reembolsada, rimborsato, rimborsata, 返金, 退款, 환불',
);
const saysCancelled = anyWord(cancelledWords);
const saysRefunded = anyWord(refundedWords);

const plainOf = (state: string) =>
  folded(state)
    .replace(/^wc-|^\d+ ?[:.)-] ?/, '')
    .replace(/[_\s]+/g, ' ')
    .trim();

/** What one word of state means. */
export function meaningOfState(state: string): StateMeaning {
  const plain = plainOf(state);
  if (notSold.has(plain) || notSold.has(plain.replace(/ /g, '_'))) return 'not sold';
  if (refunded.has(plain)) return 'refunded';
  if (sold.has(plain) || sold.has(plain.replace(/ /g, '_'))) return 'sold';
  if (/^(pacote|paquete) de \d+/.test(plain)) return 'sold';
  if ([...beginsNotSold].some((start) => plain.startsWith(start)) || saysCancelled.test(plain))
    return 'not sold';
  return saysRefunded.test(plain) && !/part|teil/.test(plain) ? 'refunded' : 'unknown';
}
