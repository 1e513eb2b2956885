import { folded } from '../reading/header-concepts.js';

/** Words that name a discount on an order where they stand on a line with money below zero. */
const says =
  /\b(discounts?|rebate|coupons?|promo|promotion|promo code|voucher|rabatte?|nachlass|gutschein\w*|aktionscode|skonto|bon de reduction|remises?|reduction|rabais|code promo|descuentos?|cupon|sconto|sconti|buono sconto|korting\w*|kortingscode|descontos?|cupom|rabat|znizka|kupon|indirim|скидка|купон|промокод)\b|\w+rabatt\b|割引|クーポン|折扣|优惠/;

const paidWith = /\b(gift|geschenk\w*|cadeau|regalo|presente|podarunkow\w*)\b/;

const plainOf = (description: string) => folded(description).replace(/[_-]+/g, ' ');

/** Whether a description names what is paid with, as a gift card, which takes nothing off. */
export const saysPaidWith = (description: string): boolean => paidWith.test(plainOf(description));

/** Whether a description names a discount. */
export const saysDiscount = (description: string): boolean =>
  says.test(plainOf(description)) && !saysPaidWith(description);
