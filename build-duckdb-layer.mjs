// Puts DuckDB for Lambda (Linux, arm64, glibc) into .cache/, once per version: later builds need no network.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

const name = '@duckdb/node-api';
const version = JSON.parse(readFileSync('package.json', 'utf8')).dependencies[name];
const folder = `.cache/duckdb-layer/${version}`;

if (!existsSync(folder)) {
  console.error(`fetching DuckDB ${version} for Lambda, once ...`);
  const unfinished = `${folder}.${process.pid}`;
  const root = `${unfinished}/nodejs`;
  mkdirSync(root, { recursive: true });
  // Without a manifest of its own npm would install into the project around it.
  writeFileSync(`${root}/package.json`, JSON.stringify({ private: true, dependencies: { [name]: version } }));
  try {
    execFileSync('npm', ['install', '--prefix', '.', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, npm_config_os: 'linux', npm_config_cpu: 'arm64', npm_config_libc: 'glibc' },
    });
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
