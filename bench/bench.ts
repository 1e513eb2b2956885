import { existsSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';

/** Where the order file of the reference systems lies; its sections are left out, loudly, where it does not. */
const orderFile = '../shared/data/online-retail/ecommerce.csv.gz';

const sections: Record<string, { needsOrders: boolean; run: () => Promise<void> }> = {
  kernels: { needsOrders: false, run: async () => (await import('./kernels.js')).benchKernels() },
  maps: { needsOrders: false, run: async () => (await import('./maps.js')).benchMaps() },
  peer: { needsOrders: false, run: async () => (await import('./peer.js')).benchPeer() },
  steps: { needsOrders: true, run: async () => (await import('./steps.js')).benchSteps(orderFile, [1, 10]) },
  scale: {
    needsOrders: true,
    run: async () => (await import('./steps.js')).benchSteps(orderFile, [1, 10, 100]),
  },
  million: { needsOrders: false, run: async () => (await import('./million.js')).benchMillion([1_000_000]) },
  cloud: { needsOrders: true, run: async () => (await import('./cloud.js')).benchCloud(orderFile) },
  'cloud-scale': {
    needsOrders: true,
    run: async () => (await import('./cloud.js')).benchCloudScale(orderFile),
  },
  forecast: { needsOrders: false, run: async () => (await import('./forecast.js')).benchForecast() },
  products: {
    needsOrders: false,
    run: async () => (await import('./products.js')).benchProducts(orderFile),
  },
  promise: { needsOrders: false, run: async () => (await import('./promise.js')).benchPromise() },
  readings: { needsOrders: false, run: async () => (await import('./readings.js')).benchReadings() },
  serve: { needsOrders: false, run: async () => (await import('./serve.js')).benchServe() },
  job: { needsOrders: true, run: async () => (await import('./job.js')).benchJob(orderFile) },
};
/** `scale`s write gigabytes, `million`, `serve`, `readings` and `peer` (which waits for Python) take minutes: they run only when named. */
const byDefault = ['kernels', 'maps', 'forecast', 'steps', 'cloud', 'job'];

console.log(
  `Node ${process.version}, ${availableParallelism()} cores of ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
);
const wanted = process.argv.length > 2 ? process.argv.slice(2) : byDefault;
for (const name of wanted) {
  const section = sections[name];
  if (!section)
    throw new Error(`there is no section '${name}'; there are ${Object.keys(sections).join(', ')}`);
  console.log(`\n== ${name}`);
  if (section.needsOrders && !existsSync(orderFile)) console.log(`LEFT OUT: ${orderFile} is not there`);
  else await section.run();
}
