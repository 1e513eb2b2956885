import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Screenshots are kept here, to be looked at. */
export const pictures = join(__dirname, '../../coverage/pictures');

const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Debian's chromium, or the one that `CHROMIUM` names. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', ...quiet],
  });

export interface Look {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** Opens a page and collects what should not happen: errors, and requests for anything that is not of the page. */
export async function openAt(
  browser: Browser,
  url: string,
  { width = 1440, colorScheme = 'light' }: Look = {},
): Promise<{ page: Page; mishaps: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const mishaps: string[] = [];
  page.on('console', (message) => mishaps.push(message.text()));
  page.on('pageerror', (error) => mishaps.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('blob:')) mishaps.push(request.url());
  });
  await page.goto(url);
  return { page, mishaps };
}

/** Opens a section by its link. */
export async function openDashboard(page: Page, name: string): Promise<void> {
  await page.locator(`nav a[href="#${name}"]`).click();
  await page.locator(`#${name}`).waitFor();
}

/** Scrolls to a panel, which draws it. */
export async function scrollTo(page: Page, panel: string): Promise<void> {
  const drawing = page.locator(`#${panel} .drawing`).first();
  await drawing.scrollIntoViewIfNeeded();
  await drawing.locator('svg').waitFor();
}

/** Scrolls through a section, which draws all of it. */
export async function scrollThrough(page: Page, dashboard: string): Promise<void> {
  for (const drawing of await page.locator(`#${dashboard} .drawing`).all()) {
    await drawing.scrollIntoViewIfNeeded();
    await drawing.locator('svg').waitFor();
  }
  await page.evaluate('scrollTo(0, 0)');
}
