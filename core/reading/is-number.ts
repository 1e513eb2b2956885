/** Signs and words of money, as they stand beside a number. No letter that changes the value (k, M, CR) is one. */
export const currencyWords =
  'AED|ARS|AUD|BGN|BRL|CAD|CHF|CLP|CNY|COP|CZK|DKK|EGP|EUR|GBP|HKD|HRK|HUF|IDR|ILS|INR|ISK|JPY|KES|KRW|MAD|MXN|MYR|NGN|NOK|NZD|PEN|PHP|PKR|PLN|QAR|RMB|RON|RSD|RUB|SAR|SEK|SGD|THB|TND|TRY|TWD|UAH|USD|UYU|VND|ZAR|Kč|zł|kr|Ft|lei|TL|RM|Rp|KSh|Ksh|TSh|Tk|Rs|Fr|SFr|din|kn|грн|руб|р|лв|円|元|원';

const money = `(?:(?:[A-Z]{1,3}|R)?\\p{Sc}|(?:${currencyWords})\\.?)`;
const number = new RegExp(
  `^[-−+(]?\\s?${money}?\\s?[-−+]?\\s?(?:\\d[\\d.,'’\\s]*|[.,]\\d+)(?:[.,](?:-{1,2}|–|—))?\\s?${money}?\\s?[-−)]?$`,
  'iu',
);

/** Whether a text is a number as people write it, currency and signs included. */
export const isNumber = (value: string) => value.length <= 64 && number.test(value);
