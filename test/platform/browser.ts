import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { DemoAccount } from '../../apps/cli/src/demo/journey/accounts';
import { chromiumArguments, provisionChromium } from '../../tools/provision-chromium.mjs';

/** A real Chromium, the one that `npm test` provisions; `own` are further arguments of its command line. */
export async function openBrowser(...own: string[]): Promise<Browser> {
  const { path: executablePath } = await provisionChromium();
  const browser = await chromium.launch({ executablePath, args: [...chromiumArguments, ...own] });
  const newContext = browser.newContext.bind(browser);
  // Without moving lists: on a busy machine a click misses what is still on its way.
  browser.newContext = (options) => newContext({ reducedMotion: 'reduce', ...options });
  return browser;
}

/** Signs in at the console by its form; the page then shows the yearly board. */
export async function signIn(page: Page, url: string, { email, password }: DemoAccount): Promise<void> {
  await page.goto(url);
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('link', { name: '年度看板' }).first().waitFor();
}

const pictures = join(import.meta.dirname, '../../.data/pictures');

/** Keeps what a person saw, for whoever wants to look afterwards. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/**
 * What axe finds against WCAG 2.1 AA on the page as it stands. It looks at the page alone: in the sandboxed frame of a
 * report no script may run, not even its own.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}
