import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { renderReport } from '../../report/render-report.js';
import { everyChart, everyChartRows } from '../report/every-chart.js';
import { openBrowser, pictures, scrollThrough } from './open-browser.js';

let home: string;
let file: string;
let browser: Browser;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-charts-'));
  file = join(home, 'charts.html');
  await writeFile(file, renderReport([everyChart], everyChartRows, meta));
  await mkdir(pictures, { recursive: true });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await rm(home, { recursive: true, force: true });
});

const meta = {
  runId: 'shop-1',
  dataset: 'shop',
  currency: 'GBP',
  periodFrom: '2011-01-01',
  periodTo: '2011-12-31',
  rulesHash: 'feed',
  engineVersion: '1',
  seed: 42,
};

async function openCharts(width: number, colorScheme: 'light' | 'dark' = 'light') {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const mishaps: string[] = [];
  page.on('console', (message) => mishaps.push(message.text()));
  page.on('pageerror', (error) => mishaps.push(error.message));
  await page.goto(pathToFileURL(file).href);
  return { page, mishaps };
}

test.each<[number, 'light' | 'dark']>([
  [1440, 'light'],
  [1440, 'dark'],
  [390, 'light'],
])('at %i pixels, %s, every kind of chart is drawn once it is scrolled to', async (width, colorScheme) => {
  const { page, mishaps } = await openCharts(width, colorScheme);
  expect(await page.locator('.drawing:not(:has(svg))').count()).toBeGreaterThan(0);
  await scrollThrough(page);
  await page.screenshot({ path: join(pictures, `charts-${width}-${colorScheme}.png`), fullPage: true });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  expect(mishaps).toEqual([]);
  await page.close();
});
