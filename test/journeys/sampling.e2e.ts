import 'reflect-metadata';
import { join } from 'node:path';
import { issuedCodes, sample, sampledSchool } from '@mingjian/contract/distribution';
import { school } from '@mingjian/contract/registry';
import { surveySchedule } from '@mingjian/contract/surveys';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { DemoAccount } from '../../apps/cli/src/demo/journey/accounts';
import type { Doors } from '../../apps/cli/src/demo/journey/doors';
import {
  importFrame,
  publishSurveys,
  type FieldSurvey,
} from '../../apps/cli/src/demo/journey/fieldwork-setup';
import { accessibilityFaults, openBrowser, picture, signIn } from '../platform/browser';
import { commissionedCity, population } from '../platform/commissioned-city';
import { accountOf, runningPlatform, someone, type RunningPlatform } from '../platform/running';

let platform: RunningPlatform;
let browser: Browser;
let accounts: DemoAccount[];
let agency: Doors;
let cycleId: string;
let page: Page;
let surveys: FieldSurvey[];

beforeAll(async () => {
  [platform, browser] = await Promise.all([runningPlatform('sampling'), openBrowser()]);
  ({ accounts, agency, cycleId } = await commissionedCity(platform));
  surveys = await publishSurveys(agency, await someone(platform, accounts, 'analyst'), cycleId);
  page = await (
    await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
  ).newPage();
  await signIn(page, platform.url, accountOf(accounts, 'lead'));
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

test('the expected precision is shown before the draw, and the draw is asked for twice', async () => {
  await page.goto(`${platform.url}/cycles/${cycleId}/fieldwork`);
  await page.getByRole('tab', { name: '抽样', exact: true }).click();
  await page.getByRole('button', { name: '先看结果' }).click();
  await page.getByText('预期精度（总体满意度指数）').first().waitFor();
  await picture(page, 'sampling-preview');
  await page.getByRole('button', { name: '抽取样本' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '抽取样本' }).click();
  await page.getByText('样本学校与替换学校').waitFor();
  const drawn = await agency.get(`/cycles/${cycleId}/sample`, sample);
  expect(drawn.strata.length).toBeGreaterThan(10);
});

test('of two people who draw again, the second is told by whom and when, and sees the sample that stands', async () => {
  await page.getByRole('button', { name: '重新抽样' }).click();
  await page.getByLabel('抽取比例').fill('40');
  const colleague = await someone(platform, accounts, 'analyst');
  const { revision } = await agency.get(`/cycles/${cycleId}/sample`, sample);
  const theirs = await colleague.post(
    `/cycles/${cycleId}/sample?revision=${revision}`,
    population.samplingPlan,
    sample,
  );
  await page.getByRole('button', { name: '重新抽样' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '重新抽样' }).click();
  await page.getByText(/机构分析员在 .* 已保存了新的内容.*抽样方案还在本页上/).waitFor();
  expect(await page.getByLabel('抽取比例').inputValue()).toBe('40');
  await picture(page, 'sampling-conflict');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: '查看现有样本' }).click();
  await page.getByText('样本学校与替换学校').waitFor();
  await page.getByText('机构分析员', { exact: true }).first().waitFor();
  expect(await agency.get(`/cycles/${cycleId}/sample`, sample)).toEqual(theirs);
});

test('a drawn school gives way to the first on its list, and the page and the report say so', async () => {
  const button = page.getByRole('button', { name: /^替\s?换$/ });
  const row = page.getByRole('row').filter({ has: button }).first();
  const [next = ''] = (await row.locator('li').first().innerText()).split(' ');
  await button.first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(next).waitFor();
  await dialog.getByLabel('原因').fill('撤并');
  await dialog.getByRole('button', { name: /替\s?换/ }).click();
  await dialog.locator('.ant-form-item-explain-error').waitFor();
  await dialog.getByLabel('原因').fill('学校已经撤并');
  await picture(page, 'sampling-replace');
  await dialog.getByRole('button', { name: /替\s?换/ }).click();
  await page
    .getByRole('row')
    .getByText(/学校已经撤并/)
    .waitFor();
  await expect.poll(() => page.locator('.ant-modal:visible').count()).toBe(0);
  const schools = await agency.get(`/cycles/${cycleId}/sample/schools`, z.array(sampledSchool));
  const replaced = schools.filter(({ replacements }) => replacements.length > 0);
  expect(replaced.map(({ school }) => school.name)).toEqual([next]);
  await picture(page, 'sampling-schools');
  expect(await accessibilityFaults(page)).toEqual([]);
  const report = await page.request.get(`${platform.url}/api/cycles/${cycleId}/sample/report.pdf?lang=zh-CN`);
  expect(report.status()).toBe(200);
  const pdf = await report.body();
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
});

test('the agency starts a class session for a school, and voids and reprints its slips', async () => {
  const [drawn] = await agency.get(`/cycles/${cycleId}/sample/schools`, z.array(sampledSchool));
  const pupils = surveys.find(({ audience }) => audience === 'student');
  const { countyCode = '' } = drawn ?? {};
  await agency.post(`/surveys/${pupils?.id}/codes`, { countyCode }, issuedCodes);
  await page.goto(`${platform.url}/cycles/${cycleId}/fieldwork`);
  await page.getByRole('group', { name: '各校回收' }).getByRole('link').first().click();
  await page.getByRole('button', { name: '作废并补印' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: '作废并补印' }).click();
  await page.getByText(/新纸条 \d+ 张已生成/).waitFor();
  await picture(page, 'fieldwork-school');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: '班级作答' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: '班级作答' }).click();
  await page.getByText('请每台设备扫描这个二维码', { exact: false }).waitFor();
  await picture(page, 'fieldwork-room');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: '返回' }).click();
  await page.getByRole('button', { name: '进入场次' }).waitFor();
});

test('of two people who set the times, the second is told, and keeps what was typed', async () => {
  // The page shows the surveys by audience.
  const id = surveys.find(({ audience }) => audience === 'public')?.id ?? '';
  await page.goto(`${platform.url}/cycles/${cycleId}/fieldwork?part=reach`);
  const opens = page.getByLabel('开放时间');
  await opens.fill('2031-04-15 08:00');
  await page.locator('.ant-picker-dropdown:visible .ant-picker-ok button').click();
  const colleague = await someone(platform, accounts, 'analyst');
  const theirs = { opensAt: '2031-04-20T08:00:00+08:00', closesAt: null, revision: 0 };
  await colleague.put(`/surveys/${id}/schedule`, theirs, surveySchedule);
  const save = page.getByRole('button', { name: /保\s?存/ });
  await save.click();
  await page.getByText(/机构分析员在 .* 已保存了新的内容/).waitFor();
  await page.getByText(/同事已保存：开放 2031年4月20日/).waitFor();
  expect(await opens.inputValue()).toBe('2031-04-15 08:00');
  await picture(page, 'fieldwork-times-conflict');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: '改存我的' }).click();
  await page.getByText('时间已保存。').waitFor();
  const stands = await agency.get(`/surveys/${id}/schedule`, surveySchedule);
  expect(stands.opensAt).toBe('2031-04-15T00:00:00.000Z');
});

test('a workbook with words of its own is explained once, tried, survives a lost network, and is imported', async () => {
  const files = join(import.meta.dirname, '../fixtures/frames');
  const choose = (label: string, name: string) =>
    page.getByLabel(label, { exact: true }).setInputFiles(join(files, name));
  await page.goto(`${platform.url}/cycles/${cycleId}/fieldwork?part=frame`);
  await choose('学校表', 'other-words.xlsx');
  await page.getByText('有 4 种叫法需要说明').waitFor();
  await choose('班级表', 'classes-gbk.csv');
  const trial = page.getByRole('button', { name: '先试导入' }).first();
  await trial.click();
  await page.getByRole('group', { name: /列出 \d+ 处错误/ }).waitFor();
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载全部错误（CSV）' }).click(),
  ]);
  expect(csv.suggestedFilename()).toBe('faults.csv');
  const explain = async (word: string, meaning: string) => {
    await page.getByLabel(word, { exact: true }).click();
    const list = page.locator('.ant-select-dropdown:visible');
    // On a busy machine the list moves for long: the choice itself is what counts.
    await list.getByText(meaning, { exact: true }).dispatchEvent('click');
    await expect.poll(() => list.count()).toBe(0);
  };
  await explain('九年一贯制学校', '初中');
  await explain('成人学校', '不属于抽样框，不导入');
  await explain('城关', '镇区');
  await explain('乡中心区', '镇区');
  await picture(page, 'frame-words');
  await page.context().setOffline(true);
  await trial.click();
  await page.getByText('您填写的内容还在本页上').waitFor();
  await page.context().setOffline(false);
  await trial.click();
  await page.getByText('试导入通过').waitFor();
  await page.getByText('按您的说明不导入：1 所').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await picture(page, 'frame-trial');
  // A colleague imports meanwhile: the trial was held against another frame.
  await importFrame(await someone(platform, accounts, 'analyst'), population);
  const real = page.getByRole('button', { name: '正式导入' }).first();
  await real.click();
  await page.getByText(/机构分析员在 .* 已保存了新的内容/).waitFor();
  await trial.click();
  await page.getByText(/现有名册中有 \d+ 所学校不在这份文件里/).waitFor();
  await real.click();
  await page.getByText('已导入。').waitFor();
  expect(await agency.get('/schools', z.array(school))).toHaveLength(3);
  await page.reload();
  await choose('学校表', 'other-words.xlsx');
  await page.getByText('沿用上次的说明').first().waitFor();
});
