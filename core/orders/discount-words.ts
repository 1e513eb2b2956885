import { folded } from '../reading/header-concepts.js';

/** Words that name a discount on an order where they stand on a line with money below zero. */
const says =
  /\b(discounts?|rebate|coupons?|promo|promotion|promo code|voucher|rabatte?|nachlass|gutschein\w*|aktionscode|skonto|bon de reduction|remises?|reduction|rabais|code promo|descuentos?|cupon|sconto|sconti|buono sconto|korting\w*|kortingscode|descontos?|cupom|rabat|znizka|kupon|indirim|скидка|купон|промокод)\b|\w+rabatt\b|割引|クーポン|折扣|优惠/;

/** Paid with, not taken off. */
const isPayment = /\b(gift|geschenk\w*|cadeau|regalo|presente|podarunkow\w*)\b/;

/** Whether a description names a discount. */
export const saysDiscount = (description: string): boolean => {
  const plain = folded(description).replace(/[_-]+/g, ' ');
  return says.test(plain) && !isPayment.test(plain);
};
