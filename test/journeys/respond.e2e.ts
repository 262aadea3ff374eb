import { AxeBuilder } from '@axe-core/playwright';
import { room } from '@mingjian/contract/fieldwork';
import { MongoClient } from 'mongodb';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Doors } from '../../apps/cli/src/demo/journey/doors';
import {
  enterField,
  publishSurveys,
  type FieldSurvey,
} from '../../apps/cli/src/demo/journey/fieldwork-setup';
import { openBrowser } from '../platform/browser';
import { commissionedCity, population } from '../platform/commissioned-city';
import { networkTo, type Network } from '../platform/network';
import { answerEverything } from '../platform/phone';
import { runningPlatform, someone, type RunningPlatform } from '../platform/running';

let platform: RunningPlatform;
let network: Network;
let browser: Browser;
let lead: Doors;
let cycleId: string;
let surveys: FieldSurvey[];
let codes: Map<string, string[]>;
/** A class whose slips no other test uses. */
let classCell: string;

beforeAll(async () => {
  platform = await runningPlatform('respond');
  network = await networkTo(platform.url);
  const city = await commissionedCity(platform);
  lead = city.agency;
  cycleId = city.cycleId;
  surveys = await publishSurveys(lead, await someone(platform, city.accounts, 'analyst'), cycleId);
  const { sheets } = await enterField(lead, cycleId, surveys, population);
  classCell = sheets.get(surveyOf('student'))?.[0]?.cellId ?? '';
  codes = new Map(
    [...sheets].map(([surveyId, list]) => [
      surveyId,
      list.flatMap(({ slips }) => slips.map(({ code }) => code)),
    ]),
  );
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  network?.close();
  await platform?.stop();
});

const surveyOf = (audience: string) => surveys.find((each) => each.audience === audience)?.id ?? '';
const freshCode = (audience: string) => codes.get(surveyOf(audience))?.pop() ?? '';
const phone = () =>
  browser.newContext({ viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true });

async function opened(context: BrowserContext, audience: string, code: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${network.url}/r/${surveyOf(audience)}${code === '' ? '' : `#c=${code}`}`);
  // The questions are laid out meanwhile, out of sight, and say the same.
  await page.locator('.lead', { hasText: /共 \d+ 题/ }).waitFor();
  return page;
}

/** Nothing that axe objects to, nothing wider than the screen, nothing too small to hit. */
async function inOrder(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  const measured = await page.evaluate(() => ({
    overflows: document.documentElement.scrollWidth > window.innerWidth,
    tiny: Array.from(document.querySelectorAll<HTMLElement>('button, label.sd-selectbase__label'))
      .filter((target) => target.offsetParent !== null && target.getBoundingClientRect().height < 44)
      .map((target) => target.textContent),
  }));
  expect(measured).toEqual({ overflows: false, tiny: [] });
}

/** What of this person is still on the phone; the survey's address and the chosen layout tell nothing of anybody. */
async function keptOn(page: Page): Promise<string[]> {
  const keys = await page.evaluate(() => Object.keys(localStorage));
  return keys.filter((key) => !/^mingjian\.(survey|preferences|language)$/.test(key));
}

/** Answers in the store itself: what the agency is shown are codes that were traded. */
async function stored(): Promise<number> {
  const mongo = await new MongoClient(platform.mongodbUri).connect();
  const ids = surveys.map(({ id }) => id);
  const count = await mongo
    .db()
    .collection('responses')
    .countDocuments({ surveyId: { $in: ids } });
  await mongo.close();
  return count;
}

test.each(['public', 'teacher', 'student'])(
  'a %s answers on a narrow phone and is thanked',
  async (audience) => {
    const before = await stored();
    const context = await phone();
    const page = await opened(context, audience, freshCode(audience));
    await inOrder(page);
    await page.getByRole('button', { name: '开始答题' }).tap();
    await page.locator('#forward').waitFor();
    await page.locator('#forward').tap();
    await page.locator('.missing').filter({ hasText: '没有回答' }).waitFor();
    await inOrder(page);
    await answerEverything(page);
    await inOrder(page);
    expect(await page.locator('main').innerText()).not.toMatch(/[a-z]{3}/i);
    await page.locator('#forward').tap();
    await page.getByRole('heading', { name: '已提交' }).waitFor();
    await inOrder(page);
    expect(await keptOn(page)).toEqual([]);
    expect(await stored()).toBe(before + 1);
    await context.close();
  },
);

test('the language changes in mid-answer and a closed tab loses nothing', async () => {
  const context = await phone();
  const code = freshCode('public');
  const page = await opened(context, 'public', code);
  await page.getByRole('button', { name: '开始答题' }).tap();
  await page.locator('fieldset').first().locator('label').nth(1).tap();
  await page.getByRole('button', { name: 'English' }).tap();
  await page.getByText('Which describes you best?').waitFor();
  await page.close();
  const again = await context.newPage();
  await again.goto(`${network.url}/r/${surveyOf('public')}#c=${code}`);
  await again.getByRole('button', { name: 'Go on answering' }).tap();
  await again.locator('#forward').waitFor();
  await expect.poll(() => again.locator('input:checked').count()).toBe(1);
  await context.close();
});

test('without a network the answers wait on the phone, survive a closed tab, and are sent once', async () => {
  const before = await stored();
  const context = await phone();
  const code = freshCode('public');
  const page = await opened(context, 'public', code);
  await page.getByRole('button', { name: '开始答题' }).tap();
  await page.locator('#forward').waitFor();
  await answerEverything(page);
  await network.cut(context);
  await page.locator('#forward').tap();
  await page.getByRole('heading', { name: '还没有提交' }).waitFor();
  await page.getByText('答案已保存在这部手机上').waitFor();
  await inOrder(page);
  await page.close();
  await network.mend(context);
  const again = await context.newPage();
  await again.goto(`${network.url}/r/${surveyOf('public')}#c=${code}`);
  await again.getByRole('heading', { name: '已提交' }).waitFor();
  expect(await stored()).toBe(before + 1);
  expect(await keptOn(again)).toEqual([]);

  const later = await context.newPage();
  await later.goto(`${network.url}/r/${surveyOf('public')}#c=${code}`);
  await later.getByRole('button', { name: '开始答题' }).tap();
  await later.getByText('已经用过').waitFor();
  await inOrder(later);
  await context.close();
});

test('a network cut in mid-survey, a closed tab and a page opened again without it end in one answer', async () => {
  const before = await stored();
  const context = await phone();
  const code = freshCode('public');
  const address = `${network.url}/r/${surveyOf('public')}#c=${code}`;
  const page = await opened(context, 'public', code);
  await page.getByRole('button', { name: '开始答题' }).tap();
  await page.locator('fieldset').first().locator('label').nth(1).tap();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while ((await (await caches.open('mingjian-forms')).keys()).length === 0)
      await new Promise((settle) => setTimeout(settle, 50));
  });
  await network.cut(context);
  await page.close();
  const again = await context.newPage();
  await again.goto(address);
  await again.getByRole('button', { name: '继续答题' }).tap();
  await again.locator('#forward').waitFor();
  await expect.poll(() => again.locator('input:checked').count()).toBe(1);
  await answerEverything(again);
  await again.locator('#forward').tap();
  await again.getByText('答案已保存在这部手机上').waitFor();
  expect(await stored()).toBe(before);
  await network.mend(context);
  await again.getByRole('heading', { name: '已提交' }).waitFor();
  expect(await stored()).toBe(before + 1);
  expect(await keptOn(again)).toEqual([]);
  await context.close();
});

test('on a shared device the next pupil starts at once, and what waits for the network is sealed', async () => {
  const before = await stored();
  const context = await phone();
  const address = `${network.url}/r/${surveyOf('student')}?class`;
  const page = await context.newPage();
  await page.goto(address);
  await page.getByText('课堂作答').waitFor();
  await inOrder(page);
  const enter = async () => {
    await page.getByRole('button', { name: '开始答题' }).tap();
    await page.getByLabel('作答码').fill(freshCode('student'));
    await page.getByRole('button', { name: '确定' }).tap();
    await page.locator('#forward').waitFor();
    await answerEverything(page);
  };
  await enter();
  await page.locator('#forward').tap();
  await page.getByText('这台设备上没有留下你的答案').waitFor();
  await inOrder(page);
  expect(await stored()).toBe(before + 1);
  expect(await keptOn(page)).toEqual([]);
  await page.getByRole('button', { name: '下一位同学' }).tap();
  await page.getByText('大家轮流使用').waitFor();
  await enter();
  await network.cut(context);
  await page.locator('#forward').tap();
  await page.getByText('已加密保存在这台设备上').waitFor();
  await inOrder(page);
  expect(await keptOn(page)).toEqual([`mingjian.sealed.${surveyOf('student')}`]);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/answers|durations|S-01/);
  await page.getByRole('button', { name: '下一位同学' }).tap();
  await page.getByText('有 1 份答案已加密').waitFor();
  expect(await stored()).toBe(before + 1);
  await network.mend(context);
  await page.getByText('大家轮流使用').waitFor();
  expect(await stored()).toBe(before + 2);
  expect(await keptOn(page)).toEqual([]);
  await context.close();
});

test('in a class session nobody types: the room hands out codes, stays for the next pupil, and says when none is left', async () => {
  const before = await stored();
  const opened = await lead.post(`/surveys/${surveyOf('student')}/sessions`, { cellId: classCell }, room);
  const path = `/surveys/${surveyOf('student')}/sessions/${opened.id}`;
  const context = await phone();
  const page = await context.newPage();
  await page.goto(`${network.url}/r/${surveyOf('student')}#s=${opened.id}`);
  await page.getByText('大家轮流使用').waitFor();
  const begin = async () => {
    await page.getByRole('button', { name: '开始答题' }).tap();
    await page.locator('#forward').waitFor();
  };
  await begin();
  await page.reload();
  await begin();
  expect(await lead.get(path, room)).toMatchObject({ taken: 1, started: 1, waiting: 0 });
  await answerEverything(page);
  await page.locator('#forward').tap();
  await page.getByText('这台设备上没有留下你的答案').waitFor();
  expect(await stored()).toBe(before + 1);
  expect(await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])).toEqual([
    'mingjian.survey',
  ]);
  await page.getByRole('button', { name: '下一位同学' }).tap();
  await page.getByText('大家轮流使用').waitFor();
  await begin();
  expect(await lead.get(path, room)).toMatchObject({ taken: 2, started: 2 });
  const door = `${platform.url}/api/respond/${surveyOf('student')}/session/${opened.id}`;
  const take = () =>
    fetch(door, {
      method: 'POST',
      headers: { 'x-requested-with': 'mingjian', 'content-type': 'application/json' },
      body: '{}',
    });
  for (let at = 2; at < opened.codes; at += 1) expect((await take()).status).toBe(200);
  const late = await context.newPage();
  await late.goto(page.url());
  await late.getByRole('button', { name: '开始答题' }).tap();
  await late.getByText('已经全部领完').waitFor();
  await late.getByText('请举手告诉老师').waitFor();
  await inOrder(late);
  await context.close();
});

test('large letters, one question at a time and the list are kept, and change without losing an answer', async () => {
  const context = await phone();
  const page = await opened(context, 'student', freshCode('student'));
  await page.getByRole('button', { name: '大字' }).tap();
  await inOrder(page);
  await page.getByRole('button', { name: '开始答题' }).tap();
  await page.locator('fieldset').first().locator('label').nth(1).tap();
  await page.locator('#forward').tap();
  await page.getByRole('button', { name: '看题目列表' }).tap();
  await page.locator('fieldset').nth(5).waitFor();
  await expect.poll(() => page.locator('input:checked').count()).toBe(1);
  await inOrder(page);
  await page.getByRole('button', { name: '一次看一题' }).tap();
  await expect.poll(() => page.locator('fieldset').count()).toBe(1);
  await page.reload();
  await page.getByRole('button', { name: '继续答题' }).tap();
  await page.locator('#forward').waitFor();
  await expect.poll(() => page.locator('body').getAttribute('class')).toContain('large-text');
  await context.close();
});

test('a pupil passes over a question that can be declined, with the keyboard alone', async () => {
  const context = await browser.newContext({ viewport: { width: 640, height: 320 } });
  const page = await opened(context, 'student', freshCode('student'));
  await page.getByRole('button', { name: '开始答题' }).press('Enter');
  for (let question = 0; question < 3; question += 1) {
    await page.locator('fieldset input').first().press('Space');
    await page.locator('#forward').press('Enter');
    await page
      .getByText(`第 ${question + 2} 题`)
      .first()
      .waitFor();
  }
  await page.getByRole('button', { name: '跳过' }).press('Enter');
  await page.getByText('第 5 题').first().waitFor();
  await inOrder(page);
  await context.close();
});

test('unknown and foreign codes, and an unknown survey, are refused in full sentences', async () => {
  const context = await phone();
  const page = await opened(context, 'public', '');
  await page.getByRole('button', { name: '开始答题' }).tap();
  const field = page.getByLabel('作答码');
  await field.fill('abc');
  await page.keyboard.press('Enter');
  await page.getByText('没有这个作答码').waitFor();
  await inOrder(page);
  await field.fill(freshCode('teacher'));
  await page.keyboard.press('Enter');
  await page.getByText('另一份问卷').waitFor();
  // Half a code asks nothing; a whole one is asked for while the hand is still on its way to the button.
  const asked = page.waitForRequest((request) => request.url().endsWith('/code'));
  const [first = '', second = ''] = freshCode('public').toLowerCase().split('-');
  await field.fill(first);
  await field.fill(`${first} ${second}`);
  expect(((await asked).postDataJSON() as { code: string }).code).toBe(`${first}${second}`.toUpperCase());
  await page.keyboard.press('Enter');
  await page.locator('#forward').waitFor();
  const lost = await context.newPage();
  await lost.goto(`${network.url}/r/000000000000000000000000`);
  await lost.getByRole('heading', { name: '链接不完整' }).waitFor();
  await inOrder(lost);
  await context.close();
});
