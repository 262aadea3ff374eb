import { MongoClient } from 'mongodb';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Doors } from '../../apps/cli/src/demo/journey/doors';
import {
  enterField,
  publishSurveys,
  type FieldSurvey,
} from '../../apps/cli/src/demo/journey/fieldwork-setup';
import { accessibilityFaults, openBrowser, picture } from '../platform/browser';
import { commissionedCity, population } from '../platform/commissioned-city';
import { networkTo, type Network } from '../platform/network';
import { runningPlatform, someone, type RunningPlatform } from '../platform/running';

let platform: RunningPlatform;
let network: Network;
let browser: Browser;
let lead: Doors;
let surveys: FieldSurvey[];
let codes: Map<string, string[]>;
/** What the page said before the survey was opened. */
let beforeOpening: string;

beforeAll(async () => {
  platform = await runningPlatform('respond-odd');
  network = await networkTo(platform.url);
  const { accounts, agency, cycleId } = await commissionedCity(platform);
  lead = agency;
  surveys = await publishSurveys(lead, await someone(platform, accounts, 'analyst'), cycleId);
  browser = await openBrowser();
  const early = await browser.newPage();
  await early.goto(addressOf('public', '7K2M9VQR3X'));
  await early.getByRole('heading', { name: '调查还没有开始' }).waitFor();
  beforeOpening = await early.locator('main').innerText();
  await early.close();
  const { sheets } = await enterField(lead, cycleId, surveys, population);
  codes = new Map(
    [...sheets].map(([surveyId, list]) => [
      surveyId,
      list.flatMap(({ slips }) => slips.map(({ code }) => code)),
    ]),
  );
});
afterAll(async () => {
  await browser?.close();
  network?.close();
  await platform?.stop();
});

const surveyOf = (audience: string) => surveys.find((each) => each.audience === audience)?.id ?? '';
const freshCode = (audience: string) => codes.get(surveyOf(audience))?.pop() ?? '';
const addressOf = (audience: string, code: string) =>
  `${network.url}/r/${surveyOf(audience)}${code === '' ? '' : `#c=${code}`}`;
const phone = () =>
  browser.newContext({ viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true });

async function begin(context: BrowserContext, code: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(addressOf('teacher', code));
  await page.getByText(/共 \d+ 题/).waitFor();
  await page.locator('#start').tap();
  await page.locator('#forward').waitFor();
  return page;
}

async function answerEverything(page: Page, choice = 1): Promise<void> {
  // A tab in the background draws once a second.
  await page.bringToFront();
  for (;;) {
    for (const question of await page.locator('fieldset').all())
      await question.locator('label').nth(choice).tap();
    const forward = page.locator('#forward');
    if ((await forward.textContent()) === '提交') return;
    const step = await page.locator('.step').textContent();
    await forward.tap();
    await page.waitForFunction((before) => document.querySelector('.step')?.textContent !== before, step);
  }
}

const send = (page: Page) => page.locator('#forward').tap();
const saysHeading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();

/** The stored answers themselves. */
async function stored(): Promise<Record<string, unknown>[]> {
  const mongo = await new MongoClient(platform.mongodbUri).connect();
  return mongo
    .db()
    .collection('responses')
    .find()
    .toArray()
    .finally(() => mongo.close());
}

describe('two tabs with the same code', () => {
  test('are one answer: the other tab is told at once that it has been handed in', async () => {
    const before = (await stored()).length;
    const context = await phone();
    const code = freshCode('teacher');
    const [one, two] = [await begin(context, code), await begin(context, code)];
    await answerEverything(two);
    await answerEverything(one);
    await send(one);
    await saysHeading(one, '已提交');
    await saysHeading(two, '已在另一个页面提交');
    expect(await accessibilityFaults(two)).toEqual([]);
    await picture(two, 'respond-second-tab');
    expect((await stored()).length).toBe(before + 1);
    await context.close();
  });

  test('that send at the same moment are one answer: the later one hears that it was handed in before', async () => {
    const before = (await stored()).length;
    const context = await phone();
    const code = freshCode('teacher');
    const [one, two] = [await begin(context, code), await begin(context, code)];
    let release = () => {};
    const held = new Promise<void>((settle) => (release = settle));
    await two.route('**/responses', async (route) => {
      await held;
      await route.continue();
    });
    await answerEverything(one);
    await answerEverything(two, 2);
    const asked = two.waitForRequest('**/responses');
    await send(two);
    await asked;
    await send(one);
    await saysHeading(one, '已提交');
    release();
    await saysHeading(two, '没有提交成功');
    await two.getByText('内容不同的第二次提交没有被接受').waitFor();
    await two.getByText('您的答案之前已经收到，不需要再做什么').waitFor();
    expect((await stored()).length).toBe(before + 1);
    await context.close();
  });
});

test('a browser that keeps nothing still takes answers, and says that they do not outlive the page', async () => {
  const before = (await stored()).length;
  const context = await phone();
  await context.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('refused', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
      Object.defineProperty(window, name, { get: refuse });
  });
  const faults: string[] = [];
  context.on('weberror', (fault) => faults.push(String(fault.error())));
  const page = await context.newPage();
  await page.goto(addressOf('teacher', freshCode('teacher')));
  const warning = page.getByText('这个浏览器不能保存答案，请不要关闭此页面');
  await warning.first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'respond-keeps-nothing');
  await page.locator('#start').tap();
  await page.locator('.form-remark').filter({ hasText: '不能保存答案' }).waitFor();
  await answerEverything(page);
  await network.cut(context);
  await send(page);
  await page.getByText('答案还在此页面上，请不要关闭此页面').waitFor();
  await network.mend(context);
  await saysHeading(page, '已提交');
  expect((await stored()).length).toBe(before + 1);
  expect(faults).toEqual([]);
  await context.close();
});

test('a store that fills up in the middle loses neither the credential nor the answers', async () => {
  const before = (await stored()).length;
  const context = await phone();
  await context.addInitScript(() => {
    const keep = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key: string, value: string) {
      if (/credential|draft|unsent/.test(key)) throw new DOMException('full', 'QuotaExceededError');
      keep.call(this, key, value);
    };
  });
  const page = await begin(context, freshCode('teacher'));
  await answerEverything(page);
  await send(page);
  await saysHeading(page, '已提交');
  expect((await stored()).length).toBe(before + 1);
  await context.close();
});

test.each([
  ['ahead', 366],
  ['behind', -366],
])(
  'a phone whose clock is a year %s answers like any other, and its time is stored nowhere',
  async (_, days) => {
    const before = await stored();
    const context = await phone();
    const wrong = new Date(Date.now() + days * 86_400_000);
    await context.clock.setFixedTime(wrong);
    const code = freshCode('teacher');
    const first = await begin(context, code);
    await first.locator('fieldset').first().locator('label').nth(1).tap();
    await first.close();
    const page = await context.newPage();
    await page.goto(addressOf('teacher', code));
    await page.getByRole('button', { name: '继续答题' }).tap();
    await page.locator('#forward').waitFor();
    await expect.poll(() => page.locator('input:checked').count()).toBe(1);
    await answerEverything(page);
    await send(page);
    await saysHeading(page, '已提交');
    const known = new Set(before.map(({ _id }) => _id));
    const [added, ...more] = (await stored()).filter(({ _id }) => !known.has(_id));
    expect(more).toEqual([]);
    expect(JSON.stringify(added)).not.toContain(String(wrong.getFullYear()));
    const age = Date.now() - Date.parse(`${String(added?.['week'])}T00:00:00+08:00`);
    expect(age).toBeLessThan(8 * 86_400_000);
    await context.close();
  },
);

test('a signature for another cell is refused with words, and nothing is stored', async () => {
  const before = (await stored()).length;
  const context = await phone();
  const code = freshCode('teacher');
  const page = await begin(context, code);
  await answerEverything(page);
  await page.waitForFunction(() => JSON.stringify(localStorage).includes('signature'));
  await page.evaluate(async (surveyId) => {
    const { keys } = (await (await fetch(`/api/respond/${surveyId}/keys`)).json()) as {
      keys: { id: string }[];
    };
    const at = Object.keys(localStorage).find((key) => key.includes('.credential.')) ?? '';
    const kept = JSON.parse(localStorage.getItem(at) ?? '{}') as { credential: { keyId: string } };
    kept.credential.keyId = keys.find(({ id }) => id !== kept.credential.keyId)?.id ?? '';
    localStorage.setItem(at, JSON.stringify(kept));
  }, surveyOf('teacher'));
  await send(page);
  await page.getByText('作答凭证无效，答卷没有被接受').waitFor();
  await page.getByText('请在开始作答的那部手机上').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect((await stored()).length).toBe(before);
  await context.close();
});

test('a code is understood however it is typed; what no code can hold is said', async () => {
  const context = await phone();
  const page = await context.newPage();
  const field = page.getByLabel('作答码');
  const wide = (text: string) =>
    text.replace(/[0-9A-Z]/g, (each) => String.fromCharCode((each.codePointAt(0) ?? 0) + 0xfee0));
  const ways = [
    (code: string) => code.toLowerCase(),
    (code: string) => ` ${code.replace('-', ' ').split('').join(' ')} `,
    wide,
  ];
  for (const way of ways) {
    await page.goto(addressOf('teacher', ''));
    await page.locator('#start').tap();
    await page.getByText('没有数字 0、1 和字母 O、I、L').waitFor();
    const code = freshCode('teacher');
    for (const wrong of [`O${code.slice(1)}`, `l${code.slice(1)}`]) {
      await field.fill(wrong);
      const asked = page.waitForResponse('**/code');
      await page.getByRole('button', { name: '确定' }).tap();
      await asked;
      await page.getByText('没有这个作答码').waitFor();
      // What was typed stays, to be compared with the slip.
      await expect.poll(() => field.inputValue()).toBe(wrong.replace('-', '').toUpperCase());
    }
    await field.fill(way(code));
    await page.getByRole('button', { name: '确定' }).tap();
    await page.locator('#forward').waitFor();
    await page.goto('about:blank');
  }
  await context.close();
});

test('with the keyboard alone, at 320 pixels and in large letters, nothing is cut and the focus is always seen', async () => {
  const before = (await stored()).length;
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await page.goto(addressOf('teacher', freshCode('teacher')));
  await page.getByText(/共 \d+ 题/).waitFor();
  /** Goes on with Tab until the focus is on what is wanted; every stop on the way must be visible. */
  const tabTo = async (wanted: string) => {
    for (let stop = 0; stop < 60; stop += 1) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate((selector) => {
        const element = document.activeElement as HTMLElement;
        const shown = element.closest<HTMLElement>('label, .sd-formbox') ?? element;
        const box = shown.getBoundingClientRect();
        const middle = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
        const styles = [element, shown, ...shown.querySelectorAll('*')].map((each) => getComputedStyle(each));
        return {
          found: element.matches(selector),
          name: element.outerHTML.slice(0, 80),
          seen: middle !== null && (shown.contains(middle) || middle.contains(shown)),
          marked: styles.some(
            ({ outlineStyle, boxShadow }) => outlineStyle !== 'none' || boxShadow !== 'none',
          ),
          inside: box.left >= 0 && box.right <= window.innerWidth + 1,
        };
      }, wanted);
      if (focus.name.startsWith('<body')) continue;
      expect(focus).toEqual({ ...focus, seen: true, marked: true, inside: true });
      if (focus.found) return;
    }
    throw new Error(`no Tab leads to ${wanted}`);
  };
  const inOrder = async () => {
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  };
  await tabTo('button[aria-pressed]');
  await page.keyboard.press('Enter');
  await inOrder();
  await picture(page, 'respond-keyboard-notice');
  await tabTo('#start');
  await page.keyboard.press('Enter');
  await page.locator('#forward').waitFor();
  await inOrder();
  await picture(page, 'respond-keyboard-first');
  for (let part = 1; ; part += 1) {
    const questions = await page.locator('fieldset').count();
    for (let at = 0; at < questions; at += 1) {
      await page.evaluate((index) => {
        document.querySelectorAll('fieldset')[index]?.setAttribute('data-now', '');
      }, at);
      await tabTo('fieldset[data-now] input');
      await page.keyboard.press('Space');
      await page.evaluate(() => {
        document.querySelector('fieldset[data-now]')?.removeAttribute('data-now');
      });
    }
    await tabTo('#forward');
    if (part === 2) await picture(page, 'respond-keyboard-second');
    const last = (await page.locator('#forward').textContent()) === '提交';
    const step = await page.locator('.step').textContent();
    await page.keyboard.press('Enter');
    if (last) break;
    await page.waitForFunction((was) => document.querySelector('.step')?.textContent !== was, step);
  }
  await saysHeading(page, '已提交');
  await inOrder();
  await picture(page, 'respond-keyboard-sent');
  expect((await stored()).length).toBe(before + 1);
  await context.close();
});

test('a slip’s address opened before the survey is told so, and after it has closed too', async () => {
  expect(beforeOpening).toContain('请在通知的时间再打开这个链接');
  const context = await phone();
  const late = await begin(context, freshCode('teacher'));
  await answerEverything(late);
  await lead.post(`/surveys/${surveyOf('teacher')}/close`, { lateHours: 0 }, z.unknown());
  await send(late);
  await late.getByRole('heading', { name: '没有提交成功' }).waitFor();
  await late.getByText('不再接收答案').first().waitFor();
  const page = await context.newPage();
  await page.goto(addressOf('teacher', freshCode('teacher')));
  await saysHeading(page, '调查已经结束');
  await page.getByText('这次调查不再接收答案').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await context.close();
});
