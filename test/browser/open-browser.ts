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

/** Scrolls to a panel, which draws it. */
export async function scrollTo(page: Page, panel: string): Promise<void> {
  const drawing = page.locator(`#${panel} .drawing`).first();
  await drawing.scrollIntoViewIfNeeded();
  await drawing.locator('svg').waitFor();
}

/** Scrolls through the whole page, which draws all of it. */
export async function scrollThrough(page: Page): Promise<void> {
  for (const drawing of await page.locator('.drawing').all()) {
    await drawing.scrollIntoViewIfNeeded();
    await drawing.locator('svg').waitFor();
  }
  await page.evaluate('scrollTo(0, 0)');
}
