import 'reflect-metadata';
import { sample, sampledSchool } from '@mingjian/contract/distribution';
import { surveyDetail } from '@mingjian/contract/surveys';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createAccounts, openBackOffice, type DemoAccount } from '../../apps/cli/src/demo/journey/accounts';
import type { Doors } from '../../apps/cli/src/demo/journey/doors';
import { importFrame } from '../../apps/cli/src/demo/journey/fieldwork-setup';
import { openCycle, prepareCycle } from '../../apps/cli/src/demo/journey/opening';
import { buildPopulation } from '../../apps/cli/src/demo/population';
import { demoSurveys } from '../../apps/cli/src/demo/population/questions';
import { accessibilityFaults, openBrowser, picture } from '../platform/browser';
import { accountOf, runningPlatform, someone, type RunningPlatform } from '../platform/running';

const population = buildPopulation({ seed: 5, model: 'margins', responses: 300 });

let platform: RunningPlatform;
let browser: Browser;
let accounts: DemoAccount[];
let agency: Doors;
let cycleId: string;
let page: Page;

beforeAll(async () => {
  [platform, browser] = await Promise.all([runningPlatform('sampling'), openBrowser()]);
  Object.assign(process.env, platform.env);
  const backOffice = await openBackOffice();
  const made = await createAccounts(backOffice);
  await backOffice.close();
  accounts = [made.office, made.lead, made.analyst];
  agency = await someone(platform, accounts, 'lead');
  const office = await someone(platform, accounts, 'office');
  cycleId = (await openCycle(office, 2021)).id;
  await prepareCycle(office, cycleId, made.agencyId);
  await importFrame(agency, population);
  for (const { audience, title, json, items } of demoSurveys)
    await agency.post('/surveys', { cycleId, audience, title, json, items }, surveyDetail);
  page = await (
    await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
  ).newPage();
  const { email, password } = accountOf(accounts, 'lead');
  await page.goto(platform.url);
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('link', { name: '年度看板' }).first().waitFor();
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
