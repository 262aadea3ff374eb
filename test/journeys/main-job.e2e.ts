import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cycle } from '@mingjian/contract/cycles';
import { sampledSchool } from '@mingjian/contract/distribution';
import { room, schoolField } from '@mingjian/contract/fieldwork';
import { createdAccount } from '@mingjian/contract/identity';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { DemoAccount } from '../../apps/cli/src/demo/journey/accounts';
import type { Doors } from '../../apps/cli/src/demo/journey/doors';
import { enterField, publishSurveys } from '../../apps/cli/src/demo/journey/fieldwork-setup';
import { openCycle, prepareCycle } from '../../apps/cli/src/demo/journey/opening';
import { buildPopulation } from '../../apps/cli/src/demo/population';
import { accessibilityFaults, openBrowser, picture, signIn } from '../platform/browser';
import { pagesOf, walkConsole } from './console-walk';
import { testSurveyVersions } from './survey-versions';
import { openPhone } from '../platform/phone';
import { accountOf, runningPlatform, someone, type RunningPlatform } from '../platform/running';

// Fewer would leave cells under ten codes, which share keys: then one stratum has one unit, and no interval.
const responses = '2300';
const seed = 11;
const county = { code: '231025', name: '林口县' };

let platform: RunningPlatform;
let browser: Browser;
let accounts: DemoAccount[];
let agency: Doors;
let office: Doors;
let cycleId: string;
let link: string;

beforeAll(async () => {
  [platform, browser] = await Promise.all([runningPlatform('main-job'), openBrowser()]);
  accounts = await platform.playDemo([
    '--responses',
    responses,
    '--seed',
    String(seed),
    '--out',
    join(platform.folder, 'out'),
  ]);
  agency = await someone(platform, accounts, 'lead');
  office = await someone(platform, accounts, 'office');
  // A second year, opened and in the field, that nobody has answered yet.
  const [demo] = await office.get('/cycles', z.array(cycle));
  const next = await openCycle(office, (demo?.year ?? 0) + 1);
  cycleId = next.id;
  await prepareCycle(office, cycleId, demo?.agency?.id ?? '');
  const analyst = await someone(platform, accounts, 'analyst');
  const surveys = await publishSurveys(agency, analyst, cycleId);
  const population = buildPopulation({ seed, model: 'margins', responses: Number(responses) });
  const { sheets } = await enterField(agency, cycleId, surveys, population);
  const teachers = surveys.find(({ audience }) => audience === 'teacher');
  const ofCounty = sheets
    .get(teachers?.id ?? '')
    ?.filter(({ schoolName }) => schoolName.startsWith(county.name));
  link = ofCounty?.[0]?.slips[0]?.link ?? '';
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

async function signedIn(mailbox: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  await signIn(page, platform.url, accountOf(accounts, mailbox));
  return page;
}

test('ten counties get their reports, and every interval is in the summary', () => {
  const summary = JSON.parse(readFileSync(join(platform.folder, 'out/summary.json'), 'utf8')) as {
    coverage: { weighted: number; unweighted: number };
    resultHash: string;
  };
  expect(summary.resultHash).toMatch(/^[0-9a-f]{64}$/);
  expect(summary.coverage.weighted).toBeGreaterThan(0.88);
  expect(summary.coverage.weighted).toBeLessThan(0.99);
  const pdf = readFileSync(join(platform.folder, `out/${county.code}/report.pdf`));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.length).toBeGreaterThan(50_000);
});

test('a teacher answers on a phone, once', async () => {
  const context = await openPhone(browser);
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('button', { name: '开始答题' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'respond-notice');
  await page.getByRole('button', { name: '开始答题' }).tap();
  await page.getByRole('radiogroup').first().waitFor();
  await picture(page, 'respond-form');
  expect(await accessibilityFaults(page)).toEqual([]);
  for (let section = 0; section < 30; section++) {
    for (const question of await page.getByRole('radiogroup').all()) {
      if ((await question.getByRole('radio', { checked: true }).count()) > 0) continue;
      await question.locator('label').nth(1).tap();
    }
    const send = page.getByRole('button', { name: '提交', exact: true });
    if (await send.isVisible()) {
      await send.tap();
      break;
    }
    await page.getByRole('button', { name: /下一(题|页)/ }).tap();
  }
  await page.getByText('已提交', { exact: true }).waitFor();
  await picture(page, 'respond-sent');

  const again = await (
    await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'zh-CN' })
  ).newPage();
  await again.goto(link);
  await again.getByRole('button', { name: '开始答题' }).click();
  await again
    .getByText(/已经(使用|用)过/)
    .first()
    .waitFor();
  await picture(again, 'respond-used-code');
});

/** The office remarks on a paragraph and returns; the agency rewrites it, settles the thread and submits again. */
async function discuss(analyst: Page, reviewer: Page): Promise<void> {
  const paragraph = '#block-summary-audiences';
  await reviewer.locator(paragraph).getByRole('button', { name: '意见' }).click();
  await reviewer.getByLabel('内容').fill('请写明两类对象为何不同。');
  await reviewer.getByRole('button', { name: '提出意见' }).click();
  await reviewer.locator(paragraph).getByText('1 条未了结').waitFor();
  await reviewer.getByRole('button', { name: '退回' }).click();
  await reviewer.getByRole('dialog').getByLabel('理由').fill('见段落旁的意见');
  await reviewer.getByRole('dialog').getByRole('button', { name: '退回' }).click();
  await reviewer.getByText('已退回', { exact: true }).first().waitFor();

  // The board tells the agency, and the report why it came back.
  await analyst.goto(`${platform.url}/cycles/${cycleId}/board`);
  await analyst.getByRole('link', { name: `监测报告被退回，待修改：${county.name}` }).click();
  await analyst.getByRole('alert').filter({ hasText: '见段落旁的意见' }).waitFor();
  await analyst.locator(paragraph).getByRole('button', { name: '改写' }).click();
  const panel = analyst.locator('.reading-panel');
  const words = panel.locator('textarea').first();
  const added = '本报告不推断原因，其中约30%的家长另有说明。';
  const before = await words.inputValue();
  await words.fill(`${before}{99}`);
  await analyst.getByRole('button', { name: '保存' }).click();
  await panel.getByRole('cell', { name: '中文', exact: true }).waitFor();
  expect(await panel.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await words.fill(before + added);
  await analyst.getByRole('button', { name: '保存' }).click();
  await analyst.locator(paragraph).getByText(added).waitFor();
  await analyst.locator(paragraph).getByText('手写数字：30%').waitFor();
  await analyst.locator(paragraph).getByRole('button', { name: /意见/ }).click();
  await analyst.getByRole('button', { name: '了结' }).click();
  await panel.getByText(/于.*了结/).waitFor();
  await picture(analyst, 'console-report-rewritten');
  expect(await accessibilityFaults(analyst)).toEqual([]);
  await analyst.getByText('正在重新生成文件').waitFor({ state: 'hidden', timeout: 180_000 });
  await analyst.getByRole('button', { name: '提交报告' }).click();
  await analyst.getByRole('dialog').getByRole('button', { name: '提交报告' }).click();
  await analyst.getByText('已提交，待审').first().waitFor();

  await reviewer.reload();
  await reviewer.locator(paragraph).getByText(added).waitFor();
  // One person has answered this survey: its indices are withheld, and only counts can be looked into.
  await reviewer.locator('#block-summary-opening .report-value').first().click();
  await reviewer.getByText('这个数的来历').first().waitFor();
  await picture(reviewer, 'console-report-trace');
}

/** An accepted report is corrected in a new version: nobody loses the one that holds, and changes are told in either language. */
async function correct(analyst: Page, reviewer: Page, accepted: string): Promise<void> {
  await analyst.reload();
  await analyst.getByRole('button', { name: '更正' }).click();
  await analyst.getByRole('dialog').getByLabel('理由').fill('表述不清');
  await analyst.getByRole('dialog').getByRole('button', { name: '更正' }).click();
  await analyst.getByText('这一版是更正，原因：表述不清').waitFor();
  await analyst.getByText('第 1 版仍然有效').waitFor();
  const paragraph = analyst.locator('#block-summary-audiences');
  await paragraph.getByRole('button', { name: '改写' }).click();
  const words = analyst.locator('.reading-panel textarea').first();
  await words.fill((await words.inputValue()).replace('其中约30%的家长另有说明。', '有家长另有说明。'));
  await analyst.getByRole('button', { name: '保存' }).click();
  await paragraph.getByText('有家长另有说明').waitFor();
  await analyst.getByRole('button', { name: /English/ }).click();
  await analyst.getByRole('tab', { name: 'Changes' }).click();
  const change = analyst.locator('.changes li');
  await change.getByText('in the Chinese text only').waitFor();
  expect((await change.locator('del').allTextContents()).join('')).toContain('30');
  const kept = await change.locator('.change-line > span').allTextContents();
  expect(kept.join('')).toContain('本报告不推断原因');
  await picture(analyst, 'console-report-changes');
  await analyst.getByRole('button', { name: /中文/ }).click();

  await reviewer.goto(accepted);
  await reviewer.getByRole('tab', { name: '经过' }).click();
  await reviewer.getByText('见段落旁的意见').first().waitFor();
  await reviewer.getByRole('link', { name: '第 2 版 · 草稿' }).waitFor();
}

test('the agency runs and submits, the office accepts, and the evaluation shows it', async () => {
  const analyst = await signedIn('lead');
  await analyst.goto(`${platform.url}/cycles/${cycleId}/runs`);
  await analyst.getByRole('button', { name: '开始运行' }).first().click();
  await analyst.getByRole('dialog').getByRole('button', { name: '开始运行' }).click();
  await analyst.getByText('已完成').first().waitFor({ timeout: 300_000 });
  await picture(analyst, 'console-run');

  await analyst.goto(`${platform.url}/cycles/${cycleId}/reports`);
  await analyst.getByRole('link', { name: county.name }).first().click();
  await analyst.getByRole('button', { name: '提交报告' }).click();
  await analyst.getByRole('dialog').getByRole('button', { name: '提交报告' }).click();
  await analyst.getByText('已提交，待审').first().waitFor();
  await picture(analyst, 'console-report-submitted');
  const reportAddress = analyst.url();

  const reviewer = await signedIn('office');
  await picture(reviewer, 'console-board');
  await reviewer.goto(`${platform.url}/cycles/${cycleId}/reports`);
  await reviewer.getByRole('link', { name: county.name }).first().click();
  await discuss(analyst, reviewer);
  await reviewer.getByRole('button', { name: '接受', exact: true }).click();
  await reviewer.getByRole('dialog').getByText('1 段文字含手写数字').waitFor();
  const sent = reviewer.waitForRequest(/\/accept$/);
  await reviewer.getByRole('dialog').getByRole('button', { name: '接受' }).click();
  // Of the words that were read: what somebody changes meanwhile is not accepted with them.
  expect((await sent).postDataJSON()).toEqual({ revision: expect.any(Number) });
  await reviewer.getByText('已接受').first().waitFor();
  await picture(reviewer, 'console-report-accepted');
  expect(await accessibilityFaults(reviewer)).toEqual([]);

  // The hash that the console shows is the one on the cover, and the verification page knows it.
  await reviewer.getByRole('link', { name: '打开核验页' }).click();
  await reviewer.getByText('与存档一致：这是已接受的现行版本。').waitFor();

  await correct(analyst, reviewer, reportAddress);
  await reviewer.goto(`${platform.url}/cycles/${cycleId}/evaluation/${county.code}?part=monitoring`);
  await reviewer.getByRole('button', { name: '阅读监测报告' }).waitFor();
  for (const reason of ['本年度自评推迟', '本年度未安排实地督查']) {
    await reviewer.getByRole('button', { name: '说明缺项' }).first().click();
    const dialog = reviewer.getByRole('dialog');
    await dialog.getByLabel('理由').fill(reason);
    await dialog.getByRole('button', { name: '说明缺项' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
  await reviewer.getByRole('tab', { name: '合成与结论' }).click();
  await reviewer.getByRole('textbox', { name: /结论/ }).fill('总体良好，社会满意度详见监测报告。');
  await reviewer.getByRole('button', { name: '合成年度评价' }).click();
  await reviewer.getByRole('dialog').getByRole('button', { name: '合成年度评价' }).click();
  await reviewer.getByText('合成时间').waitFor();
  await picture(reviewer, 'console-evaluation');
});

test('every page of the console holds in both languages, on a screen and on a phone', async () => {
  const [survey] = await agency.get(`/cycles/${cycleId}/surveys`, z.array(z.object({ id: z.string() })));
  const [run] = await agency.get(`/cycles/${cycleId}/runs`, z.array(z.object({ id: z.string() })));
  const [report] = await agency.get(`/cycles/${cycleId}/reports`, z.array(z.object({ id: z.string() })));
  const [drawn] = await agency.get(`/cycles/${cycleId}/sample/schools`, z.array(sampledSchool));
  const schoolCode = drawn?.school.code ?? '';
  const { cells } = await agency.get(`/cycles/${cycleId}/school?school=${schoolCode}`, schoolField);
  const open = cells.find(({ status }) => status === 'open');
  const surveyId = open?.surveyId ?? '';
  const session = await agency.post(`/surveys/${surveyId}/sessions`, { cellId: open?.cellId }, room);
  const email = 'school@demo.mingjian.example';
  const { password } = await office.post(
    '/accounts',
    { email, name: '学校联络员', role: 'school', agencyId: null, countyCode: null, schoolCode },
    createdAccount,
  );
  const people = [
    ...['lead', 'office', 'county-231025', 'auditor'].map((mailbox) => accountOf(accounts, mailbox)),
    { email, name: '学校联络员', role: 'school' as const, countyCode: null, password },
  ];
  const { seen, wrong } = await walkConsole(browser, platform.url, people, {
    cycleId,
    surveyId: survey?.id ?? '',
    runId: run?.id ?? '',
    reportId: report?.id ?? '',
    county: county.code,
    schoolCode,
    roomId: session.id,
  });
  expect(wrong).toEqual([]);
  // No survey of another agency was imported in this year.
  const all = pagesOf(people.map(({ role }) => role)).filter((path) => path !== 'imports/:importId');
  expect(all.filter((path) => !seen.includes(path))).toEqual([]);
});

describe('in the year after that', () => testSurveyVersions(() => ({ platform, browser, accounts })));
