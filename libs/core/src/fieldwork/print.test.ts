import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { printNotice, printPoster } from './print-poster';
import { printSlips } from './print-slips';

const place = {
  cellId: 'c1',
  surveyId: 's1',
  cycleId: 'y1',
  audience: 'student' as const,
  countyCode: '231002',
  schoolCode: '2123900001',
  schoolName: '西安区第一小学',
  className: '五年级2班',
  invited: 9,
};
const link = 'https://mingjian.example.cn/r/2f6f4f0e-8f0c-4a57-9d62-3b9f0f5d6a11';
const tokens = [
  'K7M2QF4XRD',
  'A2B3C4D5E6',
  'F7G8H9J2K3',
  'M4N5P6Q7R8',
  'S9T2V3W4X5',
  'Y6A7B8C9D2',
  'E3F4G5H6J7',
  'K8M9N2P3Q4',
  'R5S6T7V8W9',
];
const textOf = async (pdf: Buffer) => {
  const { text, totalPages } = await extractText(await getDocumentProxy(new Uint8Array(pdf)));
  return { text: text.map((page) => page.replace(/\s+/g, '')), totalPages };
};

describe('what is printed', () => {
  it('slips have a cover with the counts, eight a page, each code once', async () => {
    const teachers = { ...place, cellId: 'c2', audience: 'teacher' as const, className: null };
    const cells = [
      { place, countyName: '西安区', tokens },
      { place: teachers, countyName: '西安区', tokens: tokens.slice(0, 2) },
    ];
    const { text, totalPages } = await textOf(await printSlips(cells, { title: '学生问卷', link }, 'zh-CN'));
    expect(totalPages).toBe(1 + 2 + 1);
    expect(text[0]).toContain('西安区第一小学');
    expect(text[0]).toContain('合计11');
    expect(text[0]).not.toContain('K7M2Q');
    for (const token of tokens)
      expect(`${text[1]}${text[2]}`.split(new RegExp(`${token.slice(0, 5)}.${token.slice(5)}`))).toHaveLength(
        2,
      );
    expect(text[1]).toContain('老师、同学和学校都看不到你的回答');
    expect(text[3]).toContain('系统无法把作答码与答卷联系起来');
  });

  it('a name with a character that the face lacks has no box in it', async () => {
    const rare = { ...place, schoolName: '😀\u{2a6d6}第一小学' };
    const cells = [{ place: rare, countyName: '西安区', tokens: tokens.slice(0, 1) }];
    const { text } = await textOf(await printSlips(cells, { title: '学生问卷', link }, 'zh-CN'));
    expect(text[0]).toContain('〔表情〕〓第一小学');
  });

  it('posters and notices say until when, in both languages', async () => {
    const survey = { title: '教育满意度调查', cycle: '2021年度', link, until: '2021-06-10 18:00' };
    expect((await textOf(await printPoster(survey, 'code', 'a4', 'zh-CN'))).text[0]).toContain(
      '作答截止时间',
    );
    const open = await textOf(
      await printPoster(
        { ...survey, title: 'Education satisfaction survey', cycle: '2021' },
        'open',
        'a3',
        'en',
      ),
    );
    expect(open.totalPages).toBe(1);
    expect(open.text[0]).toContain('Answersaretakenuntil2021-06-1018:00');
    const notice = await textOf(await printNotice(survey, '北辰教育监测中心', '2021-05-20', 'zh-CN'));
    expect(notice.totalPages).toBe(1);
    expect(notice.text[0]).toContain('不登记、不上报名单');
  });
});
