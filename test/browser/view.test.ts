import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { LocalServer } from '../../bin/local-server.js';
import { openLivePages } from '../../bin/view/live-pages.js';
import { servePages } from '../../bin/view/serve-pages.js';
import type { Database } from '../../io/database.js';
import { openDiskStore } from '../../io/disk-store.js';
import { openTestDatabase } from '../io/open-test-database.js';
import { loadSmallRun, runId } from '../report/small-run.js';
import { seriousFindings } from './accessibility.js';
import { openAt, openBrowser, openDashboard, pictures, scrollTo } from './open-browser.js';

let home: string;
let database: Database;
let server: LocalServer;
let browser: Browser;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-live-'));
  database = await openTestDatabase(home, openDiskStore(join(home, 'store')));
  await loadSmallRun(database);
  await database.query(`update runs set status = 'succeeded', published_at = '2026-01-01'`);
  server = await servePages(await openLivePages(database), 0);
  await mkdir(pictures, { recursive: true });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await database?.close();
  await rm(home, { recursive: true, force: true });
});

const cells = (page: Page, panel: string) => page.locator(`#${panel} tbody th`).allTextContents();

/** Chooses, and waits for the server's page. */
async function choose(page: Page, name: string, value: string) {
  const asked = page.waitForResponse((response) => response.url().includes(`${name}=`));
  const field = page.locator(`form.filters [name="${name}"]`);
  if (name.includes('_')) await field.fill(value);
  else await field.selectOption(value);
  await asked;
  await page.locator('form.filters output', { hasText: /^$/ }).waitFor({ state: 'attached' });
}

test('a filter changes figures to those that SQL gives, at once, and stays where the reader is', async () => {
  const { page, mishaps } = await openAt(browser, server.url);
  await openDashboard(page, 'segments');
  await choose(page, 'segment', 'Lapsed');
  expect(await page.locator('#segments').isVisible()).toBe(true);
  expect(new URL(page.url()).hash).toBe('#segments');
  const [row] = await database.query<{ customers: number }>(
    `select customers from segment_profiles where segment = 'Lapsed'`,
  );
  const figures = await page.locator('#segment_profiles tbody tr').allTextContents();
  expect(figures).toHaveLength(1);
  // What sets them apart stands between, and how many are in the segment is all that comes before the share.
  expect(figures[0]).toMatch(new RegExp(`^Lapsed\\D+${row!.customers}41\\.7`));
  await scrollTo(page, 'segment_shares');
  const drawn = await page.locator('#segment_shares svg text').allTextContents();
  expect(drawn.map((text) => text.replace('\u202f', ' '))).toEqual(['Lapsed', '41.7 %', '16.3 %']);

  await choose(page, 'period_to', '2011-03-31');
  await openDashboard(page, 'customers');
  const expected = await database.query<{ customer_id: string }>(
    `select customer_id from customers_list where segment = 'Lapsed' and last_ordered_on <= '2011-03-31'
     order by gross_revenue desc, customer_id`,
  );
  expect(await cells(page, 'customers_list')).toEqual(expected.map(({ customer_id }) => customer_id));
  expect(await seriousFindings(page)).toEqual([]);
  await page.screenshot({ path: join(pictures, 'view-1440-light.png'), fullPage: true });
  expect(mishaps).toEqual([]);
  await page.close();
});

test('a download has what was chosen', async () => {
  const { page } = await openAt(browser, `${server.url}?segment=Insiders`);
  await openDashboard(page, 'customers');
  const saved = page.waitForEvent('download');
  await page.locator('#customers_list .download').click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe('customers_list.csv');
  const [header, ...lines] = (await readFile((await download.path())!, 'utf8')).trimEnd().split('\n');
  expect(header).toMatch(/^customer_id,segment,/);
  expect(lines.map((line) => line.split(',').slice(0, 2))).toEqual([
    ['C100', 'Insiders'],
    ['C101', 'Insiders'],
    ['C102', 'Insiders'],
  ]);
  await page.close();
});

test('a server that has gone is said', async () => {
  const other = await servePages(await openLivePages(database), 0);
  const { page } = await openAt(browser, other.url);
  await other.close();
  await page.locator('form.filters [name="segment"]').selectOption('Lapsed');
  await page.getByText('The server does not answer: start insiders view again.').waitFor();
  await page.close();
});

test('without a script the form still asks the server', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(server.url);
  await page.locator('[name="segment"]').selectOption('Lapsed');
  await page.locator('form.filters button').click();
  expect(new URL(page.url()).searchParams.get('segment')).toBe('Lapsed');
  expect(new URL(page.url()).searchParams.get('run')).toBe(runId);
  expect(await cells(page, 'segment_profiles')).toEqual(['Lapsed']);
  await page.close();
});
