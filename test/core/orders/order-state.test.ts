import { meaningOfState } from '../../../core/orders/order-state.js';

describe('the state of an order', () => {
  test.each([
    ['paid', 'sold'],
    ['wc-completed', 'sold'],
    ['Partially_Refunded', 'sold'],
    ['Versendet', 'sold'],
    ['PAGO', 'sold'],
    ['Refunded', 'refunded'],
    ['Remboursé', 'refunded'],
    ['已退款', 'refunded'],
    ['CANCELED', 'not sold'],
    ['Cancelada pelo comprador', 'not sold'],
    ['Cancelled on 3 May', 'not sold'],
    ['pending_payment', 'not sold'],
    ['En attente de paiement par chèque', 'not sold'],
    ['Zahlung ausstehend', 'not sold'],
    ['キャンセル', 'not sold'],
    ['draft', 'not sold'],
    ['awaiting shipment', 'sold'],
    ['Pacote de 3 produtos', 'sold'],
    ['fnord', 'unknown'],
    ['7', 'unknown'],
  ])('%s is %s', (state, meaning) => expect(meaningOfState(state)).toBe(meaning));
});
