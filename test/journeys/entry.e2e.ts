import 'reflect-metadata';
import { progress } from '@mingjian/contract/fieldwork';
import { MongoClient } from 'mongodb';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DemoAccount } from '../../apps/cli/src/demo/journey/accounts';
import type { Doors } from '../../apps/cli/src/demo/journey/doors';
import { enterField, publishSurveys } from '../../apps/cli/src/demo/journey/fieldwork-setup';
import { accessibilityFaults, openBrowser, picture, signIn } from '../platform/browser';
import { commissionedCity, population } from '../platform/commissioned-city';
import { accountOf, runningPlatform, someone, type RunningPlatform } from '../platform/running';

let platform: RunningPlatform;
let browser: Browser;
let accounts: DemoAccount[];
let agency: Doors;
let cycleId: string;
let page: Page;
/** What the browser sent to the server with a session, and what without. */
const sent: { path: string; cookie: boolean; body: string }[] = [];
let codes: string[];

beforeAll(async () => {
  [platform, browser] = await Promise.all([runningPlatform('entry'), openBrowser()]);
  ({ accounts, agency, cycleId } = await commissionedCity(platform));
  const surveys = await publishSurveys(agency, await someone(platform, accounts, 'analyst'), cycleId);
  const { sheets } = await enterField(agency, cycleId, surveys, population);
  const ofPublic = surveys.find(({ audience }) => audience === 'public')?.id ?? '';
  codes = (sheets.get(ofPublic) ?? []).flatMap(({ slips }) => slips.map(({ code }) => code));
  page = await signedIn();
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

async function signedIn(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' });
  const own = await context.newPage();
  own.on('request', (request) => {
    void request.allHeaders().then((headers) =>
      sent.push({
        path: new URL(request.url()).pathname,
        cookie: headers.cookie !== undefined,
        body: request.postData() ?? '',
      }),
    );
  });
  await signIn(own, platform.url, accountOf(accounts, 'lead'));
  return own;
}

async function begin(code: string): Promise<void> {
  await page.getByLabel('纸条上的作答码').fill(code);
  await page.getByRole('button', { name: '开始录入' }).click();
}

/** Every item by the keyboard alone: digits move on by themselves. @param digit by item code, else the first choice */
async function keyAll(digit: Record<string, string> = {}): Promise<void> {
  for (const line of await page.locator('.keying-items > li').all()) {
    const code = (await line.locator('.keying-code').textContent()) ?? '';
    const choices = await line.locator('kbd').allTextContents();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(`key-${code}`);
    if (choices.length === 0) await page.keyboard.press('Enter');
    else await page.keyboard.type(digit[code] ?? choices[0] ?? '');
  }
}

async function inOrder(): Promise<void> {
  expect(await accessibilityFaults(page)).toEqual([]);
  const overflows = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(overflows).toBe(false);
}

async function stored(): Promise<{ mode: string; durations: object }[]> {
  const mongo = await new MongoClient(platform.mongodbUri).connect();
  const found = await mongo.db().collection('responses').find().toArray();
  await mongo.close();
  return found as unknown as { mode: string; durations: object }[];
}

test('a paper is keyed twice, the second time blind, and a third look decides what differs', async () => {
  await page.goto(`${platform.url}/cycles/${cycleId}/fieldwork`);
  await page.getByRole('button', { name: '录入纸质问卷' }).click();
  await begin('AAAAA-AAAAB');
  await page.getByText('没有这个作答码').waitFor();
  await inOrder();
  await picture(page, 'entry-begin');
  await begin(codes.pop() ?? '');
  await page.getByRole('heading', { name: '第一遍录入' }).waitFor();
  await page.keyboard.type('9');
  await page.getByText('所选的选项不在本题的选项之中').waitFor();
  await keyAll();
  await inOrder();
  await picture(page, 'entry-first');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '第二遍录入' }).waitFor();
  expect(await page.locator('.keying-chosen').count()).toBe(0);
  await page.reload();
  await page.getByRole('heading', { name: '第二遍录入' }).waitFor();
  const second = await page.locator('.keying-items > li').nth(4).locator('.keying-code').textContent();
  await keyAll({ [second ?? '']: '2' });
  await page.keyboard.press('Enter');
  await page.getByText('两遍录入有 1 题不一致').waitFor();
  expect(await page.getByRole('button', { name: '确定，放入待提交' }).isDisabled()).toBe(true);
  await inOrder();
  await picture(page, 'entry-third');
  await page.getByRole('button', { name: `采用 第二遍 ${second}` }).click();
  await page.getByRole('button', { name: '确定，放入待提交' }).click();
  await page.getByRole('heading', { name: '待提交 · 1 份' }).waitFor();
  expect(await stored()).toEqual([]);
});

test('a question that needs an answer is named, and the paper is kept', async () => {
  await begin(codes.pop() ?? '');
  for (const finish of ['第一遍录完', '第二遍录完，开始比对']) {
    await page.getByRole('button', { name: finish }).click();
  }
  await page.getByText('两遍录入完全一致').waitFor();
  await page.getByRole('button', { name: '确定，放入待提交' }).click();
  await page.getByText('这道题还没有回答').first().waitFor();
  await inOrder();
  await picture(page, 'entry-missing');
  await page.getByRole('button', { name: '放弃这一份' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '放弃这一份' }).click();
  await page.getByRole('heading', { name: '新的一份' }).waitFor();
});

test('a batch goes without its codes, is stored with its mode, and leaves nothing in the browser', async () => {
  await page.getByRole('button', { name: '提交这一批' }).click();
  await page.getByRole('dialog').getByText('不满 10 份就提交').waitFor();
  await picture(page, 'entry-few');
  await page.getByRole('dialog').getByRole('button', { name: '提交这一批' }).click();
  await page.getByText('已提交 1 份').waitFor();
  await inOrder();
  expect(await stored()).toMatchObject([{ mode: 'paper', durations: {} }]);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('entry')))).toEqual(
    [],
  );
  const trades = sent.filter(({ path }) => /^\/api\/respond\/.*\/(code|credential)$/.test(path));
  expect(trades.length).toBeGreaterThanOrEqual(4);
  expect(trades.filter(({ cookie }) => cookie)).toEqual([]);
  const entries = sent.filter(({ path }) => path.endsWith('/entries'));
  expect(entries.map(({ cookie }) => cookie)).toEqual([true]);
  expect(entries[0]?.body).not.toContain('"code"');
  const { modes } = await agency.get(`/cycles/${cycleId}/progress`, progress);
  expect(modes.find(({ audience }) => audience === 'public')).toMatchObject({ online: 0, paper: 0 });
  await page.goto(`${platform.url}/cycles/${cycleId}/fieldwork`);
  await page.getByRole('columnheader', { name: /纸质问卷/ }).waitFor();
  await picture(page, 'entry-fieldwork');
});
