import { existsSync, readFileSync } from 'node:fs';
import { platforms } from '../../../core/platforms/platforms.js';
import { recognisePlatform } from '../../../core/platforms/recognise-platform.js';

const docs = readFileSync('docs/exports.md', 'utf8');

describe.each(platforms)('$name', (platform) => {
  test('lies in the file of its name, and the docs list it', () => {
    expect(existsSync(`core/platforms/${platform.name}.ts`)).toBe(true);
    expect(docs).toContain(`| ${platform.title} |`);
  });

  test('is known by its headers in any order and letters, and no other program is taken for it', () => {
    const { headers } = platform;
    expect(recognisePlatform(headers)?.name).toBe(platform.name);
    expect(
      recognisePlatform(['extra', ...headers.map((header) => header.toUpperCase())].reverse())?.name,
    ).toBe(platform.name);
    expect(recognisePlatform(headers.slice(1))?.name).not.toBe(platform.name);
  });

  test('answers, or says what to take in its place', () => {
    if (platform.refusal) expect(platform.refusal.remedy).toMatch(/^[A-Z].*\.$/);
    else expect(platform.columns?.customer_id).toBeTruthy();
  });
});

test('no two have a name or a title in common', () => {
  expect(new Set(platforms.map(({ name }) => name)).size).toBe(platforms.length);
  expect(new Set(platforms.map(({ title }) => title)).size).toBe(platforms.length);
});
