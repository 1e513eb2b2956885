import type { ColumnMapping } from '../column-mapping.js';
import type { ColumnProfile } from '../column-profile.js';
import { folded, saidByHeader } from '../header-concepts.js';
import { fieldsOfHeader } from '../header-fields.js';

const invoice =
  /invoice|\binv\b|rechnung|factur|fattur|factuur|faktur|fatura|szamla|hoa don|счет|发票|發票|請求|계산서/;
const ordered =
  /order|auftrag|bestell|commande|pedido|encomenda|ordine|zamow|objednav|rendeles|comanda|siparis|pesanan|don hang|заказ|παραγγελ|订单|訂單|注文|주문|คำสั่งซื้อ|booking|buchung|reservation/;
const due =
  /\bdue\b|fallig|zahlbar|zahlungsziel|echeance|vencimiento|vencimento|scadenza|vervaldat|termin platnosci|splatnost|\bvade\b|esedekes|forfall|forfald|erapaiva|fizetesi hatarido|scadent|jatuh tempo|срок оплаты|到期|支払期限/;
/** What is left to pay, or was paid so far. */
const balance =
  /amount.?due|balance|open amount|outstanding|amount.?paid|offen(er)? (betrag|posten)|reste a payer|saldo|restant|importe pendiente|da incassare|openstaand|pozostalo/;

/**
 * Whether a file lists invoices and not orders: its numbers are of invoices, no other column numbers orders, and it says
 * until when or how much is to be paid, as no order does. An invoice that is not paid yet is a sale; an order may never be.
 */
export function isInvoiceList(
  headers: readonly string[],
  { invoice_id, document_kind }: ColumnMapping,
  profiles: readonly ColumnProfile[],
): boolean {
  const plain = headers.map((header) =>
    folded(header.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')).replace(/[_.-]/g, ' '),
  );
  const own = invoice_id ? plain[invoice_id.position - 1]! : '';
  if (!invoice.test(own) && ordered.test(own)) return false;
  const isDue = plain.some((header, i) => due.test(header) && profiles[i]!.date > 0.8);
  if (!invoice.test(own) && document_kind === undefined && !isDue) return false;
  const hasOrders = plain.some(
    (header, i) =>
      i + 1 !== invoice_id?.position &&
      !invoice.test(header) &&
      profiles[i]!.distinct > 1 &&
      profiles[i]!.filled > 0.5 &&
      (fieldsOfHeader(headers[i]!).invoice_id ?? 0) >= 0.85 &&
      saidByHeader(headers[i]!).concepts.has('order'),
  );
  if (hasOrders) return false;
  return isDue || plain.some((header, i) => balance.test(header) && profiles[i]!.number > 0.8);
}
