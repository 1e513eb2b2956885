import { UserError } from '../../core/errors/user-error.js';
import { orderLineColumns } from '../../core/orders/order-line.js';
import type { Rules } from '../../core/rules/rules.js';
import { wholeInWords } from '../../core/words/figures.js';
import type { Engine } from '../../io/engine.js';

interface CurrencyTotal {
  readonly currency: string;
  readonly orders: number;
  readonly money: number;
}

const moneyColumns: ReadonlySet<string> = new Set(['amount', 'unit_price', 'list_price', 'discount']);
/** As the rules write it: `2024-01`. */
const monthOfLine = 'substr(cast(lines.ordered_at as varchar), 1, 7)';

/**
 * Makes the view `order_lines`: the uploaded lines with all money in one currency.
 * @returns that currency; null where neither the rules nor the files name one
 * @throws UserError `SeveralCurrencies` if orders are in several and the rules have no rates for them;
 * `OtherCurrency` if the rules name a currency that the orders are not in
 */
export async function decideCurrency(
  engine: Engine,
  { currency, currencyRates }: Rules,
): Promise<string | null> {
  const totals = await engine.query<CurrencyTotal>(`
    select currency, count(distinct invoice_id) as orders, cast(sum(amount) as double) as money
    from uploaded_lines
    where currency is not null and (state is null or state not in (select state from states_not_sold))
    group by currency order by orders desc, currency`);
  const named = totals.map((total) => total.currency);
  const isCode = (each: string) => /^[A-Z]{3}$/.test(each);
  const target = currency ?? (named.length === 1 ? named[0]! : null);
  const foreign = named.filter((each) => each !== target && (isCode(each) || named.length > 1));
  if (foreign.length === 0) {
    await engine.run('create view order_lines as select * from uploaded_lines');
    return target;
  }
  const missing = foreign.filter((each) => currencyRates[each] === undefined);
  if (currency === null || missing.length > 0) {
    if (named.length === 1) throw otherCurrency(named[0]!, currency!);
    throw severalCurrencies(totals, currency);
  }
  await makeRates(engine, currencyRates);
  await checkMonths(engine, currency);
  const columns = Object.entries(orderLineColumns).map(([column, type]) =>
    moneyColumns.has(column)
      ? `cast(lines.${column} * coalesce(rates.rate, 1) as ${type}) as ${column}`
      : `lines.${column}`,
  );
  await engine.run(`
    create view order_lines as
    select lines.upload_seq, ${columns.join(', ')}
    from uploaded_lines as lines
    left join rates on lines.currency = rates.currency
      and (rates.month is null or rates.month = ${monthOfLine})`);
  return currency;
}

async function makeRates(engine: Engine, rates: Rules['currencyRates']): Promise<void> {
  const rows = Object.entries(rates).flatMap(
    ([currency, rate]): { currency: string; month: string | null; rate: number }[] =>
      typeof rate === 'number'
        ? [{ currency, month: null, rate }]
        : Object.entries(rate).map(([month, each]) => ({ currency, month, rate: each })),
  );
  await engine.query(
    `create table rates as select unnest(from_json($1, '[{"currency":"varchar","month":"varchar","rate":"decimal(18,9)"}]'), recursive := true)`,
    [JSON.stringify(rows)],
  );
}

/** A month without a rate would count in the wrong currency. */
async function checkMonths(engine: Engine, target: string): Promise<void> {
  const [missing] = await engine.query<{ currency: string; month: string }>(
    `
    select lines.currency, ${monthOfLine} as month from uploaded_lines as lines
    left join rates on lines.currency = rates.currency
      and (rates.month is null or rates.month = ${monthOfLine})
    where lines.currency is not null and lines.currency <> $1 and rates.rate is null
    order by 1, 2 limit 1`,
    [target],
  );
  if (!missing) return;
  throw new UserError('SeveralCurrencies', `there is no rate for ${missing.currency} in ${missing.month}`, {
    remedy: 'Add the month to the rule currencyRates, or give one rate for all months.',
  });
}

function severalCurrencies(totals: readonly CurrencyTotal[], currency: string | null): UserError {
  const all = totals.reduce((sum, { orders }) => sum + orders, 0);
  const shares = totals
    .slice(0, 6)
    .map(
      ({ currency, orders, money }) =>
        `${currency} with ${Math.round((100 * orders) / all)} % of the orders (${wholeInWords(Math.round(money))})`,
    );
  const main = currency ?? totals[0]!.currency;
  const other = totals.find((total) => total.currency !== main)!.currency;
  return new UserError(
    'SeveralCurrencies',
    `the orders are in ${totals.length} currencies, which cannot be added up: ${shares.join(', ')}`,
    {
      remedy: `Write what the others are worth in the rules, for example currency: ${main} and currencyRates: { ${other}: 0.9 }, or by month { ${other}: { 2024-01: 0.9 } }; or give the orders of one currency only.`,
    },
  );
}

const otherCurrency = (found: string, wanted: string) =>
  new UserError('OtherCurrency', `the orders are in ${found}, and the rule currency says ${wanted}`, {
    remedy: `Set currency to ${found}, or write the rate: currencyRates: { ${found}: 0.9 }.`,
  });
