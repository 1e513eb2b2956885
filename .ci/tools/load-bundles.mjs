import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

// The client exports only how to run for ever; its loader is a function of the bundle that it is.
const folder = '.cache/tools/lambda-runtime/node_modules/aws-lambda-ric/dist';
const source = readFileSync(`${folder}/index.mjs`, 'utf8');
const exported = source.replace(/^export \{[^}]*\};?$/m, '');
if (exported === source || !source.includes('require_UserFunction'))
  throw new Error('another aws-lambda-ric than expected');
writeFileSync(`${folder}/loader.mjs`, `${exported}\nexport { require_UserFunction };\n`);
const { require_UserFunction } = await import(pathToFileURL(resolve(folder, 'loader.mjs')).href);
const { load } = require_UserFunction();

const bundles = readdirSync('dist/lambdas').filter((name) => !name.includes('.'));
let failures = 0;
for (const bundle of bundles) {
  try {
    const loaded = await load(resolve('dist/lambdas', bundle), 'index.handler');
    const handler = loaded.handler ?? loaded;
    // Three arguments would be the old way, with a callback, which Node 24's runtime no longer has.
    if (typeof handler !== 'function' || handler.length > 2)
      throw new Error(`takes ${handler.length} arguments`);
    console.log(`${bundle} is loaded`);
  } catch (error) {
    failures++;
    console.error(`${bundle}: ${error.name}: ${error.message}`);
  }
}
console.log(`${bundles.length} bundles, ${failures} refused`);
process.exit(failures > 0 || bundles.length < 20 ? 1 : 0);
