import { folded } from '../reading/header-concepts.js';
import { anyPart, anyWord, wordList } from './word-list.js';

/** Words that name a discount on an order where they stand on a line with money below zero. */
export const discountWords = wordList(`
  discount, discounts, rebate, coupon, coupons, promo, promotion, promo code, voucher, rabatt, rabatte, nachlass, gutschein, aktionscode, skonto, bon de reduction, remise, remises, reduction, rabais, code promo,
  descuento, descuentos, cupon, sconto, sconti, buono sconto, korting, kortingscode, desconto, descontos, cupom, rabat, znizka, kupon, indirim, sleva, kedvezmeny, diskon, giam gia, скидка, скидки, купон, промокод, 割引, クーポン, 折扣, 优惠, 優惠, 할인, ส่วนลด`);

/** … also as a part of another: `Gutscheincode`, `Mengenrabatt`, `kortingsbon`. */
export const discountParts = wordList('gutschein, rabatt, korting');

/** Words for what is paid with, as a gift card, which takes nothing off. */
export const paidWithWords = wordList('gift, cadeau, regalo, presente, подарочный, подарочная, ギフト, 礼品');
export const paidWithParts = wordList('geschenk, podarunkow');

const says = [anyWord(discountWords), anyPart(discountParts)];
const paidWith = [anyWord(paidWithWords), anyPart(paidWithParts)];

const plainOf = (description: string) => folded(description).replace(/[_-]+/g, ' ');

/** Whether a description names what is paid with, as a gift card, which takes nothing off. */
export const saysPaidWith = (description: string): boolean =>
  paidWith.some((words) => words.test(plainOf(description)));

/** Whether a description names a discount. */
export const saysDiscount = (description: string): boolean =>
  says.some((words) => words.test(plainOf(description))) && !saysPaidWith(description);
