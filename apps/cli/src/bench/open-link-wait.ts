import type { Browser } from 'playwright-core';

const TIMES = 11;

/** Milliseconds from the choice of a county to the first question, proof of work included. */
export interface OpenLinkWait {
  median: number;
  p90: number;
}

/**
 * How long somebody without a code waits on a phone whose processor is `slower` times slower than this one. Every visit is a
 * browser of its own: the number that is looked for is another one each time.
 */
export async function openLinkWait(browser: Browser, address: string, slower: number): Promise<OpenLinkWait> {
  const waits: number[] = [];
  for (let visit = 0; visit < TIMES; visit += 1) {
    const context = await browser.newContext({
      viewport: { width: 360, height: 640 },
      isMobile: true,
      hasTouch: true,
    });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await page.goto(`${address}#open`);
    // Loading is measured elsewhere; from here on the phone is slow.
    await page.waitForFunction(() => performance.getEntriesByName('form-ready').length > 0);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.tap('#start');
    const county = page.locator('.counties button').first();
    await county.waitFor();
    await page.evaluate(watchChoice);
    await county.tap();
    await page.waitForFunction(() => (window as unknown as { waited?: number }).waited, null, {
      timeout: 120_000,
    });
    waits.push(await page.evaluate(() => (window as unknown as { waited: number }).waited));
    await context.close();
  }
  waits.sort((a, b) => a - b);
  const at = (share: number) => Math.round(waits[Math.ceil(share * TIMES) - 1] ?? Number.NaN);
  return { median: at(0.5), p90: at(0.9) };
}

/** Runs in the page: from the touch on a county to the first frame with the questions. */
function watchChoice(): void {
  document.querySelector('.counties')?.addEventListener('click', ({ timeStamp }) => {
    const look = () => {
      const forward = document.getElementById('forward');
      if (forward === null || getComputedStyle(forward).visibility === 'hidden')
        return requestAnimationFrame(look);
      return Object.assign(window, { waited: performance.now() - timeStamp });
    };
    requestAnimationFrame(look);
  });
}
