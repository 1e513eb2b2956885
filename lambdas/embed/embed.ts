import type { Embedding, LeftOutSpace } from '../../core/embed/embedding.js';
import { fitScaler } from '../../core/embed/fit-scaler.js';
import { fitSpace } from '../../core/embed/fit-space.js';
import type { FittedSpace } from '../../core/embed/fitted-space.js';
import { forestTarget } from '../../core/embed/forest-space.js';
import type { Scaler } from '../../core/embed/scale.js';
import { scale } from '../../core/embed/scale.js';
import { noPlaceInTsne } from '../../core/embed/tsne-space.js';
import { UserError } from '../../core/errors/user-error.js';
import { numericFeatures } from '../../core/features/features.js';
import type { FeaturizeReport } from '../../core/features/featurize-report.js';
import { encodeMatrix, encodeNpy } from '../../core/matrix/npy.js';
import { createRandom } from '../../core/random/random.js';
import type { FeatureRules, SegmentationRules, Space } from '../../core/rules/rules.js';
import { runKey } from '../../core/runs/keys.js';
import type { Plan, SpaceTask } from '../../core/runs/plan.js';
import { readJson } from '../../io/read-json.js';
import type { Step, StepIo } from '../../io/step-io.js';
import { readTraining, type Training } from './read-training.js';

export interface EmbedOutput extends SpaceTask {
  readonly summary: string;
}

/** Puts the customers into one space: row i of its matrix is row i of `customers.parquet`. */
export const embed: Step<SpaceTask, EmbedOutput> = async ({ dataset, runId, space }, io) => {
  const { rules } = await readJson<Plan>(io.store, runKey(runId, 'plan', 'plan.json'));
  const report = await readJson<FeaturizeReport>(io.store, runKey(runId, 'featurize', 'featurize.json'));
  const { names, notes } = chooseFeatures(space, rules.features, report);
  const compared = chooseFeatures('scaled', rules.features, report).names;
  const training = await readTraining(io, runId, names, [...new Set([...compared, forestTarget])], rules);
  const { customers, matrix } = training;
  if (customers < 2) throw tooFewCustomers(customers);
  const scaler = fitScaler(matrix, names, { scales: rules.features.scale });
  if (scaler.features.every(({ spread }) => spread === 0)) throw nothingDiffers(customers, names);

  const random = createRandom(`${rules.seed}/${space}`);
  const isOnly = rules.segmentation.spaces.every((other) => other === space);
  const fitted = tryFit(() => {
    // Models are fitted to a sample then, and everybody else needs a place.
    if (space === 'tsne' && matrix.rows < customers) throw noPlaceInTsne();
    const made = fitSpace(space, scale(scaler, matrix), names, random);
    return isNeedlessRotation(made, names.length, rules.segmentation) ? onlyTurns(names.length) : made;
  }, isOnly);
  if ('leftOut' in fitted) {
    await io.store.write(runKey(runId, 'embed', `${space}.json`), JSON.stringify(fitted));
    return { dataset, runId, space, summary: `${space} is left out: ${fitted.leftOut}` };
  }
  await writeSpace(io, runId, space, fitted, training, {
    scaler,
    notes: [...notes, ...sampleNotes(training), ...scalerNotes(scaler)],
  });
  return {
    dataset,
    runId,
    space,
    summary: `${space}: ${[fitted.summary, ...sampleNotes(training)].join('; ')}`,
  };
};

/**
 * Customers whose revenue nothing predicts have no forest, and a t-SNE map has no place for those beyond the sample:
 * one space less, where there are others.
 */
function tryFit(makeSpace: () => FittedSpace | LeftOutSpace, isOnly: boolean): FittedSpace | LeftOutSpace {
  try {
    return makeSpace();
  } catch (error) {
    const isImpossible = error instanceof UserError && impossible.includes(error.name);
    if (!isImpossible || isOnly) throw error;
    return { leftOut: error.message };
  }
}

const impossible = ['NothingToPredictBy', 'ForestSeparatesNobody', 'NoPlaceForNewCustomers'];

/**
 * Where PCA drops no dimension, its space is the scaled features seen from another side: all distances are the same, so
 * no model can find anything there that it could not find in `scaled`. Whoever chooses the space by name gets it.
 */
function isNeedlessRotation(
  { map, points }: FittedSpace,
  nFeatures: number,
  { spaces, choose }: SegmentationRules,
) {
  const isRotation = map.space === 'pca' && points.cols === nFeatures;
  return isRotation && spaces.includes('scaled') && choose.space !== 'pca';
}

const onlyTurns = (dimensions: number): LeftOutSpace => ({
  leftOut: `PCA keeps ${dimensions === 1 ? 'the one dimension' : `all ${dimensions} dimensions`} of the scaled features: it only turns them, and no model can find there what it cannot find in scaled`,
});

/** The customers' places, what brings new ones there, and the arrays of that. */
async function writeSpace(
  { store }: StepIo,
  runId: string,
  space: Space,
  { points, map, arrays, summary }: FittedSpace,
  { customers, rows }: Training,
  described: Pick<Embedding, 'scaler' | 'notes'>,
): Promise<void> {
  const embedding: Embedding = {
    ...described,
    ...{
      customers,
      trainedOn: points.rows,
      dimensions: points.cols,
      map,
      arrays: Object.keys(arrays),
      summary,
    },
  };
  // The rows are the same in every space; one of them writes them.
  if (space === 'scaled')
    await store.write(runKey(runId, 'embed', 'sample.npy'), encodeNpy({ data: rows, shape: [rows.length] }));
  for (const [name, array] of Object.entries(arrays))
    await store.write(runKey(runId, 'embed', `${space}-${name}.npy`), encodeNpy(array));
  await store.write(runKey(runId, 'embed', `${space}.npy`), encodeMatrix(points));
  await store.write(runKey(runId, 'embed', `${space}.json`), JSON.stringify(embedding));
}

/** The features that the rules ask for and the data can give; the forest has its target besides. */
function chooseFeatures(
  space: Space,
  { use, scale: scales }: FeatureRules,
  { leftOut }: FeaturizeReport,
): { names: string[]; notes: string[] } {
  const named = [...use, ...Object.keys(scales)];
  const unknown = named.filter((name) => !numericFeatures.some((feature) => feature.name === name));
  if (unknown.length > 0) throw unknownFeatures(unknown);
  const missing = leftOut.filter(({ feature }) => use.includes(feature));
  const names = use.filter((name) => !missing.some(({ feature }) => feature === name));
  if (names.length === 0) throw noFeatures(use);
  if (space === 'forest' && !names.includes(forestTarget)) names.push(forestTarget);
  return { names, notes: missing.map(({ feature, reason }) => `${feature} is left out: ${reason}`) };
}

function sampleNotes({ customers, rows }: Training): string[] {
  const figure = (count: number) => count.toLocaleString('en');
  return rows.length === customers
    ? []
    : [`fitted to ${figure(rows.length)} of ${figure(customers)} customers, the extreme ones among them`];
}

function scalerNotes({ features }: Scaler): string[] {
  const constant = features.filter(({ spread }) => spread === 0);
  const filled = features.filter(({ unknown }) => unknown > 0);
  return [
    ...constant.map(({ name }) => `${name} is the same for every customer and separates nobody`),
    ...filled.map(
      ({ name, unknown, median }) =>
        `${name} is unknown for ${unknown} customers, who count as the median, ${median}`,
    ),
  ];
}

const unknownFeatures = (names: readonly string[]) =>
  new UserError('UnknownFeature', `customers cannot be clustered on ${names.join(', ')}`, {
    remedy: `In features.use and features.scale of the rules, take from: ${numericFeatures.map(({ name }) => name).join(', ')}.`,
  });

const noFeatures = (names: readonly string[]) =>
  new UserError('NoFeatures', `the data can give none of the features ${names.join(', ')}`, {
    remedy: 'Name other features in features.use of the rules.',
  });

const tooFewCustomers = (customers: number) =>
  new UserError(
    'TooFewCustomers',
    `${customers === 1 ? '1 customer is' : `${customers} customers are`} too few to compare`,
    {
      remedy: 'Give a longer period of orders, or loosen the cleaning rules.',
    },
  );

const nothingDiffers = (customers: number, names: readonly string[]) =>
  new UserError('CustomersAllEqual', `all ${customers} customers are equal in ${names.join(', ')}`, {
    remedy: 'Name features that differ between customers in features.use of the rules.',
  });
