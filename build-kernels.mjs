// Compiles kernels/ to WebAssembly, as base64 text in dist/, from where `core/simd/kernels.ts` imports it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const options = ['-O3', '--runtime', 'stub', '--noAssert', '--enable', 'simd', '--disableWarning', '112'];
const compiler = JSON.parse(readFileSync('node_modules/assemblyscript/package.json', 'utf8')).version;

/** The compiler takes longer than everything else that is built, so that what it made of the same files is kept. */
export async function buildKernels() {
  const hash = createHash('sha256').update(`${compiler} ${options.join(' ')}`);
  for (const file of readdirSync('kernels').sort()) hash.update(file).update(readFileSync(`kernels/${file}`));
  const kept = `.cache/kernels-${hash.digest('hex').slice(0, 16)}.txt`;
  if (!existsSync(kept)) {
    mkdirSync('.cache', { recursive: true });
    // Whole or not at all: what is there is taken for what these files give.
    const unfinished = `${kept}.${process.pid}`;
    writeFileSync(unfinished, await compile());
    renameSync(unfinished, kept);
  }
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/kernels.txt', readFileSync(kept));
}

async function compile() {
  const { default: asc } = await import('assemblyscript/asc');
  let binary;
  const { error } = await asc.main(['kernels/index.ts', '--outFile', 'kernels.wasm', ...options], {
    stderr: process.stderr,
    writeFile: (_, contents) => {
      binary = contents;
    },
  });
  if (error) throw error;
  return Buffer.from(binary).toString('base64');
}
