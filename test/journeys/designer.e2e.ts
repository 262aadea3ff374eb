import 'reflect-metadata';
import { surveyDetail } from '@mingjian/contract/surveys';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DemoAccount } from '../../apps/cli/src/demo/journey/accounts';
import type { Doors } from '../../apps/cli/src/demo/journey/doors';
import { enterField } from '../../apps/cli/src/demo/journey/fieldwork-setup';
import { accessibilityFaults, openBrowser, picture, signIn } from '../platform/browser';
import { commissionedCity, population } from '../platform/commissioned-city';
import { openPhone } from '../platform/phone';
import { accountOf, runningPlatform, type RunningPlatform } from '../platform/running';

let platform: RunningPlatform;
let browser: Browser;
let accounts: DemoAccount[];
let agency: Doors;
let cycleId: string;
let surveyId: string;

beforeAll(async () => {
  [platform, browser] = await Promise.all([runningPlatform('designer'), openBrowser()]);
  ({ accounts, agency, cycleId } = await commissionedCity(platform));
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

async function signedIn(mailbox: string, width = 1440): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  await signIn(page, platform.url, accountOf(accounts, mailbox));
  return page;
}

async function choose(page: Page, box: Locator, option: string | RegExp): Promise<void> {
  await box.click();
  const list = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
  await list.locator('.ant-select-item-option').filter({ hasText: option }).first().click();
  // It closes slowly, and the next one must not be taken for it.
  await expect.poll(() => list.count()).toBe(0);
}

async function add(page: Page, kind: string, zh: string, en: string): Promise<void> {
  const before = (await order(page)).length;
  await page.getByRole('button', { name: '加题目' }).click();
  // By keyboard: the page still lays itself out, and an open list moves along under the pointer.
  await page.getByRole('menuitem', { name: kind, exact: true }).press('Enter');
  await expect.poll(async () => (await order(page)).length).toBe(before + 1);
  await page.getByLabel('题目 · 中文').fill(zh);
  await page.getByLabel('题目 · 英文').fill(en);
}

/** Pastes into the dialog that is open, and waits until it is gone: it gives the focus back as it goes. */
async function pasteText(page: Page, text: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('列表', { exact: true }).fill(text);
  await dialog.getByRole('button', { name: `加入 ${text.split('\n').length} 条` }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function paste(
  page: Page,
  lines: readonly (readonly [string, string])[],
  kind?: string,
): Promise<void> {
  await page.locator('.outline').getByRole('button', { name: '粘贴列表' }).click();
  const dialog = page.getByRole('dialog');
  if (kind !== undefined) await choose(page, dialog.locator('.ant-select'), kind);
  await pasteText(page, lines.map((line) => line.join('\t')).join('\n'));
}

const saved = (page: Page) => page.locator('.save-state.is-saved').waitFor();
const row = (page: Page, code: string) => page.locator(`[data-row="item:${code}"]`);
const order = (page: Page) => page.locator('.outline-item .outline-code').allTextContents();

const statements: [string, string][] = [
  ['您对学校的午餐满意吗？', 'How satisfied are you with school lunches?'],
  ['您对上学路上的安全满意吗？', 'How satisfied are you with safety on the way to school?'],
  ['您对教师的教学满意吗？', 'How satisfied are you with the teaching?'],
  ['您对作业的分量满意吗？', 'How satisfied are you with the amount of homework?'],
  ['您对课后服务满意吗？', 'How satisfied are you with after-school care?'],
  ['您对学校的收费满意吗？', 'How satisfied are you with school fees?'],
  ['您对入学的安排满意吗？', 'How satisfied are you with enrolment?'],
  ['您对校舍的条件满意吗？', 'How satisfied are you with the buildings?'],
  ['您对体育活动满意吗？', 'How satisfied are you with sport?'],
];
const rows: [string, string][] = [
  ['对家长意见的答复', 'Replies to parents'],
  ['教育信息的公开', 'Publicity of information'],
  ['对困难家庭的帮助', 'Help for families in need'],
];

test('a questionnaire of 20 items is built in the browser', async () => {
  const page = await signedIn('lead');
  await page.goto(`${platform.url}/cycles/${cycleId}/surveys/new`);
  await choose(page, page.locator('.ant-select').filter({ has: page.locator('#audience') }), '公众');
  await page.getByLabel('中文名称').fill('公众满意度调查');
  await page.getByLabel('英文名称').fill('Public satisfaction survey');
  await page.getByRole('button', { name: '保存为草稿' }).click();
  await page.waitForURL(/\/design$/);
  surveyId = /surveys\/([^/]+)\/design/.exec(page.url())?.[1] ?? '';

  await add(page, '知情同意', '参加调查是自愿的。', 'Taking part is voluntary.');
  await add(page, '单选题', '您的孩子在哪个学段？', 'Which stage is your child in?');
  await page.locator('.choices').getByRole('button', { name: '粘贴列表' }).click();
  await pasteText(page, '1. 小学\tPrimary\n2. 初中\tJunior');
  await paste(page, statements);
  await paste(page, rows, '矩阵量表');
  await add(page, '注意力检测题', '这一题请选“满意”。', 'Please choose “Satisfied” here.');
  await page.getByRole('button', { name: '加一个部分' }).click();
  await page.getByLabel('部分标题 · 中文').fill('其他');
  await page.getByLabel('部分标题 · 英文').fill('More');
  await add(page, '推荐意愿（NPS）', '您会向朋友推荐这所学校吗？', 'Would you recommend this school?');
  await add(page, '排序题', '请选出最需要改进的两项。', 'Choose the two that most need to improve.');
  await page.locator('.choices').getByRole('button', { name: '粘贴列表' }).click();
  await pasteText(page, '午餐\tLunch\n交通\tTransport\n校舍\tBuildings');
  await add(page, '数字', '您家有几个孩子在上学？', 'How many of your children go to school?');
  await add(page, '日期', '您最近一次到校是哪一天？', 'When were you last at the school?');
  await add(page, '长文本', '您为什么不满意？', 'Why are you dissatisfied?');
  expect(await order(page)).toHaveLength(18);
  await saved(page);
  await picture(page, 'designer-built');

  // By keyboard: the row keeps the focus, and the move is said aloud.
  const before = await order(page);
  const last = before.at(-1) ?? '';
  await row(page, last).locator('.outline-name').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.getByText(`${last} 已移到第 2 部分第 4 位。`).waitFor();
  expect(
    await row(page, last)
      .locator('.outline-name')
      .evaluate((each) => each === document.activeElement),
  ).toBe(true);
  await page.keyboard.press('Control+z');
  expect(await order(page)).toEqual(before);

  // By mouse: the second item before the first.
  const [first = '', second = ''] = before;
  await row(page, second).scrollIntoViewIfNeeded();
  const from = await row(page, second).locator('.outline-handle').boundingBox();
  const to = await row(page, first).locator('.outline-handle').boundingBox();
  if (!from || !to) throw new Error('no handles');
  await page.mouse.move(from.x + 8, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y - 6, { steps: 4 });
  await page.mouse.move(to.x + 8, to.y + 6, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => order(page)).toEqual([second, first, ...before.slice(2)]);
  await page.keyboard.press('Control+z');
  await expect.poll(() => order(page)).toEqual(before);

  // Logic by the form, and an earlier answer in the wording.
  await row(page, last).locator('.outline-name').click();
  await page.getByRole('button', { name: '加条件' }).click();
  const boxes = page.locator('.condition-rule .ant-select');
  await choose(page, boxes.nth(0), '午餐');
  await choose(page, boxes.nth(2), '1 非常不满意');
  await page.locator('.phone-frame').scrollIntoViewIfNeeded();
  await picture(page, 'designer-logic');
  await saved(page);
});

test('its preview is the respondents’ own form, in both languages', async () => {
  const page = await signedIn('lead');
  await page.goto(`${platform.url}/cycles/${cycleId}/surveys/${surveyId}/design`);
  const phone = page.frameLocator('.phone-frame');
  await row(page, 'P-03').locator('.outline-name').click();
  await phone.getByText('您对学校的午餐满意吗？').first().waitFor();
  await page.getByLabel('预览语言').getByText('English').click();
  await phone.getByText('How satisfied are you with school lunches?').first().waitFor();
  await page.getByLabel('题目 · 英文').fill('Are you satisfied with lunch?');
  await phone.getByText('Are you satisfied with lunch?').first().waitFor();
  await saved(page);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.setViewportSize({ width: 1024, height: 900 });
  await page.waitForTimeout(400);
  await picture(page, 'designer-1024');
  await page.getByRole('button', { name: '手机预览' }).click();
  await page.frameLocator('.ant-drawer .phone-frame').getByRole('radio').first().waitFor();
  await picture(page, 'designer-1024-preview');
});

test('two people at once lose nothing: what differs is merged, what collides is asked', async () => {
  const [one, other] = [await signedIn('lead'), await signedIn('analyst')];
  for (const page of [one, other]) {
    await page.goto(`${platform.url}/cycles/${cycleId}/surveys/${surveyId}/design`);
    await row(page, 'P-04').locator('.outline-name').click();
  }
  await row(other, 'P-05').locator('.outline-name').click();
  await other.getByLabel('题目 · 中文').fill('您对教师上课满意吗？');
  await saved(other);
  await one.getByLabel('题目 · 中文').fill('您对上学路上满意吗？');
  await one.getByText('双方的修改已自动合并').waitFor();
  await saved(one);
  await expect
    .poll(() => row(one, 'P-05').locator('.outline-title').textContent())
    .toBe('您对教师上课满意吗？');

  await row(other, 'P-04').locator('.outline-name').click();
  await other.getByLabel('题目 · 中文').fill('您对路上的安全满意吗？');
  const dialog = other.getByRole('dialog');
  await dialog.getByText('两个人改了同一处').waitFor();
  await picture(other, 'designer-clash');
  await dialog.getByRole('radio').nth(1).click();
  await dialog.getByRole('button', { name: '按所选合并' }).click();
  await saved(other);
  await expect
    .poll(() => row(other, 'P-04').locator('.outline-title').textContent())
    .toBe('您对上学路上满意吗？');
});

test('without the network the work stays in the browser and is saved when it returns', async () => {
  const page = await signedIn('lead');
  await page.goto(`${platform.url}/cycles/${cycleId}/surveys/${surveyId}/design`);
  await row(page, 'P-06').locator('.outline-name').click();
  await page.context().setOffline(true);
  await page.getByLabel('题目 · 中文').fill('您对作业满意吗？');
  await page.locator('.save-state.is-offline').waitFor();
  await page.context().setOffline(false);
  await saved(page);
  const { items } = await agency.get(`/surveys/${surveyId}`, surveyDetail);
  expect(items.find(({ code }) => code === 'P-06')?.text.zh).toBe('您对作业满意吗？');
});

test('it is mapped, checked, reviewed and published', async () => {
  const page = await signedIn('lead');
  await page.goto(`${platform.url}/cycles/${cycleId}/surveys/${surveyId}/design`);
  await page.getByRole('tab', { name: '指标对应' }).click();
  const dimensions = page.locator('table.editor .ant-select:has(input[aria-label$="维度"])');
  for (let index = 0; index < (await dimensions.count()); index++)
    await choose(page, dimensions.nth(index), '教育质量');
  await choose(page, page.locator('.indicator-choice').first(), /^\d/);
  await page.getByRole('tab', { name: /^检查/ }).click();
  await page.getByText('没有妨碍发布的问题。').waitFor();
  await picture(page, 'designer-checks');
  await page.getByRole('tab', { name: '双语对照' }).click();
  await picture(page, 'designer-translations');
  await page.getByRole('tab', { name: 'JSON（专家）' }).click();
  const json = page.getByLabel('SurveyJS 定义（JSON）');
  const text = await json.inputValue();
  await json.fill(text.replace('"pages": [', '"pages": [,'));
  await page.getByText(/^第 \d+ 行第 \d+ 列/).waitFor();
  await json.fill(text);
  await saved(page);

  await page.goto(`${platform.url}/cycles/${cycleId}/surveys/${surveyId}`);
  await page.getByRole('button', { name: '送审', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '送审' }).click();
  const reviewer = await signedIn('analyst');
  await reviewer.goto(`${platform.url}/cycles/${cycleId}/surveys/${surveyId}`);
  for (const step of ['通过审核', '发布']) {
    await reviewer.getByRole('button', { name: step, exact: true }).click();
    await reviewer.getByRole('dialog').getByRole('button', { name: step }).click();
    await reviewer.getByRole('dialog').waitFor({ state: 'hidden' });
  }
  await expect
    .poll(async () => (await agency.get(`/surveys/${surveyId}`, surveyDetail)).status)
    .toBe('published');
});

test('a person answers it on a phone, and the hidden question is not asked', async () => {
  const { sheets } = await enterField(agency, cycleId, [{ id: surveyId, audience: 'public' }], population);
  const link = sheets.get(surveyId)?.[0]?.slips[0]?.link ?? '';
  const context = await openPhone(browser);
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('button', { name: '开始答题' }).tap();
  await page.getByText('我已了解并同意').tap();
  for (const group of await page.getByRole('radiogroup').all()) {
    const label = group.locator('label').nth(1);
    if (await label.isVisible()) await label.tap();
  }
  await picture(page, 'designer-phone-1');
  expect(await accessibilityFaults(page)).toEqual([]);
  for (const one of await page.locator('.sd-table__row').all()) await one.locator('label').nth(1).tap();
  await page.getByRole('button', { name: /下一(题|页)/ }).tap();
  await page.getByText('请选出最需要改进的两项。').first().waitFor();
  expect(await page.getByText('您为什么不满意？').count()).toBe(0);
  await page.locator('.rank').nth(2).tap();
  await page.locator('.rank').nth(0).tap();
  await page.getByRole('radiogroup').first().locator('label').nth(9).tap();
  await picture(page, 'designer-phone-2');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: '提交', exact: true }).tap();
  await page.getByText('已提交', { exact: true }).waitFor();
});
