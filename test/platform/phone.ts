import type { Browser, BrowserContext, Page } from 'playwright-core';

/** A narrow phone of somebody who reads Chinese. */
export const openPhone = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({
    viewport: { width: 360, height: 640 },
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
  });

/** Taps through a form, question by question, until only handing in is left. */
export async function answerEverything(page: Page): Promise<void> {
  for (;;) {
    for (const question of await page.locator('fieldset').all()) {
      await question.locator('label').nth(1).tap();
    }
    const forward = page.locator('#forward');
    if ((await forward.textContent()) === '提交') return;
    const step = await page.locator('.step').textContent();
    await forward.tap();
    await page.waitForFunction((before) => document.querySelector('.step')?.textContent !== before, step);
  }
}
