import type { Field } from '../../orders/order-line.js';
import type { ColumnProfile } from '../column-profile.js';
import { folded } from '../header-concepts.js';
import { fitOrder, fitPerson, splitsPeople } from '../value-fit.js';
import { type Candidate, judged, nameStrength } from './candidate.js';

/** Of two numbers that may both be the order's, one that has far fewer values groups the lines of the other. */
const coarser = 0.8;

/** The columns that may number the orders, with what their values say. */
export function ordersOf(
  candidates: readonly Candidate[],
  profiles: readonly ColumnProfile[],
  days: readonly string[] | null,
): Candidate[] {
  const fits = candidates.map((each) => fitOrder(profiles[each.index]!, days));
  const distinct = (i: number) => profiles[candidates[i]!.index]!.distinct;
  const isGood = (i: number) => candidates[i]!.strength >= nameStrength && fits[i]!.fit > 0.9;
  return candidates.map((candidate, i) => {
    const groups = candidates.some((_, j) => j !== i && isGood(j) && distinct(j) < coarser * distinct(i));
    return judged(candidate, groups ? { fit: 0.8, why: 'is of a line, not of an order' } : fits[i]!);
  });
}

/** An e-mail address is nearly as good a customer as a number; a name or a phone number where nothing else is. */
const personStrength: Partial<Record<Field, number>> = {
  customer_id: 1,
  customer_email: 0.88,
  customer_name: 0.6,
  customer_phone: 0.3,
};

/** An address of so many people per order, or fewer, shows that a number which is new for every order is none. */
const comesAgain = 0.85;

const noPerson = { fit: 0, why: 'is a part of a name', perOrder: 1 };
const given =
  /(^|[^\p{L}])(first ?name|given ?name|forename|vorname|prenom|nombres?|nome|voornaam|imie|jmeno|keresztnev|prenume|fornavn|fornamn|etunimi|имя)([^\p{L}]|$)|名$|이름$/u;
const family =
  /(^|[^\p{L}])(last ?name|surname|family ?name|nachname|familienname|nom( de famille)?|apellidos?|cognome|sobrenome|achternaam|nazwisko|prijmeni|vezeteknev|nume|etternavn|efternavn|efternamn|sukunimi|soyadi?|фамилия)([^\p{L}]|$)|姓$|성$/u;

/** Columns that are the two halves of a name: only where both are there. */
function partsOfNames(headers: readonly string[]): ReadonlySet<number> {
  const plain = headers.map((header) =>
    folded(header.replace(/([\p{Ll}])(\p{Lu})/gu, '$1 $2')).replace(/[_.-]/g, ' '),
  );
  const of = (words: RegExp) => plain.flatMap((header, i) => (words.test(header) ? [i] : []));
  const families = of(family).filter((i) => !given.test(plain[i]!));
  const givens = of(given).filter((i) => !family.test(plain[i]!));
  return families.length > 0 && givens.length > 0 ? new Set([...families, ...givens]) : new Set();
}

/** The columns that may be the customers, with what their values say. */
export function peopleOf(
  all: readonly Candidate[],
  profiles: readonly ColumnProfile[] | null,
  orderValues: readonly string[] | null,
  headers: readonly string[],
): Candidate[] {
  const parts = partsOfNames(headers);
  const people = all.flatMap((each) => {
    const strength = personStrength[each.field];
    if (strength === undefined) return [];
    const candidate = { ...each, field: 'customer_id' as const, score: each.score * strength };
    // Half of a name is of many people.
    if (parts.has(each.index))
      return [
        { candidate: judged(candidate, { fit: 0, why: 'is a part of a name' }), fit: noPerson, isName: true },
      ];
    const fit = profiles && fitPerson(profiles[each.index]!, orderValues);
    return [{ candidate: fit ? judged(candidate, fit) : candidate, fit, isName: strength < 0.8 }];
  });
  if (!profiles) return people.map(({ candidate }) => candidate);
  return people.map(({ candidate, fit, isName }) => {
    const others = people.filter(
      (other) => other.candidate.index !== candidate.index && !other.isName && other.fit!.fit > 0.5,
    );
    if (!isName && fit!.perOrder >= 0.97 && others.some((other) => other.fit!.perOrder <= comesAgain))
      return judged(candidate, { fit: 0.3, why: 'is new for every order' });
    const split = others.some(
      (other) =>
        profiles[other.candidate.index]!.email > 0.6 &&
        splitsPeople(profiles[candidate.index]!, profiles[other.candidate.index]!, orderValues),
    );
    return split
      ? judged(candidate, { fit: 0.3, why: 'gives guests a new number for every order' })
      : candidate;
  });
}
