import type { Platform } from './platform.js';

/** eBay Germany, Verkäufer-Cockpit > Bestellungen > Bericht herunterladen. */
export const ebayOrdersDe: Platform = {
  name: 'ebay-orders-de',
  title: 'eBay orders report (German)',
  headers: [
    'Verkaufsprotokollnummer',
    'Bestellnummer',
    'Nutzername des Käufers',
    'Artikelnummer',
    'Verkauft für',
    'Verkauft am',
    'Zahlungsdatum',
  ],
  columns: {
    invoice_id: 'Bestellnummer',
    customer_id: 'Nutzername des Käufers',
    customer_name: 'Name des Käufers',
    ordered_at: 'Verkauft am',
    paid_at: 'Zahlungsdatum',
    quantity: 'Stückzahl',
    unit_price: 'Verkauft für',
    stock_code: ['Bestandseinheit', 'Artikelnummer'],
    description: ['Angebotstitel', 'Artikelbezeichnung'],
    country: ['Land des Käufers', 'Lieferland'],
    order_total: null,
    order_tax: null,
    order_shipping: null,
    amount: null,
  },
  lines: [{ column: 'Artikelnummer' }],
  states: [{ column: 'Zahlungsdatum', not: true, state: 'unbezahlt' }],
  lacks: 'it has no refunds',
};
