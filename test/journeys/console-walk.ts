import type { Role } from '@mingjian/contract/identity';
import type { Browser, Page } from 'playwright-core';
import { pages } from '../../apps/console/src/shell/pages';
import type { DemoAccount } from '../../apps/cli/src/demo/journey/accounts';
import { accessibilityFaults } from '../platform/browser';

/** What stands for the parameters of an address, as `:surveyId`. */
export type Places = Readonly<Record<string, string>>;

/** Each page is looked at in both languages, in one of them on a phone. */
const views = [
  { locale: 'zh-CN', width: 1280 },
  { locale: 'en', width: 360 },
] as const;

/**
 * Opens every page of the console as the first of these people who may, and tells what is wrong with it: axe's findings, a
 * missing title, a page wider than the screen, an error of the page, no visible focus.
 */
export async function walkConsole(
  browser: Browser,
  url: string,
  people: readonly DemoAccount[],
  places: Places,
): Promise<{ seen: string[]; wrong: string[] }> {
  const wrong: string[] = [];
  const seen = new Set<string>();
  for (const { locale, width } of views) {
    const left = new Map(pages.map((each) => [each.path, each.roles]));
    for (const person of people) {
      const own = [...left].filter(([, roles]) => roles.includes(person.role)).map(([path]) => path);
      if (own.length === 0) continue;
      const context = await browser.newContext({ viewport: { width, height: 800 }, locale });
      // The console keeps the language that a person chose.
      await context.addInitScript((chosen) => localStorage.setItem('mingjian.language', chosen), locale);
      const page = await context.newPage();
      page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`));
      await signIn(page, url, person);
      for (const path of own) {
        const address = addressOf(path, places);
        if (address === null) continue;
        left.delete(path);
        seen.add(path);
        await page.goto(`${url}${address}`);
        const faults = await faultsOf(page, width);
        wrong.push(...faults.map((fault) => `${path} ${locale} ${person.role}: ${fault}`));
      }
      await context.close();
    }
  }
  return { seen: [...seen], wrong };
}

/** Which pages a role may open, so that a walk can be held against the table. */
export const pagesOf = (roles: readonly Role[]): string[] =>
  pages.filter((page) => page.roles.some((role) => roles.includes(role))).map(({ path }) => path);

function addressOf(path: string, places: Places): string | null {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  if (names.some((name) => places[name] === undefined)) return null;
  const filled = path.replace(/:(\w+)/g, (_all, name: string) => places[name] ?? '');
  return filled.startsWith('/') ? filled : `/cycles/${places.cycleId}/${filled}`;
}

async function signIn(page: Page, url: string, { email, password }: DemoAccount): Promise<void> {
  await page.goto(url);
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('#content').waitFor();
}

async function faultsOf(page: Page, width: number): Promise<string[]> {
  await page.locator('#content h1').first().waitFor();
  await page.locator('#content .ant-skeleton').first().waitFor({ state: 'detached' });
  const faults = await accessibilityFaults(page);
  if (!/.+ · (明鉴|Mingjian)$/.test(await page.title())) faults.push(`the title is “${await page.title()}”`);
  const surplus = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (surplus > 0) faults.push(`${surplus} px wider than ${width}`);
  const nameless = await page.evaluate(namesLost);
  if (width < 640 && nameless > 0)
    faults.push(`${nameless} tables lose the names of their rows when scrolled`);
  await page.keyboard.press('Tab');
  const ring = await page.evaluate(() => {
    const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement ?? document.body);
    return outlineStyle !== 'none' || boxShadow !== 'none';
  });
  if (!ring) faults.push('what has the focus does not show it');
  return faults;
}

/** In the page: how many tables let the cell that names a row leave with the columns. */
function namesLost(): number {
  return [...document.querySelectorAll('.data-table .table-scroll')].filter((scroller) => {
    scroller.scrollLeft = scroller.scrollWidth;
    const name = scroller.querySelector('.ant-table-row > td:not(.ant-table-row-expand-icon-cell)');
    const lost = name && name.getBoundingClientRect().right <= scroller.getBoundingClientRect().left;
    scroller.scrollLeft = 0;
    return lost;
  }).length;
}
