import { threadId } from 'node:worker_threads';
import { UserError } from '../../core/errors/user-error.js';
import type { StepIo } from '../../io/step-io.js';
import type { StepLoaders } from '../../workflow/run-step.js';

interface ShopRules {
  readonly files: number;
  readonly broken?: boolean;
  readonly endless?: boolean;
  readonly endlessQuery?: boolean;
}

const textOf = async (io: StepIo, key: string) => Buffer.from(await io.store.read(key)).toString();
const rulesOf = async (io: StepIo) => JSON.parse(await textOf(io, 'rules')) as ShopRules;

const askForever = (io: StepIo) =>
  io.withEngine(async (engine) => {
    setTimeout(() => io.progress('asking'), 100);
    await engine.query('select count(*) from range(1000000000) a, range(1000000) b where a.range <> b.range');
  });

/** Small steps with the shapes of the real ones: they leave what they saw in the store. */
export function createShopSteps(): StepLoaders {
  const run = { dataset: 'shop', runId: 'shop-1' };
  const simple = (name: string) => async () => async () => ({ summary: name });
  return {
    plan: async () => async (input: unknown, io: StepIo) => {
      const { rules } = input as { rules: ShopRules };
      await io.store.write('rules', JSON.stringify(rules));
      const files = Array.from({ length: rules.files }, (_, i) => ({
        key: `file ${i}`,
        uploadId: String(i),
      }));
      const spaces = ['scaled', 'pca'].map((space) => ({ ...run, space }));
      const candidates = spaces.map((task) => ({ ...task, model: 'kmeans' }));
      return { ...run, files, spaces, candidates, studies: [{ ...run, study: 'returns' }] };
    },
    ingest: async () => async (input: unknown, io: StepIo) => {
      const { key, uploadId } = input as { key: string; uploadId: string };
      const { broken, endless } = await rulesOf(io);
      if (broken)
        throw new UserError('EmptyFile', `${key} is empty`, { remedy: 'Export it again.', file: key });
      io.progress('reading', 1, 2);
      while (endless);
      await io.store.write(`ingested/${uploadId}`, `thread ${threadId}: ${key}`);
    },
    clean: async () => async (_: unknown, io: StepIo) => {
      io.progress('cleaning');
      if ((await rulesOf(io)).endlessQuery) await askForever(io);
      return { summary: 'clean' };
    },
    featurize: simple('featurize'),
    embed: simple('embed'),
    cluster: simple('cluster'),
    choose: async () => async () => ({ parts: [{ ...run, from: 0, to: 1 }], summary: 'choose' }),
    assign: simple('assign'),
    profile: simple('profile'),
    study: simple('study'),
    answer: simple('answer'),
    load: async () => async (_: unknown, io: StepIo) => {
      const objects = await io.store.list('ingested/');
      const texts = await Promise.all(objects.map(({ key }) => textOf(io, key)));
      await io.store.write('result', texts.map((text) => text.split(': ')[1]).join(', '));
    },
    publish: simple('published'),
    tell: simple('tell'),
    failed: async () => async (input: unknown, io: StepIo) => {
      await io.store.write('failed', JSON.stringify(input));
    },
  };
}
