import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createRandom } from '../../core/random/random.js';
import { type HomeState, smallDataset } from './small-dataset.js';

/** Processes that are killed: some always, as many as is wanted by `INSIDERS_KILLS=200 npx jest test/bin/kills`. */
const kills = Number(process.env.INSIDERS_KILLS ?? 4);

const shop = smallDataset();
afterAll(() => shop.remove());
const random = createRandom('kills');

/** A folder as it was, with what happens next in it. */
interface Scene {
  readonly begin: string | null;
  /** The folder after a run of c.csv that never saw b.csv, and after one that came after it. */
  readonly without: HomeState;
  readonly with: HomeState;
  /** Milliseconds that a run of b.csv takes. */
  readonly takes: number;
}

async function playOut(name: string, begin: string | null): Promise<Scene> {
  const states: HomeState[] = [];
  let takes = 0;
  for (const files of [['c.csv'], ['b.csv', 'c.csv']]) {
    const out = `${name}-${files.length}`;
    copy(begin, out);
    for (const file of files) {
      const from = performance.now();
      expect(shop.run(out, file).status).toBe(0);
      if (file === 'b.csv') takes = performance.now() - from;
    }
    states.push(await shop.stateOf(out));
  }
  return { begin, without: states[0]!, with: states[1]!, takes };
}

function copy(from: string | null, to: string): void {
  rmSync(join(shop.folder, to), { recursive: true, force: true });
  if (from !== null) cpSync(join(shop.folder, from), join(shop.folder, to), { recursive: true });
}

const namesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []);

const scenes: Scene[] = [];
beforeAll(async () => {
  expect(shop.run('first', 'a.csv').status).toBe(0);
  scenes.push(await playOut('fresh', null), await playOut('second', 'first'));
}, 300_000);

test(`after kill -9 at ${kills} moments, the next run gives what it gives undisturbed`, async () => {
  const outcomes = { without: 0, with: 0 };
  for (let i = 0; i < kills; i++) {
    const scene = scenes[i % scenes.length]!;
    copy(scene.begin, 'killed');
    const child = shop.startRun('killed', 'b.csv');
    const exited = once(child, 'exit');
    // A part of each stretch, so that few kills are spread over the whole.
    await setTimeout((1.1 * scene.takes * (i + random())) / kills);
    child.kill('SIGKILL');
    await exited;
    const next = shop.run('killed', 'c.csv');
    expect([next.status, next.stderr]).toEqual([0, '']);
    const state = await shop.stateOf('killed');
    const outcome = state.manifest === scene.with.manifest ? 'with' : 'without';
    outcomes[outcome]++;
    expect(state).toEqual(scene[outcome]);
    expect(namesIn(join(shop.folder, 'killed/data/temp'))).toEqual([]);
    if (process.env.INSIDERS_KILLS && (i + 1) % 10 === 0)
      console.info(`${i + 1} of ${kills} kills`, outcomes);
  }
  expect(outcomes.without).toBeGreaterThan(0);
}, 3_600_000);
