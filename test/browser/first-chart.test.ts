import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { openDiskStore } from '../../io/disk-store.js';
import { openTestDatabase } from '../io/open-test-database.js';
import { loadCustomers } from '../report/many-customers.js';
import { contentOf, pageOf } from '../report/page-of.js';
import { loadSmallRun, runId } from '../report/small-run.js';
import { openBrowser } from './open-browser.js';

let home: string;
let file: string;
let browser: Browser;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-first-'));
  file = join(home, 'report.html');
  const database = await openTestDatabase(home, openDiskStore(join(home, 'store')));
  await loadSmallRun(database);
  await loadCustomers(database, 5000);
  await writeFile(file, pageOf(await contentOf(database, runId)));
  await database.close();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await rm(home, { recursive: true, force: true });
});

/** Milliseconds from the navigation to the first drawing in the page. */
async function firstChart(): Promise<number> {
  const page = await browser.newPage();
  await page.addInitScript(`new MutationObserver((_, observer) => {
    if (!document.querySelector('.drawing svg')) return;
    window.firstChart = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true })`);
  await page.goto(`${pathToFileURL(file).href}#segments`);
  await page.waitForFunction('window.firstChart');
  const milliseconds = await page.evaluate<number>('window.firstChart');
  await page.close();
  return milliseconds;
}

test('of 5,000 customers the first chart is there within a second', async () => {
  // A busy machine is slower for a while; a page that is too slow always is.
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 20 && best >= 1000; i++) best = Math.min(best, await firstChart());
  expect(best).toBeLessThan(1000);
});
