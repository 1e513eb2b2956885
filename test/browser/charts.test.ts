import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { renderReport } from '../../report/render-report.js';
import { everyChart, everyChartContent } from '../report/every-chart.js';
import { seriousFindings } from './accessibility.js';
import { openAt, openBrowser, pictures, scrollThrough, scrollTo } from './open-browser.js';

let home: string;
let url: string;
let browser: Browser;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-charts-'));
  const file = join(home, 'charts.html');
  await writeFile(file, renderReport([everyChart], everyChartContent));
  url = pathToFileURL(file).href;
  await mkdir(pictures, { recursive: true });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await rm(home, { recursive: true, force: true });
});

test.each<[number, 'light' | 'dark']>([
  [1440, 'light'],
  [1440, 'dark'],
  [390, 'light'],
])(
  'at %i pixels, %s, every kind of chart is drawn once it is scrolled to, for everybody',
  async (width, colorScheme) => {
    const { page, mishaps } = await openAt(browser, url, { width, colorScheme });
    expect(await page.locator('.drawing:not(:has(svg))').count()).toBeGreaterThan(0);
    await scrollThrough(page, 'every_chart');
    await page.screenshot({ path: join(pictures, `charts-${width}-${colorScheme}.png`), fullPage: true });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await seriousFindings(page)).toEqual([]);
    expect(mishaps).toEqual([]);
    await page.close();
  },
);

test('a tip tells the figures of the place it points at, with the interval', async () => {
  const { page } = await openAt(browser, url);
  await scrollTo(page, 'line_interval');
  const drawing = page.locator('#line_interval .drawing');
  const { width } = (await drawing.boundingBox())!;
  await drawing.hover({ position: { x: width - 60, y: 120 } });
  const tip = page.locator('.tip:visible');
  await tip.waitFor();
  expect(await tip.locator('dt').allTextContents()).toEqual(['Month', 'Expected']);
  expect(await tip.locator('dd').allTextContents()).toEqual(['1 December 2011', '£7,524 (£6,624 to £8,724)']);
  await page.close();
});

test('paper has every drawing, scrolled to or not', async () => {
  const { page } = await openAt(browser, url);
  await page.pdf({ path: join(pictures, 'charts.pdf') });
  expect(await page.locator('.drawing:not(:has(svg))').count()).toBe(0);
  await page.close();
});
