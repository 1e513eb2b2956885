import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { dashboards } from '../../dashboards/dashboards.js';
import type { Database } from '../../io/database.js';
import { openDiskStore } from '../../io/disk-store.js';
import { openTestDatabase } from '../io/open-test-database.js';
import { contentOf, pageOf } from '../report/page-of.js';
import { hostile, loadSmallRun, runId } from '../report/small-run.js';
import { seriousFindings } from './accessibility.js';
import {
  type Look,
  openAt,
  openBrowser,
  openDashboard,
  pictures,
  scrollThrough,
  scrollTo,
} from './open-browser.js';

let home: string;
let url: string;
let browser: Browser;
let database: Database;
/** Panels of which the small run has rows. */
let filled: ReadonlySet<string>;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-page-'));
  const file = join(home, 'report.html');
  url = pathToFileURL(file).href;
  database = await openTestDatabase(home, openDiskStore(join(home, 'store')));
  await loadSmallRun(database);
  const content = await contentOf(database, runId);
  await writeFile(file, pageOf(content));
  filled = new Set(Object.keys(content.rows).filter((name) => content.rows[name]!.length > 0));
  await mkdir(pictures, { recursive: true });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await database?.close();
  await rm(home, { recursive: true, force: true });
});

const openPage = (look?: Look) => openAt(browser, url, look);
const panels = dashboards.flatMap((dashboard) => dashboard.panels);
const firstCells = (page: Page) => page.locator('#customers_list tbody th').allTextContents();

describe.each<[number, 'light' | 'dark']>([
  [1440, 'light'],
  [1440, 'dark'],
  [768, 'light'],
  [390, 'light'],
])('at %i pixels, %s', (width, colorScheme) => {
  test('every dashboard draws without an error, a request or a sideways scroll, and for everybody', async () => {
    const { page, mishaps } = await openPage({ width, colorScheme });
    for (const { name } of dashboards) {
      await openDashboard(page, name);
      await scrollThrough(page, name);
      const path = join(pictures, `report-${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect([name, await seriousFindings(page)]).toEqual([name, []]);
    }
    expect(mishaps).toEqual([]);
    await page.close();
  }, 240_000);
});

test('one section is shown at a time: the one that the address names, or else the first', async () => {
  const { page } = await openPage();
  const visible = () => page.locator('.dashboard:visible').evaluateAll((all) => all.map(({ id }) => id));
  const current = () => page.locator('nav [aria-current]').getAttribute('href');
  const first = dashboards[0]!.name;
  expect([await visible(), await current()]).toEqual([[first], `#${first}`]);
  await openDashboard(page, 'segments');
  expect([await visible(), await current()]).toEqual([['segments'], '#segments']);
  await page.goto(`${url}#receipt`);
  expect([await visible(), await current()]).toEqual([['data_and_model'], '#data_and_model']);
  await page.goBack();
  expect(await visible()).toEqual(['segments']);
  await page.close();
});

test('the bars tell the shares of their rows', async () => {
  const { page } = await openPage();
  await openDashboard(page, 'segments');
  await scrollTo(page, 'segment_shares');
  const texts = await page.locator('#segment_shares svg text').allTextContents();
  expect(texts.map((text) => text.replace('\u202f', ' '))).toEqual(
    expect.arrayContaining(['Insiders', '25.0 %', '59.1 %', '33.3 %', '24.5 %', '41.7 %', '16.3 %']),
  );
  await page.close();
});

test('a table is saved whole: the rows of its view, figures as they are, formulas defused', async () => {
  const { page } = await openPage();
  for (const { name, chart, order, columns } of panels) {
    if (chart.kind !== 'table' || !filled.has(name)) continue;
    const section = dashboards.find((dashboard) => dashboard.panels.some((panel) => panel.name === name))!;
    await openDashboard(page, section.name);
    const saved = page.waitForEvent('download');
    await page.locator(`#${name} .download`).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe(`${name}.csv`);
    const [header, ...lines] = readCsv(await readFile((await download.path())!, 'utf8'));
    const rows = await database.query(`select * from ${name} where run_id = :run_id order by ${order}`, {
      run_id: runId,
    });
    expect(header!.slice(0, columns.length)).toEqual(columns.map((column) => column.name));
    expect(lines).toEqual(rows.map((row) => header!.map((column) => cellOf(row[column]))));
  }
  await page.close();
});

/** Fields of a CSV file by line, quotes taken off. */
const readCsv = (text: string) =>
  [...text.matchAll(/((?:"(?:[^"]|"")*"|[^,\n"]*)(?:,(?:"(?:[^"]|"")*"|[^,\n"]*))*)\n/g)].map(([, line]) =>
    [...line!.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) =>
      quoted === undefined ? bare! : quoted.replaceAll('""', '"'),
    ),
  );

function cellOf(value: unknown): string {
  if (value === null) return '';
  const text = String(value);
  return typeof value === 'string' && /^[=+\-@]/.test(text) ? `'${text}` : text;
}

test('the search finds a customer by name, segment or country, opens the card, and shows them on the map', async () => {
  const { page, mishaps } = await openPage();
  await openDashboard(page, 'customers');
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
  const card = page.locator('.customer');
  expect(await card.locator('h4').textContent()).toBe(hostile.customer);
  expect(await card.locator('dd').allTextContents()).toEqual(
    expect.arrayContaining([hostile.segment, hostile.country, '£1,000', '16']),
  );
  await card.getByRole('button', { name: 'Show on the map' }).click();
  await page.locator('.tip').getByText(hostile.customer).waitFor();
  await openDashboard(page, 'customers');
  await search.fill('nobody');
  expect(await firstCells(page)).toEqual([]);
  expect(await card.isVisible()).toBe(false);
  expect(await page.title()).toContain('shop');
  expect(mishaps).toEqual([]);
  await page.close();
});

test('the card of a customer has what every table knows of them', async () => {
  const { page } = await openPage();
  await openDashboard(page, 'customers');
  await page.getByRole('button', { name: 'C100', exact: true }).click();
  expect(await page.locator('.customer h5').allTextContents()).toEqual(
    expect.arrayContaining([
      'Which Insiders bring in the most?',
      'Who is this customer?',
      'Who returns the most?',
    ]),
  );
  await page.getByRole('button', { name: 'Close' }).click();
  expect(await page.locator('.customer').isVisible()).toBe(false);
  await page.close();
});

test('a heading sorts its table, figures from the largest, and the other way when pressed again', async () => {
  const { page } = await openPage();
  await openDashboard(page, 'sales');
  // A table is brought to life when it is looked at.
  await page.locator('#countries_sold').scrollIntoViewIfNeeded();
  const heading = page.locator('#countries_sold thead th', { hasText: 'Country' });
  const first = page.locator('#countries_sold tbody tr').first().locator('th');
  await heading.getByRole('button').click();
  await heading.getByRole('button').click();
  expect([await heading.getAttribute('aria-sort'), await first.textContent()]).toEqual([
    'descending',
    'Ireland',
  ]);
  const customers = page.locator('#countries_sold thead th', { hasText: 'Customers' });
  await customers.getByRole('button').click();
  expect([await customers.getAttribute('aria-sort'), await first.textContent()]).toEqual([
    'descending',
    'France',
  ]);
  expect(await heading.getAttribute('aria-sort')).toBeNull();
  await page.close();
});

test('a question leads to the panel behind its answer', async () => {
  const { page } = await openPage();
  await openDashboard(page, 'answers');
  await page.locator('#nine_questions tbody a').first().click();
  await page.locator('#insiders').waitFor();
  expect(new URL(page.url()).hash).toBe('#insiders_answer');
  await page.close();
});

test('a segment is taken off the map and put back by its button', async () => {
  const { page } = await openPage();
  await openDashboard(page, 'segments');
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
  await openDashboard(page, 'segments');
  await scrollTo(page, 'customers_map');
  await page.locator('#customers_map svg path').last().click();
  expect(await page.getByRole('searchbox').inputValue()).toMatch(/^C10\d$/);
  expect(await firstCells(page)).toEqual([await page.getByRole('searchbox').inputValue()]);
  await page.close();
});

test('everything that scrolls or acts is reached by the keyboard, in the order of the page', async () => {
  const { page } = await openPage();
  for (const { name, panels: own } of dashboards) {
    await openDashboard(page, name);
    const reached: string[] = [];
    for (let i = 0; i < 600; i++) {
      await page.keyboard.press('Tab');
      const id = await page.evaluate(
        '(document.activeElement.closest(".panel") ?? document.activeElement).id || document.activeElement.tagName',
      );
      if (reached.at(-1) !== id) reached.push(String(id));
      if (id === 'BODY') break;
    }
    const acting = own
      .filter((panel) => panel.chart.kind !== 'cards' && filled.has(panel.name))
      .map((panel) => panel.name);
    expect(reached.filter((id) => acting.includes(id))).toEqual(acting);
  }
  await page.close();
});

test('the browser finds what is in a section that is not shown', async () => {
  const { page } = await openPage();
  expect(await page.locator('#segments').getAttribute('hidden')).toBe('until-found');
  await page.pdf({ path: join(pictures, 'report.pdf') });
  expect(await page.locator('.drawing:not(:has(svg))').count()).toBe(0);
  expect(await page.locator('.dashboard:visible').count()).toBe(1);
  await page.close();
});
