import { parseArgs } from 'node:util';
import { chromium, type CDPSession } from 'playwright-core';
import { openField } from '../demo/journey/open-field';
import { openLinkWait, type OpenLinkWait } from './open-link-wait';

/** Chromium's own "Slow 4G": bytes a second and milliseconds. */
const slow4G = { downloadThroughput: 180_000, uploadThroughput: 84_375, latency: 562.5 };
const CPU_SLOWER = 4;
const READING_MS = 10_000;
const NOTICE_BUDGET = 60_000;
const ALL_BUDGET = 420_000;
const WAIT_BUDGET_MS = 300;
/** Without a code one waits for a proof of work, after the choice of a county. */
const OPEN_WAIT_BUDGET_MS = 3000;
const CPU_MUCH_SLOWER = 6;

interface Loaded {
  kind: string;
  encoding: string;
  bytes: number;
}

/** What the page's own eyes saw, in milliseconds since the address was opened. */
interface Seen {
  notice: number;
  /** What had arrived in full by then. */
  noticeBytes: number;
}

/**
 * The first view of the respond page in a phone's place: slow 4G and a quarter of this machine's speed, an empty cache.
 * Bytes are those that came over the wire, head lines included.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { 'into-running': { type: 'string' } } });
  const base = values['into-running'];
  const executablePath = process.env['CHROMIUM_PATH'];
  if (base === undefined || !executablePath) {
    process.stderr.write('用法 Usage: CHROMIUM_PATH=… bench page --into-running URL\n');
    return 2;
  }
  const field = await openField(base);
  const survey = field.surveys.find(({ audience }) => audience === 'public');
  const code = field.codes.get(survey?.id ?? '')?.[0];
  if (!survey || code === undefined) throw new Error('the field has no code for the public');
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ],
  });
  try {
    const page = await browser.newPage({
      viewport: { width: 360, height: 640 },
      isMobile: true,
      hasTouch: true,
    });
    const session = await page.context().newCDPSession(page);
    const loaded = await watchBytes(session);
    await session.send('Network.emulateNetworkConditions', { offline: false, ...slow4G });
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER });
    await page.addInitScript(watchNotice);
    await page.goto(`${base}/r/${survey.id}#c=${code}`, { waitUntil: 'commit' });
    await page.waitForFunction(() => (window as unknown as { seen?: Seen }).seen?.notice);
    const seen = await page.evaluate(() => (window as unknown as { seen: Seen }).seen);
    await page.waitForFunction(() => performance.getEntriesByName('form-ready').length > 0, null, {
      timeout: 120_000,
    });
    const moment = (name: string) =>
      page.evaluate((mark) => performance.getEntriesByName(mark)[0]?.startTime ?? 0, name);
    const [firstPaintMs, formReadyMs] = [await moment('first-contentful-paint'), await moment('form-ready')];
    const allBytes = sum(loaded.filter(({ kind }) => kind !== 'ServiceWorker'));
    await page.waitForTimeout(Math.max(0, READING_MS - (formReadyMs - seen.notice)));
    await page.evaluate(watchStart);
    await page.tap('#start');
    await page.waitForFunction(() => (window as unknown as { waited?: number }).waited, null, {
      timeout: 60_000,
    });
    const waitAfterReadingMs = await page.evaluate(() => (window as unknown as { waited: number }).waited);
    // What is shown must take an answer.
    await page.locator('fieldset label').first().tap();
    await page.locator('fieldset input:checked').first().waitFor({ state: 'attached', timeout: 60_000 });
    await page.close();
    const address = `${base}/r/${survey.id}`;
    const openWaits = {
      slow: await openLinkWait(browser, address, CPU_SLOWER),
      slower: await openLinkWait(browser, address, CPU_MUCH_SLOWER),
    };
    return tell({ loaded, seen, allBytes, firstPaintMs, formReadyMs, waitAfterReadingMs, openWaits });
  } finally {
    await browser.close();
  }
}

/** Counts what comes over the wire, by the kind that the browser gives it. */
async function watchBytes(session: CDPSession): Promise<Loaded[]> {
  const loaded: Loaded[] = [];
  const kinds = new Map<string, { kind: string; encoding: string }>();
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    const encoding = Object.entries(response.headers).find(
      ([name]) => name.toLowerCase() === 'content-encoding',
    );
    kinds.set(requestId, { kind: type, encoding: encoding?.[1] ?? 'identity' });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const { kind, encoding } = kinds.get(requestId) ?? { kind: 'Other', encoding: 'identity' };
    loaded.push({ kind, encoding, bytes: encodedDataLength });
  });
  await session.send('Network.enable');
  return loaded;
}

/** Runs in the page, before its own scripts. */
function watchNotice(): void {
  const seen = { notice: 0, noticeBytes: 0 };
  Object.assign(window, { seen });
  const look = () => {
    if (document.querySelector('.notice') === null) return requestAnimationFrame(look);
    seen.notice = performance.now();
    const parts = [
      ...performance.getEntriesByType('navigation'),
      ...performance.getEntriesByType('resource'),
    ];
    seen.noticeBytes = (parts as PerformanceResourceTiming[])
      .filter(({ responseEnd }) => responseEnd > 0 && responseEnd <= seen.notice)
      .reduce((total, { transferSize }) => total + transferSize, 0);
    return 0;
  };
  requestAnimationFrame(look);
}

/** Runs in the page: from the tap on the start button to the first frame with the questions, and the page idle again. */
function watchStart(): void {
  document.getElementById('start')?.addEventListener('click', ({ timeStamp }) => {
    const look = () => {
      const forward = document.getElementById('forward');
      if (forward === null || getComputedStyle(forward).visibility === 'hidden')
        return requestAnimationFrame(look);
      return requestAnimationFrame(() =>
        setTimeout(() => Object.assign(window, { waited: performance.now() - timeStamp }), 0),
      );
    };
    requestAnimationFrame(look);
  });
}

function tell(measured: {
  loaded: Loaded[];
  seen: Seen;
  allBytes: number;
  firstPaintMs: number;
  formReadyMs: number;
  waitAfterReadingMs: number;
  openWaits: { slow: OpenLinkWait; slower: OpenLinkWait };
}): number {
  const { loaded, seen, allBytes, firstPaintMs, formReadyMs, waitAfterReadingMs, openWaits } = measured;
  const { noticeBytes } = seen;
  const kinds = [...new Set(loaded.map(({ kind, encoding }) => `${kind} (${encoding})`))];
  for (const kind of kinds) {
    const ofKind = loaded.filter((one) => `${one.kind} (${one.encoding})` === kind);
    process.stdout.write(`${kind}: ${ofKind.length} ×, ${sum(ofKind)} bytes\n`);
  }
  const ratio = Math.min(NOTICE_BUDGET / noticeBytes, ALL_BUDGET / allBytes);
  const verdict = {
    bench: 'page',
    ratio: Number(ratio.toFixed(3)),
    met:
      ratio >= 1 &&
      formReadyMs - seen.notice <= READING_MS &&
      waitAfterReadingMs <= WAIT_BUDGET_MS &&
      openWaits.slow.p90 <= OPEN_WAIT_BUDGET_MS,
    noticeBytes,
    allBytes,
    firstPaintMs: Math.round(firstPaintMs),
    noticeMs: Math.round(seen.notice),
    formReadyMs: Math.round(formReadyMs),
    waitAfterReadingMs: Math.round(waitAfterReadingMs),
    openWaitMs: openWaits.slow,
    openWaitSlowerMs: openWaits.slower,
  };
  process.stdout.write(
    `${verdict.noticeBytes} bytes to the notice, ${verdict.allBytes} in all; ` +
      `readable after ${verdict.noticeMs} ms, questions ready after ${verdict.formReadyMs} ms, ` +
      `${verdict.waitAfterReadingMs} ms from the tap to the first question, ready to be answered, after reading for ten seconds\n`,
  );
  for (const [rate, { median, p90 }] of [
    [CPU_SLOWER, openWaits.slow],
    [CPU_MUCH_SLOWER, openWaits.slower],
  ] as const)
    process.stdout.write(
      `without a code, from the county to the first question at a ${rate}th of the speed: median ${median} ms, p90 ${p90} ms\n`,
    );
  process.stdout.write(`${JSON.stringify(verdict)}\n`);
  return 0;
}

function sum(loaded: readonly Loaded[]): number {
  return loaded.reduce((total, { bytes }) => total + bytes, 0);
}
