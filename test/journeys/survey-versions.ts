import { cycle } from '@mingjian/contract/cycles';
import { survey } from '@mingjian/contract/surveys';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { DemoAccount } from '../../apps/cli/src/demo/journey/accounts';
import { openCycle, prepareCycle } from '../../apps/cli/src/demo/journey/opening';
import { writeXlsForm } from '../../libs/core/src/surveys/exchange/xlsform-write';
import { templateOf } from '../../libs/core/src/surveys/templates';
import { accessibilityFaults, picture, signIn } from '../platform/browser';
import { accountOf, someone, type RunningPlatform } from '../platform/running';

async function sound(page: Page, name: string): Promise<void> {
  await picture(page, name);
  expect(await accessibilityFaults(page)).toEqual([]);
}

/** What the year after a year with results begins with: its surveys, made from earlier ones. */
export function testSurveyVersions(
  world: () => { platform: RunningPlatform; browser: Browser; accounts: DemoAccount[] },
): void {
  let platform: RunningPlatform;
  let browser: Browser;
  let accounts: DemoAccount[];
  let cycleId: string;
  let year: number;

  beforeAll(async () => {
    ({ platform, browser, accounts } = world());
    const office = await someone(platform, accounts, 'office');
    const before = await office.get('/cycles', z.array(cycle));
    year = Math.max(...before.map((each) => each.year));
    cycleId = (await openCycle(office, year + 1)).id;
    await prepareCycle(office, cycleId, before[0]?.agency?.id ?? '');
  });

  async function signedIn(mailbox: string): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, locale: 'zh-CN' });
    const page = await context.newPage();
    await signIn(page, platform.url, accountOf(accounts, mailbox));
    return page;
  }

  test('last year’s survey is copied, reviewed with a remark, approved by a colleague and published', async () => {
    const lead = await signedIn('lead');
    await lead.goto(`${platform.url}/cycles/${cycleId}/surveys/new`);
    const copy = lead.getByRole('button', { name: new RegExp(`沿用往年.*学生.*${year}`) });
    await copy.waitFor();
    await sound(lead, 'survey-start');
    await copy.click();
    await lead.getByRole('tab', { name: '版本' }).click();
    await lead.getByText('没有变化').first().waitFor();
    await sound(lead, 'survey-versions-same');

    const doors = await someone(platform, accounts, 'lead');
    const [drawn] = await doors.get(`/cycles/${cycleId}/surveys`, z.array(survey));
    const id = drawn?.id ?? '';
    const detail = await doors.get(
      `/surveys/${id}`,
      survey.extend({ json: z.unknown(), items: z.unknown() }),
    );
    const json = JSON.parse(
      JSON.stringify(detail.json)
        .replaceAll('学校', '学校里')
        .replace('"isRequired":true', '"isRequired":false'),
    ) as object;
    await doors.say('PUT', `/surveys/${id}`, {
      title: detail.title,
      json,
      items: detail.items,
      revision: detail.revision,
    });

    await lead.reload();
    await lead.getByRole('button', { name: '送审' }).click();
    await lead.getByRole('dialog').getByRole('button', { name: '送审' }).click();
    await lead.getByText('审核中').first().waitFor();

    const analyst = await signedIn('analyst');
    await analyst.goto(`${platform.url}/cycles/${cycleId}/surveys/${id}`);
    await analyst.getByRole('tab', { name: '版本' }).click();
    await analyst.getByText('题目已不可比').first().waitFor();
    await sound(analyst, 'survey-diff');
    await analyst.getByRole('tab', { name: '审核' }).click();
    await analyst.getByRole('textbox', { name: /^意见/ }).fill('“学校里”读来别扭，请再想想。');
    await analyst.getByRole('button', { name: '提出意见' }).click();
    await analyst.getByText('未解决 1 条').waitFor();
    await sound(analyst, 'survey-review');
    await analyst.getByRole('button', { name: '标记为已解决' }).click();
    await analyst.getByText('未解决 0 条').waitFor();
    await analyst.getByRole('button', { name: '通过审核' }).click();
    await analyst.getByRole('dialog').getByRole('button', { name: '通过审核' }).click();
    await analyst.getByRole('button', { name: '发布', exact: true }).click();
    await analyst.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click();
    await analyst.getByText('已发布，未开放').first().waitFor();
  });

  test('the bank shows every question with its use and results', async () => {
    const page = await signedIn('lead');
    await page.goto(`${platform.url}/cycles/${cycleId}/surveys/bank`);
    await page.getByRole('table').waitFor();
    await page
      .getByRole('button', { name: /展开|Expand/ })
      .first()
      .click();
    await sound(page, 'question-bank');
  });

  test('a questionnaire of another program comes into a draft, and a broken one is refused with the place', async () => {
    const page = await signedIn('lead');
    await page.goto(`${platform.url}/cycles/${cycleId}/surveys/import`);
    const { bytes } = await writeXlsForm(templateOf('teacher'));
    const input = page.locator('input[type=file]');
    await input.setInputFiles({
      name: 'half.xlsx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(bytes.subarray(0, 900)),
    });
    await page.getByRole('alert').waitFor();
    await sound(page, 'survey-import-refused');
    const json = {
      title: '教师',
      elements: [
        { type: 'radiogroup', name: 'a', title: '满意吗？', choices: [1, 2], defaultValue: 1 },
        { type: 'file', name: 'f' },
      ],
    };
    await input.setInputFiles({
      name: 'survey.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(json)),
    });
    await page.getByText('不能带来的内容').first().waitFor();
    await sound(page, 'survey-import');
    await page.getByLabel('对象').click();
    await page.getByTitle('教师', { exact: true }).last().click();
    await page.getByRole('button', { name: '放入草稿' }).click();
    await page.getByRole('heading', { level: 1, name: '教师' }).waitFor();
    await page.getByRole('button', { name: '导出', exact: true }).click();
    await page.getByRole('menuitem', { name: 'LimeSurvey' }).press('Enter');
    await page.getByRole('dialog').getByRole('link', { name: '下载' }).waitFor();
    await picture(page, 'survey-export');
  });
}
