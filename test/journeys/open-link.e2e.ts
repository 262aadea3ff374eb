import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { issuedCodes, sample } from '@mingjian/contract/distribution';
import { openChallenge, openForm, submitted, tradedCode } from '@mingjian/contract/responses';
import { run, result } from '@mingjian/contract/aggregation';
import { beginCredential, finishCredential, solveChallenge } from '@mingjian/credential';
import { county as countyShape } from '@mingjian/contract/registry';
import { MongoClient } from 'mongodb';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { DemoAccount } from '../../apps/cli/src/demo/journey/accounts';
import { Doors } from '../../apps/cli/src/demo/journey/doors';
import { publishSurveys } from '../../apps/cli/src/demo/journey/fieldwork-setup';
import { answersOf } from '../../apps/cli/src/demo/population/submission';
import { accessibilityFaults, openBrowser, picture, signIn } from '../platform/browser';
import { commissionedCity, population } from '../platform/commissioned-city';
import { networkTo, type Network } from '../platform/network';
import { answerEverything, openPhone } from '../platform/phone';
import { accountOf, runningPlatform, someone, type RunningPlatform } from '../platform/running';

const county = '231002';
const closingWords = '我们县的问卷已经收够了，谢谢您！';

let platform: RunningPlatform;
let network: Network;
let browser: Browser;
let accounts: DemoAccount[];
let agency: Doors;
let cycleId: string;
let surveyId: string;
let countyName: string;
let countyNameEn: string;

beforeAll(async () => {
  // A name that is not this machine's, so that the page is as insecure as http in a school's network.
  const elsewhere = '--host-resolver-rules=MAP school.test 127.0.0.1';
  [platform, browser] = await Promise.all([runningPlatform('open-link'), openBrowser(elsewhere)]);
  network = await networkTo(platform.url);
  ({ accounts, agency, cycleId } = await commissionedCity(platform));
  const surveys = await publishSurveys(agency, await someone(platform, accounts, 'analyst'), cycleId);
  await agency.put(`/cycles/${cycleId}/weighting-plan`, population.weightingPlan, z.unknown());
  await agency.post(`/cycles/${cycleId}/sample`, population.samplingPlan, sample);
  surveyId = surveys.find(({ audience }) => audience === 'public')?.id ?? '';
  const places = await agency.get('/counties', z.array(countyShape));
  const place = places.find(({ code }) => code === county);
  [countyName, countyNameEn] = [place?.nameZh ?? '', place?.nameEn ?? ''];
  await agency.post(`/surveys/${surveyId}/codes`, { countyCode: county }, issuedCodes);
});
afterAll(async () => {
  await browser?.close();
  network?.close();
  await platform?.stop();
});

async function inOrder(page: Page): Promise<void> {
  expect(await accessibilityFaults(page)).toEqual([]);
  const overflows = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(overflows).toBe(false);
}

async function signedIn(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  await signIn(page, platform.url, accountOf(accounts, 'lead'));
  return page;
}

/** From the poster to the choice of a county. */
async function arrived(context: BrowserContext, origin = network.url): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${origin}/r/${surveyId}#open`);
  await page.getByText(/共 \d+ 题/).waitFor();
  await page.getByRole('button', { name: /开始答题/ }).tap();
  await page.getByRole('heading', { name: '您在哪个县（市、区）？' }).waitFor();
  return page;
}

async function begun(context: BrowserContext, origin?: string): Promise<Page> {
  const page = await arrived(context, origin);
  await page.getByRole('button', { name: countyName }).tap();
  await page.locator('#forward').waitFor();
  return page;
}

async function stored(): Promise<{ mode: string; cellId: string }[]> {
  const mongo = await new MongoClient(platform.mongodbUri).connect();
  const found = await mongo.db().collection('responses').find({ surveyId }).toArray();
  await mongo.close();
  return found as unknown as { mode: string; cellId: string }[];
}

/** Somebody who answers by the open link, without a browser. */
async function answerByDoors(): Promise<void> {
  const doors = new Doors(platform.url);
  const { versionId } = await doors.get(`/respond/${surveyId}`, openForm);
  const asked = await doors.post(
    `/respond/${surveyId}/open-challenge`,
    { countyCode: county },
    openChallenge,
  );
  const { maxnumber, ...challenge } = asked.challenge;
  const solution = { ...challenge, number: await solveChallenge({ ...challenge, maxnumber }) };
  const blinding = await beginCredential(surveyId, asked.key);
  const { blindedMessage } = blinding;
  const body = { countyCode: county, solution, blindedMessage };
  const { blindSignature } = await doors.post(`/respond/${surveyId}/open-credential`, body, tradedCode);
  const credential = await finishCredential(blinding, blindSignature);
  const person = population.people.find(({ audience }) => audience === 'public');
  if (!person) throw new Error('the population has nobody');
  const content = { versionId, ...answersOf(5, person) };
  await doors.post(`/respond/${surveyId}/responses`, { ...credential, ...content }, submitted);
}

test('the agency lets people without a code answer, sets a quota and prints a poster', async () => {
  const page = await signedIn();
  await page.goto(`${platform.url}/cycles/${cycleId}/fieldwork`);
  await page.getByRole('tab', { name: '发布与触达' }).click();
  await page.getByRole('heading', { name: '开放链接' }).waitFor();
  await page.getByRole('switch', { name: '允许没有作答码的人回答' }).click();
  await page.getByText('开放链接设置已保存').waitFor();
  await page.getByLabel(countyName).fill('10');
  await page.getByLabel('结束语（中文）').fill(closingWords);
  await page.locator('form', { hasText: '各县（市、区）配额' }).getByRole('button', { name: '保存' }).click();
  await page.getByText('配额与结束语已保存').waitFor();
  await inOrder(page);
  await picture(page, 'open-link-console');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '开放链接海报 A4' }).click();
  const pdf = readFileSync(await (await download).path());
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  expect(text.replace(/\s/g, '')).toContain(`/r/${surveyId}#open`);
  await agency.post(`/surveys/${surveyId}/open`, {}, z.unknown());
  await page.context().close();
});

test('somebody without a code chooses the county and answers; coming back, the browser reminds', async () => {
  const context = await openPhone(browser);
  const page = await arrived(context);
  await inOrder(page);
  await picture(page, 'open-link-county');
  await page.getByRole('button', { name: countyName }).tap();
  await page.locator('#forward').waitFor();
  await answerEverything(page);
  await page.locator('#forward').tap();
  await page.getByRole('heading', { name: '已提交' }).waitFor();
  await inOrder(page);
  expect((await stored()).map(({ mode }) => mode)).toEqual(['open']);
  const again = await arrived(context);
  await again.getByText('这个浏览器已经提交过').waitFor();
  await inOrder(again);
  await picture(again, 'open-link-again');
  await context.close();
});

test('it works where the page is not secure and the browser has no cryptography of its own', async () => {
  const context = await openPhone(browser);
  const page = await begun(context, network.url.replace('127.0.0.1', 'school.test'));
  expect(await page.evaluate(() => [window.isSecureContext, typeof crypto.subtle])).toEqual([
    false,
    'undefined',
  ]);
  await answerEverything(page);
  await page.locator('#forward').tap();
  await page.getByRole('heading', { name: '已提交' }).waitFor();
  expect(await stored()).toHaveLength(2);
  await context.close();
});

test('without a network nobody begins in vain, and what was left unfinished may be begun anew', async () => {
  const context = await openPhone(browser);
  const page = await arrived(context);
  await network.cut(context);
  await page.getByRole('button', { name: countyName }).tap();
  await page.getByRole('alert').filter({ hasText: '请检查网络' }).waitFor();
  await network.mend(context);
  await page.getByRole('button', { name: countyName }).tap();
  await page.locator('fieldset').first().locator('label').nth(1).tap();
  await page.close();
  const later = await arrived(context);
  await later.getByRole('button', { name: countyName }).tap();
  await later.getByRole('heading', { name: '这部手机上有一份没答完的回答' }).waitFor();
  await inOrder(later);
  await picture(later, 'open-link-unfinished');
  await later.getByRole('button', { name: '重新开始' }).tap();
  await later.locator('#forward').waitFor();
  expect(await later.locator('input:checked').count()).toBe(0);
  await context.close();
});

test('of two tabs one hands in, and the other is told so', async () => {
  const before = (await stored()).length;
  const context = await openPhone(browser);
  const [first, second] = [await begun(context), await begun(context)];
  for (const page of [first, second]) {
    await page.bringToFront();
    await answerEverything(page);
  }
  await second.locator('#forward').tap();
  await second.getByRole('heading', { name: '已提交' }).waitFor();
  await first.bringToFront();
  await first.getByRole('heading', { name: '已在另一个页面提交' }).waitFor();
  await inOrder(first);
  await picture(first, 'open-link-two-tabs');
  expect(await stored()).toHaveLength(before + 1);
  await context.close();
});

test('once the county has enough, newcomers are thanked and who has begun hands in', async () => {
  const [early, late] = [await openPhone(browser), await openPhone(browser)];
  const inTheMiddle = await begun(early);
  while ((await stored()).length < 10) await answerByDoors();
  const page = await arrived(late);
  await page.getByRole('button', { name: countyName }).tap();
  await page.getByRole('heading', { name: '谢谢您，已经收集足够' }).waitFor();
  await page.getByText(closingWords).waitFor();
  await inOrder(page);
  await picture(page, 'open-link-enough');
  await page.goto(`${network.url}/r/${surveyId}?lang=en#open`);
  await page.getByRole('button', { name: 'Agree and start' }).tap();
  await page.getByRole('heading', { name: 'Which county are you in?' }).waitFor();
  await inOrder(page);
  await picture(page, 'open-link-county-en');
  await page.getByRole('button', { name: countyNameEn }).tap();
  await page.getByText('We have collected enough answers in this county').waitFor();
  await inOrder(page);
  await answerEverything(inTheMiddle);
  await inTheMiddle.locator('#forward').tap();
  await inTheMiddle.getByRole('heading', { name: '已提交' }).waitFor();
  expect(await stored()).toHaveLength(11);
  await early.close();
  await late.close();
});

test('the console shows what came beside the quota, and the results of a run apart from the sample', async () => {
  // Counted for the day when the page was first opened, before anybody came: as if that had been yesterday.
  const mongo = await new MongoClient(platform.mongodbUri).connect();
  await mongo
    .db()
    .collection('dailyCounts')
    .updateMany({}, { $set: { day: '2021-01-01' } });
  await mongo.close();
  const page = await signedIn();
  await page.goto(`${platform.url}/cycles/${cycleId}/fieldwork`);
  const row = page.getByRole('group', { name: '开放链接回收' }).getByRole('row', { name: countyName });
  await row.waitFor();
  expect((await row.innerText()).replace(/\s+/g, ' ')).toContain('10 10 100%');
  await inOrder(page);
  await picture(page, 'open-link-progress');
  const started = await agency.post(`/cycles/${cycleId}/runs`, { reports: false }, run);
  await expect
    .poll(async () => (await agency.get(`/runs/${started.id}`, run)).status, {
      timeout: 120_000,
      interval: 1000,
    })
    .toBe('completed');
  const results = await agency.get(`/runs/${started.id}/results`, z.array(result));
  const own = results.find(({ countyCode, audience }) => countyCode === county && audience === 'public');
  expect(own).toMatchObject({ answered: 0, openLink: { evidence: 'open-link', answers: 11 } });
  await page.goto(`${platform.url}/cycles/${cycleId}/runs/${started.id}`);
  await page.getByRole('heading', { name: '开放链接（非概率样本）' }).waitFor();
  await inOrder(page);
  await picture(page, 'open-link-results');
  await page.context().close();
});

test('after the survey has closed the link says so, also on a page that was open', async () => {
  const context = await openPhone(browser);
  const page = await arrived(context);
  await agency.post(`/surveys/${surveyId}/close`, {}, z.unknown());
  await page.getByRole('button', { name: countyName }).tap();
  await page.getByRole('heading', { name: '调查已经结束' }).waitFor();
  await inOrder(page);
  await page.reload();
  await page.getByRole('heading', { name: '调查已经结束' }).waitFor();
  await context.close();
});
