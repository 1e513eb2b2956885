import { recognisePlatform } from '../../platforms/recognise-platform.js';
import type { ReadingRules } from '../../rules/rules.js';
import { columnsByRule, missingMeanings } from '../columns/columns-by-rule.js';
import { isDate } from '../date-format.js';
import { isNumber } from '../is-number.js';
import { matchHeaders } from '../match-columns.js';
import type { SampleRecord } from '../sample-records.js';

/** Lines in which a header is looked for, below a title for example. */
const headerWithin = 20;

/** The line that names the columns; undefined where the file has none. */
export function findHeader(
  records: readonly SampleRecord[],
  rules: ReadingRules,
  file: string,
): SampleRecord | undefined {
  if (rules.header) return records[0];
  const candidates = records.slice(0, headerWithin).filter(looksLikeHeader);
  const ofPlatform = candidates.find(({ fields }) => recognisePlatform(fields) !== null);
  if (ofPlatform) return ofPlatform;
  const named = Object.values(rules.columns).filter((column) => typeof column === 'string');
  const nColumns = Math.max(...records.map(({ fields }) => fields.length));
  const complete = candidates.find(({ fields }) => {
    if (!named.every((name) => fields.includes(name.trim()))) return false;
    const claimed = columnsByRule(rules.columns, { headers: fields, nColumns, file });
    return missingMeanings(matchHeaders(fields, claimed)).length === 0;
  });
  return complete ?? mostNames(records, candidates);
}

/** Where no line names all that is needed: the first of those with most names, above a line that is no header. */
function mostNames(
  records: readonly SampleRecord[],
  candidates: readonly SampleRecord[],
): SampleRecord | undefined {
  const names = ({ fields }: SampleRecord) => fields.filter((field) => field !== '').length;
  const most = Math.max(...candidates.map(names));
  const widest = candidates.find((each) => names(each) === most);
  if (!widest || widest === records[0]) return widest;
  const next = records[records.indexOf(widest) + 1];
  return most >= 3 && next && !looksLikeHeader(next)
    ? widest
    : candidates.find((each) => each === records[0]);
}

/** A header has at least two names, and nothing that is a number or a date. */
function looksLikeHeader({ fields }: SampleRecord): boolean {
  const names = fields.filter((field) => field !== '');
  return names.length >= 2 && names.every((name) => !isNumber(name) && !isDate(name) && !name.includes('@'));
}
