import type { Layout } from '../layout/layout.js';
import { sqlText } from '../sql-text.js';
import { no, yes } from '../state-flags.js';
import { testSql } from './cell-tests-sql.js';

/** Columns that make up the state of a record. */
export function stateParts({ mapping, headers: named, platform, flags }: Layout) {
  const headers = named ?? [];
  const flagged = flags.map(({ position, state, when, isOfOrder }, i) => ({
    isOfOrder,
    name: `flag_${i}`,
    sql: `case when list_contains([${(when === 'yes' ? yes : no).map(sqlText).join(', ')}], lower(trim(c${position}))) then ${sqlText(state)} end as flag_${i}`,
  }));
  const early = (platform?.states ?? []).flatMap(({ state, not, ...test }, i) => {
    const sql = testSql(headers, test);
    return sql ? [`case when ${not ? 'not ' : ''}${sql} then ${sqlText(state)} end as state_${i}`] : [];
  });
  const words = platform?.stateWords;
  const word = (cell: string) =>
    words
      ? `case ${cell} ${Object.entries(words)
          .map(([code, text]) => `when ${sqlText(code)} then ${sqlText(text)}`)
          .join(' ')} else ${cell} end`
      : cell;
  const late = [
    ...(mapping.state ? [word('state_cell')] : []),
    ...(mapping.payment_state ? ['payment_state_cell'] : []),
    // Where most orders have the day of their payment and no word for their state, one without it is not paid.
    ...(mapping.paid_at && !mapping.state && !mapping.payment_state && !(platform?.states ?? []).length
      ? [
          `case when paid_at_cell is null and (select count(c${mapping.paid_at.position}) > 0.7 * count(*) from cells) then 'unpaid' end`,
        ]
      : []),
    ...(mapping.cancelled_at ? [`case when ${isSaid('cancelled_at_cell')} then 'cancelled' end`] : []),
  ];
  const ofOrder = flagged.filter(({ isOfOrder }) => isOfOrder);
  const ofLine = flagged.filter(({ isOfOrder }) => !isOfOrder);
  return {
    early: [...early, ...flagged.map(({ sql }) => sql)],
    names: [...early.map((_, i) => `state_${i}`), ...ofOrder.map(({ name }) => name)],
    late: [...late, ...ofLine.map(({ name }) => name)],
  };
}

/** A date of cancellation is one if it is not a word for none. */
const isSaid = (cell: string) =>
  `(${cell} is not null and not list_contains(['no', 'false', '0', 'n', 'nein', 'non'], lower(${cell})) and not starts_with(${cell}, '0000'))`;

/** The state of a record: the words of all its columns. */
export function stateSql({ names, late }: { names: readonly string[]; late: readonly string[] }): string {
  const parts = [...late, ...names];
  if (parts.length === 0) return 'cast(null as varchar)';
  return parts.length === 1 ? parts[0]! : `nullif(concat_ws(' / ', ${parts.join(', ')}), '')`;
}
