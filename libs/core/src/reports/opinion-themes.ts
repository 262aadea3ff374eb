import type { Localized } from '@mingjian/contract/localized';
import type { Opinions } from '@mingjian/contract/reports';
import type { Written } from '../aggregation';
import type { Quotation } from './material';

/** 主题词表: a text belongs to a theme when it holds one of its words. `indicator` is the level-2 indicator nearest to it. */
const themes: readonly { theme: string; indicator: string; name: Localized; words: readonly string[] }[] = [
  {
    theme: 'preschool',
    indicator: '3.1',
    name: { zh: '学前教育与学位', en: 'Preschool and places' },
    words: ['幼儿园', '学前', '公办园', '学位', 'kindergarten', 'preschool'],
  },
  {
    theme: 'balance',
    indicator: '3.2',
    name: { zh: '城乡与校际均衡', en: 'Balance between schools and areas' },
    words: ['村里', '乡村', '农村', '均衡', '差距', '择校', 'rural', 'village', 'balance'],
  },
  {
    theme: 'workload',
    indicator: '1.3',
    name: { zh: '作业、睡眠与课业负担', en: 'Homework, sleep and workload of pupils' },
    words: ['作业', '睡', '负担', '补课', '考试', 'homework', 'sleep', 'exam'],
  },
  {
    theme: 'activities',
    indicator: '1.3',
    name: { zh: '体育、艺术与课后服务', en: 'Sports, arts and after-school care' },
    words: [
      '体育',
      '音体美',
      '美术',
      '音乐',
      '课后服务',
      '社团',
      '图书',
      'sport',
      'music',
      'library',
      'after-school',
    ],
  },
  {
    theme: 'facilities',
    indicator: '5.1',
    name: { zh: '校舍、操场与设备', en: 'Buildings, playgrounds and equipment' },
    words: ['校舍', '操场', '设备', '多媒体', '教室', '厕所', '暖气', 'playground', 'classroom', 'equipment'],
  },
  {
    theme: 'meals',
    indicator: '5.3',
    name: { zh: '食堂与住宿', en: 'Meals and boarding' },
    words: ['食堂', '饭', '菜', '宿舍', '住宿', 'meal', 'canteen', 'food', 'dormitory'],
  },
  {
    theme: 'transport',
    indicator: '5.3',
    name: { zh: '校车与安全', en: 'School buses and safety' },
    words: ['校车', '安全', '交通', '接送', '欺负', '欺凌', 'bus', 'safety', 'traffic', 'bully'],
  },
  {
    theme: 'paperwork',
    indicator: '4.1',
    name: { zh: '填表、检查与非教学任务', en: 'Forms, inspections and duties outside teaching' },
    words: ['填表', '检查', '非教学', '材料', '减负', 'form', 'inspection', 'paperwork'],
  },
  {
    theme: 'pay',
    indicator: '4.2',
    name: { zh: '教师工资、补助与编制', en: 'Teachers’ pay, allowances and posts' },
    words: ['工资', '补助', '津贴', '待遇', '编制', '绩效', 'salary', 'allowance'],
  },
  {
    theme: 'training',
    indicator: '4.3',
    name: { zh: '教师培训', en: 'Teacher training' },
    words: ['培训', '教研', 'training'],
  },
  {
    theme: 'fees',
    indicator: '6.1',
    name: { zh: '收费、招生与助学', en: 'Fees, admission and student aid' },
    words: ['收费', '乱收', '招生', '资助', '助学', 'fee', 'admission', 'scholarship'],
  },
];

export const themeName = (theme: string): Localized =>
  themes.find((each) => each.theme === theme)?.name ?? { zh: theme, en: theme };

/** Themes of one text. Full-width letters count as plain ones. */
export function themesIn(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  return themes.filter(({ words }) => words.some((word) => holds(plain, word))).map(({ theme }) => theme);
}

/** English words as words, so that a form is not found in information; Chinese has no such borders. */
const holds = (text: string, word: string) =>
  /^[a-z-]+$/u.test(word) ? new RegExp(`\\b${word}s?\\b`, 'u').test(text) : text.includes(word);

/**
 * People by theme, each text being one person's; a number under the threshold is not told, and none at all where few wrote.
 * @param written redacted
 */
export function opinionsOf({ texts, ...of }: Readonly<Written>, threshold: number): Opinions {
  const wrote = texts.length > 0 && texts.length < threshold ? null : texts.length;
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const theme of themesIn(text)) counts.set(theme, (counts.get(theme) ?? 0) + 1);
  const told = themes.flatMap(({ theme }) => {
    const people = counts.get(theme) ?? 0;
    return people === 0 ? [] : [{ theme, people: people < threshold ? null : people }];
  });
  const inOrder = told.sort((a, b) => (b.people ?? 0) - (a.people ?? 0));
  return { ...of, wrote, themes: wrote === null || wrote === 0 ? [] : inOrder };
}

const QUOTED = 3;
const SHORTEST = 8;
const LONGEST = 120;

/**
 * 摘录: of each theme that enough people mention, up to three different texts of a length that reads; those nearest to the
 * middle length come first, equal ones by their characters. What a text says decides nothing.
 */
export function quotationsOf({ texts, ...of }: Written, threshold: number): Quotation[] {
  const taken = new Set<string>();
  return opinionsOf({ ...of, texts }, threshold).themes.flatMap(({ theme, people }) => {
    if (people === null) return [];
    const own = [...new Set(texts.filter((text) => themesIn(text).includes(theme)))].filter(
      (text) => [...text].length >= SHORTEST && [...text].length <= LONGEST && !taken.has(text),
    );
    const lengths = own.map((text) => [...text].length).sort((a, b) => a - b);
    const middle = lengths[Math.floor(lengths.length / 2)] ?? 0;
    const distance = (text: string) => Math.abs([...text].length - middle);
    const chosen = own.sort((a, b) => distance(a) - distance(b) || (a < b ? -1 : 1)).slice(0, QUOTED);
    for (const text of chosen) taken.add(text);
    return chosen.map((text) => ({ ...of, theme, text }));
  });
}
