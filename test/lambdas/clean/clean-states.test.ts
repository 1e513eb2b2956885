import { withOrderLake } from './order-lake.js';

const sale = (invoice_id: string, state: string | null) => ({ invoice_id, state, customer_id: invoice_id });

test('orders that are no sale are left out by their state, with the states in the receipt; unknown ones count and are named', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [
      sale('1', 'paid'),
      sale('2', 'paid / cancelled'),
      sale('3', 'pending'),
      sale('4', 'fnord'),
      sale('5', null),
    ]);
    const { rows, notes } = await lake.clean(['u1']);
    expect(rows.find(({ rule }) => rule === 'notSold')).toMatchObject({
      lines: 2,
      title: 'Orders that are no sale, by their state: paid / cancelled and pending',
    });
    expect(rows.find(({ rule }) => rule === 'purchases')!.lines).toBe(3);
    expect(notes.join()).toContain("'fnord'");
  }));

test('the rules say of a state what it means, whatever the word', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [sale('1', 'Pending'), sale('2', 'paid'), sale('3', 'fnord')]);
    const { rows, notes } = await lake.clean(['u1'], {
      cleaning: { statesThatCount: ['pending'], statesThatDoNotCount: ['Fnord'] },
    });
    expect(rows.find(({ rule }) => rule === 'notSold')!.lines).toBe(1);
    expect(rows.find(({ rule }) => rule === 'purchases')!.lines).toBe(2);
    expect(notes).toEqual([
      'A rule takes 33 % of the money: Orders that are no sale, by their state: fnord.',
    ]);
  }));

test('a receipt of orders without states has no row for them', () =>
  withOrderLake(async (lake) => {
    await lake.upload('u1', [{}]);
    const { rows } = await lake.clean(['u1']);
    expect(rows.map(({ rule }) => rule)).not.toContain('notSold');
  }));
