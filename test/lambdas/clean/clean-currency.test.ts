import { withOrderLake } from './order-lake.js';

const order = (
  invoice_id: string,
  currency: string | null,
  unit_price: number,
  ordered_at = '2024-01-10',
) => ({
  ...{ invoice_id, currency, unit_price, customer_id: invoice_id, ordered_at },
});
const both = [order('1', 'EUR', 100), order('2', 'EUR', 50), order('3', 'JPY', 8000)];

test('orders of one currency are in it, and those that say none with them', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [order('1', 'EUR', 100), order('2', null, 50)]);
    expect((await lake.clean(['u1'])).currency).toBe('EUR');
  }));

test('several currencies are never added up: the run stops, names them with their share and says what to write', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', both);
    await expect(lake.clean(['u1'])).rejects.toMatchObject({
      name: 'SeveralCurrencies',
      message: expect.stringMatching(
        /EUR with 67 % of the orders \(150\), JPY with 33 % of the orders \(8,000\)/,
      ),
      remedy: expect.stringMatching(/currency: EUR and currencyRates: \{ JPY: /),
    });
  }));

test('not even where they come in two files', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', both.slice(0, 2));
    await lake.upload('u2', both.slice(2));
    await expect(lake.clean(['u1', 'u2'])).rejects.toMatchObject({ name: 'SeveralCurrencies' });
  }));

test('what was never sold does not make a currency', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [order('1', 'EUR', 100), { ...order('2', 'JPY', 8000), state: 'cancelled' }]);
    expect((await lake.clean(['u1'])).currency).toBe('EUR');
  }));

test('rates of the rules convert, one for all months or one for each', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [...both, order('4', 'JPY', 8000, '2024-02-10')]);
    const money = async (currencyRates: object) => {
      const { rows } = await lake.clean(['u1'], { currency: 'EUR', currencyRates });
      return rows.find(({ rule }) => rule === 'purchases')!.money;
    };
    expect(await money({ JPY: 0.00625 })).toBe(250);
    expect(await money({ JPY: { '2024-01': 0.00625, '2024-02': 0.005 } })).toBe(240);
    await expect(money({ JPY: { '2024-01': 0.00625 } })).rejects.toMatchObject({
      message: 'there is no rate for JPY in 2024-02',
    });
  }));

test('a currency that the rules name and the orders are not in is refused', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [order('1', 'USD', 100)]);
    await expect(lake.clean(['u1'], { currency: 'EUR' })).rejects.toMatchObject({ name: 'OtherCurrency' });
  }));
