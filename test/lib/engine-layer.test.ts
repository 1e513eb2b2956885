import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const modules = `.cache/duckdb-layer/${dependencies['@duckdb/node-api']}/nodejs/node_modules`;

/** The first 20 bytes of an ELF file name its kind and its machine. */
async function elfMachine(file: string): Promise<number> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(20), 0, 20, 0);
    expect(buffer.toString('latin1', 0, 4)).toBe('\x7fELF');
    return buffer.readUInt16LE(18);
  } finally {
    await handle.close();
  }
}

const aarch64 = 0xb7;

test('the layer holds the engine for the machine that Lambda has', async () => {
  try {
    execFileSync(process.execPath, ['build-duckdb-layer.mjs'], { stdio: 'pipe' });
  } catch (error) {
    console.warn(
      `THE LAYER WITH DUCKDB IS NOT TESTED: it is not in .cache/ and cannot be fetched (${error}).`,
    );
    return;
  }
  const binding = `${modules}/@duckdb/node-bindings-linux-arm64`;
  expect(await elfMachine(`${binding}/duckdb.node`)).toBe(aarch64);
  expect(await elfMachine(`${binding}/libduckdb.so`)).toBe(aarch64);
  const { version } = JSON.parse(readFileSync(`${modules}/@duckdb/node-api/package.json`, 'utf8'));
  expect(version).toBe(dependencies['@duckdb/node-api']);

  // Installed apart from the lock file, and yet of its hashes.
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  const layer = JSON.parse(readFileSync(`${modules}/.package-lock.json`, 'utf8')).packages;
  const integrities = (packages: Record<string, { integrity?: string }>) =>
    Object.keys(layer).map((path) => [path, packages[path]?.integrity]);
  expect(integrities(layer).length).toBeGreaterThan(2);
  expect(integrities(layer)).toEqual(integrities(lock));
});
