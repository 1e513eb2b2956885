import { rm } from 'node:fs/promises';
import { createRandom } from '../../core/random/random.js';
import { type Lab, openLab } from './fault-lab.js';

/** Executions that are stopped: some always, as many as wanted by `INSIDERS_KILLS=200 npx jest test/lib/stopped`. */
const stops = Number(process.env.INSIDERS_KILLS ?? 4);

const bundles = '.cache/test-stopped';
const random = createRandom('stopped');
let lab: Lab;
beforeAll(async () => {
  lab = await openLab(bundles);
}, 600_000);
afterAll(async () => {
  await lab.close();
  await rm(bundles, { recursive: true, force: true });
});

/** A dataset as it is when an execution begins. */
const scenes: Readonly<Record<string, () => Promise<void>>> = {
  first: () => lab.reset(),
  second: async () => {
    await lab.restore();
    await lab.dropSecondFile();
  },
};

test.each(Object.keys(scenes))(
  'a %s execution that is stopped amid its calls leaves nothing: the next one gives what it gives undisturbed',
  async (name) => {
    const begin = scenes[name]!;
    await begin();
    const { calls, failure } = await lab.execute();
    expect(failure).toBeNull();
    // Whoever is stopped while others are told has published its run.
    const nUntilPublished = calls.findIndex(({ step }) => step === 'tell');
    const undisturbed = await lab.fingerprint();
    const nHere = Math.ceil(stops / Object.keys(scenes).length);
    for (let i = 0; i < nHere; i++) {
      await begin();
      const stopAfter = Math.floor((nUntilPublished * (i + random())) / nHere);
      const { failure } = await lab.execute(undefined, { stopAfter });
      expect([stopAfter, failure]).toEqual([stopAfter, expect.any(Error)]);
      expect([stopAfter, (await lab.execute()).failure]).toEqual([stopAfter, null]);
      expect([stopAfter, await lab.fingerprint()]).toEqual([stopAfter, undisturbed]);
    }
    if (name === 'first') await lab.save();
  },
  120_000 + 60_000 * stops,
);
