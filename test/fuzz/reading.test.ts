import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forAllTests } from '../exports/shared-engine.js';
import { drawFile } from './draw-file.js';
import { examineFile } from './examine-file.js';
import { fuzzing } from './fuzzing.js';

/** Files whose lines are known, in every layout, with cells that are odd: no line is lost, and none is misread. */
const { folder, withEngine } = forAllTests('fuzz');

const { seeds, longestMs, keep } = fuzzing(150);

test(
  `of ${seeds.length} files every good line is kept, and every other is rejected or understood`,
  async () => {
    const wrong: string[] = [];
    for (const seed of seeds) {
      const one = await drawFile(seed);
      const found = await examineFile(one, { folder, withEngine });
      if (found.length === 0) continue;
      wrong.push(`${seed} ${one.story}\n  ${found.slice(0, 3).join('\n  ')}`);
      if (keep) {
        mkdirSync(keep, { recursive: true });
        writeFileSync(join(keep, `${seed}-${one.name}`), one.bytes);
      }
    }
    expect(wrong.slice(0, 20).join('\n')).toBe('');
  },
  longestMs,
);
