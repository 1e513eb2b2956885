import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { openDiskStore } from '../../io/disk-store.js';
import { openTestDatabase } from '../io/open-test-database.js';
import { contentOf, pageOf } from '../report/page-of.js';
import { hostile, loadSmallRun, runId } from '../report/small-run.js';
import { openBrowser, pictures, scrollThrough, scrollTo } from './open-browser.js';

let home: string;
let file: string;
let browser: Browser;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-page-'));
  file = join(home, 'report.html');
  const database = await openTestDatabase(home, openDiskStore(join(home, 'store')));
  await loadSmallRun(database);
  await writeFile(file, pageOf(await contentOf(database, runId)));
  await database.close();
  await mkdir(pictures, { recursive: true });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await rm(home, { recursive: true, force: true });
});

interface Look {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** Opens the page and collects what should not happen: errors, and requests for anything but the page. */
async function openPage({ width = 1440, colorScheme = 'light' }: Look = {}) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const mishaps: string[] = [];
  page.on('console', (message) => mishaps.push(message.text()));
  page.on('pageerror', (error) => mishaps.push(error.message));
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(file).href) mishaps.push(request.url());
  });
  await page.goto(pathToFileURL(file).href);
  return { page, mishaps };
}

const firstCells = (page: Page) => page.locator('#customers_list tbody th').allTextContents();

test.each<[number, 'light' | 'dark']>([
  [1440, 'light'],
  [1440, 'dark'],
  [768, 'light'],
  [390, 'light'],
])(
  'at %i pixels, %s, the page draws without an error, a request or a sideways scroll',
  async (width, colorScheme) => {
    const { page, mishaps } = await openPage({ width, colorScheme });
    await scrollThrough(page);
    await page.locator('summary').first().click();
    await page.screenshot({ path: join(pictures, `report-${width}-${colorScheme}.png`), fullPage: true });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(mishaps).toEqual([]);
    await page.close();
  },
);

test('the bars tell the shares of their rows', async () => {
  const { page } = await openPage();
  await scrollTo(page, 'segment_shares');
  const texts = await page.locator('#segment_shares svg text').allTextContents();
  expect(texts.map((text) => text.replace('\u202f', ' '))).toEqual(
    expect.arrayContaining(['Insiders', '25.0 %', '59.1 %', '33.3 %', '24.5 %', '41.7 %', '16.3 %']),
  );
  await page.close();
});

test('the search finds a customer by name, segment or country, and a click shows them on the map', async () => {
  const { page, mishaps } = await openPage();
  const search = page.getByRole('searchbox');
  await search.fill('c10');
  expect((await firstCells(page)).sort()).toEqual([
    'C100',
    'C101',
    'C102',
    'C103',
    'C105',
    'C106',
    'C107',
    'C108',
    'C109',
  ]);
  await search.fill('lapsed');
  expect(await page.locator('#customers_list output').textContent()).toBe('5 of 12 customers');
  await search.fill('hyperlink');
  expect(await firstCells(page)).toEqual([hostile.customer]);
  await page.locator('#customers_list tbody button').click();
  await page.locator('.tip').getByText(hostile.customer).waitFor();
  await search.fill('nobody');
  expect(await firstCells(page)).toEqual([]);
  expect(await page.title()).toContain('shop');
  expect(mishaps).toEqual([]);
  await page.close();
});

test('a segment is taken off the map and put back by its button', async () => {
  const { page } = await openPage();
  const points = page.locator('#customers_map svg path');
  await scrollTo(page, 'customers_map');
  const all = await points.count();
  const button = page.getByRole('button', { name: 'Insiders' });
  await button.click();
  expect(await button.getAttribute('aria-pressed')).toBe('false');
  await points.nth(all - 3).waitFor({ state: 'detached' });
  expect(await points.count()).toBe(all - 3);
  await button.click();
  await points.nth(all - 1).waitFor();
  expect(await button.getAttribute('aria-pressed')).toBe('true');
  await page.close();
});

test('a click on a point looks that customer up', async () => {
  const { page } = await openPage();
  await scrollTo(page, 'customers_map');
  await page.locator('#customers_map svg path').last().click();
  expect(await page.getByRole('searchbox').inputValue()).toMatch(/^C10\d$/);
  expect(await firstCells(page)).toEqual([await page.getByRole('searchbox').inputValue()]);
  await page.close();
});

test('everything that scrolls or acts is reached by the keyboard, in the order of the page', async () => {
  const { page } = await openPage();
  const reached: string[] = [];
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const id = await page.evaluate(
      '(document.activeElement.closest(".panel, header") ?? document.activeElement).id || document.activeElement.tagName',
    );
    if (reached.at(-1) !== id) reached.push(String(id));
    if (id === 'BODY') break;
  }
  expect(reached.filter((id) => id.includes('_') || id === 'receipt')).toEqual([
    ...['insiders_marks', 'insiders_members', 'segment_shares', 'customers_map', 'segment_profiles'],
    ...[
      'segment_differences',
      'customers_list',
      'files_recognised',
      'receipt',
      'rejected_lines',
      'model_grid',
    ],
    ...['features_used', 'features_described'],
  ]);
  await page.close();
});
