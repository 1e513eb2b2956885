import type { Unit } from '../features/features.js';
import { percent } from '../segments/describe-segment.js';
import { figureInWords, moneyInWords } from './figures.js';

/** A feature's figure as people write it: £1,204, a share as 1.4 %, all else as it is. @param currency ISO 4217, or null */
export function figureOfUnit(value: number, unit: Unit, currency: string | null): string {
  if (unit === 'money') return moneyInWords(value, currency);
  return unit === 'ratio' ? percent(value) : figureInWords(value);
}
