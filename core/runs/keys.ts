/** Where things live in the object store. The second folder of a run is the step that writes it. */

export const uploadsPrefix = (dataset: string) => `uploads/${dataset}/`;
export const uploadKey = (dataset: string, file: string) => `${uploadsPrefix(dataset)}${file}`;

/** The dataset of an object below `uploads/`, or null where it is in no dataset's folder. */
export const datasetOf = (key: string): string | null => /^uploads\/([^/]+)\//.exec(key)?.[1] ?? null;

/** Which execution was started last for a dataset: whoever replaces it may start the next one. */
export const startKey = (dataset: string) => `starts/${dataset}.json`;

/** The dataset's uploads in order of arrival, and its published runs: what is not in it is not in the dataset. */
export const manifestKey = (dataset: string) => `lake/${dataset}/manifest.json`;
/** Why files below `uploads/` are not read by themselves: an object for each, by its content. */
export const setAsidePrefix = (dataset: string) => `lake/${dataset}/set-aside/`;
export const setAsideKey = (dataset: string, content: string) => `${setAsidePrefix(dataset)}${content}.json`;
/** Where earlier versions of the program kept the published runs. */
export const publishedKey = (dataset: string) => `lake/${dataset}/published.json`;
export const lakeKey = (dataset: string, uploadId: string, ending: 'parquet' | 'json' | 'rejects.csv') =>
  `lake/${dataset}/${uploadId}.${ending}`;

export const runKey = (runId: string, step: string, file: string) => `runs/${runId}/${step}/${file}`;
