import { expect, test } from 'vitest';
import { countyPanels } from './county-panels';
import { countyTiles } from './county-tiles';
import { differenceDots } from './difference-dots';
import { dimensionDots } from './dimension-dots';
import type { Figure } from './figure';
import { itemDots } from './item-dots';
import { likertBars } from './likert-bars';
import { figureWidth, type Language } from './palette';
import { quadrant } from './quadrant';
import { stackedIndicators } from './stacked-indicators';
import { toSvg } from './svg';
import { wholeOf } from './strips';
import { trendPanels } from './trend-panels';
import { emsOf } from './wrap-label';

interface Label {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Where the letters of a drawing stand, as wide as they are taken to be when it is laid out. */
function labelsOf(figure: Figure, widthOf = emsOf): Label[] {
  const svg = toSvg(wholeOf(figure));
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/gu)].flatMap(([, attributes = '', words = '']) => {
    const number = (name: string) =>
      Number(new RegExp(`\\b${name}="(-?[\\d.]+)"`, 'u').exec(attributes)?.[1] ?? 0);
    const size = Number(/font-size:([\d.]+)px/u.exec(attributes)?.[1] ?? 12);
    const text = words.replaceAll('&lt;', '<').replaceAll('&amp;', '&');
    const width = widthOf(text) * size;
    const [x, baseline] = [number('x'), number('y')];
    const anchor = /text-anchor="(\w+)"/u.exec(attributes)?.[1];
    const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
    return [{ text, left, right: left + width, top: baseline - size * 0.78, bottom: baseline + size * 0.06 }];
  });
}

function expectTidy(figure: Figure): void {
  const labels = labelsOf(figure);
  const outside = labels.filter(
    ({ left, right, top, bottom }) =>
      left < -2 || right > figureWidth + 2 || top < -2 || bottom > wholeOf(figure).height + 2,
  );
  expect(outside.map(({ text }) => text)).toEqual([]);
  const overlapping = labels.flatMap((a, index) =>
    labels
      .slice(index + 1)
      .filter((b) => a.left + 1 < b.right && b.left + 1 < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.text} / ${b.text}`),
  );
  expect(overlapping).toEqual([]);
}

const question = (index: number) =>
  [
    '您对学校促进孩子品德、身体、艺术和劳动等全面发展的情况满意吗？',
    'S-1',
    '校车😀',
    '很长的名字'.repeat(800),
    'Endless'.repeat(570),
  ][index % 5] ?? '';
const dots = (count: number, known = true) =>
  Array.from({ length: count }, (_, index) => ({
    label: question(index),
    group: index % 20 === 0 ? '教师' : '',
    clear: index % 3 === 0,
    estimate: known ? 55 + ((index * 7) % 40) : null,
    ci: known ? ([53 + ((index * 7) % 40), 58 + ((index * 7) % 40)] as const) : null,
  }));
const differences = (count: number, known = true) =>
  dots(count, known).map((each, index) => ({
    ...each,
    estimate: known ? (index % 30) - 15 : null,
    ci: known ? ([(index % 30) - 19, (index % 30) - 11] as const) : null,
  }));

const figures: Record<string, (count: number, known: boolean, language: Language) => Figure> = {
  'dots of questions': (count, known, language) =>
    itemDots(
      { title: 't', items: dots(count, known), reference: { label: '总体', estimate: 76, ci: [74, 78] } },
      { language },
    ),
  'dots of dimensions': (count, known, language) =>
    dimensionDots(
      {
        title: 't',
        dimensions: Array.from({ length: count }, () => ({
          name: language === 'en' ? 'Governance' : '政府治理',
          audiences: dots(3, known).map((each, at) => ({
            ...each,
            label: ['公众', '教师', '学生'][at] ?? '',
          })),
        })),
      },
      { language },
    ),
  'bars of answers': (count, known, language) =>
    likertBars(
      {
        title: 't',
        items: Array.from({ length: count }, (_, index) => ({
          label: question(index),
          shares: known
            ? ([
                [5, 5, 20, 40, 30],
                [100, 0, 0, 0, 0],
                [0, 0, 0, 0, 100],
                [1, 2, 94, 2, 1],
              ][index % 4] ?? null)
            : null,
        })),
      },
      { language },
    ),
  differences: (count, known, language) =>
    differenceDots({ title: 't', rows: differences(count, known) }, { language }),
  'a quadrant': (count, known, language) =>
    quadrant(
      {
        title: 't',
        items: Array.from({ length: count }, (_, index) => ({
          label: `P-${String(index).padStart(2, '0')}`,
          importance: known ? 0.3 + ((index * 13) % 40) / 100 : null,
          performance: known ? 60 + ((index * 29) % 30) : null,
        })),
      },
      { language },
    ),
  'bars of indicators': (count, known, language) =>
    stackedIndicators(
      {
        title: 't',
        bars: Array.from({ length: count }, (_, index) => ({
          label: question(index),
          meets: known ? 5 : null,
          below: known ? 3 : null,
          unjudged: known ? 4 : null,
        })),
      },
      { language },
    ),
  'panels of counties': (count, known, language) =>
    countyPanels(
      {
        title: 't',
        panels: Array.from({ length: count }, (_, index) => ({
          name: question(index),
          points: dots(3, known).map((each, at) => ({
            ...each,
            label:
              (language === 'en' ? ['the public', 'teachers', 'students'] : ['公众', '教师', '学生'])[at] ??
              '',
          })),
        })),
      },
      { language },
    ),
  'panels of years': (count, known, language) =>
    trendPanels(
      {
        title: 't',
        panels: Array.from({ length: count }, (_, index) => ({
          name: question(index),
          points: dots(5, known).map((each, at) => ({
            ...each,
            label: String(2017 + at),
            ...(at === index % 4 ? { estimate: null, ci: null } : {}),
            hidden: !known || index % 2 === 0,
          })),
          slope:
            known && index % 3 > 0
              ? { label: '', estimate: (index % 5) - 12.2, ci: [-22.5, 10.8], clear: index % 2 === 0 }
              : null,
        })),
      },
      { language },
    ),
  'tiles of counties': (count, known, language) =>
    countyTiles(
      {
        title: 't',
        counties: dots(count, known).map((each, index) => ({
          ...each,
          row: Math.floor(index / 5),
          column: index % 5,
          standing: known ? 'above' : 'unknown',
        })),
      },
      { language },
    ),
};

for (const [name, draw] of Object.entries(figures))
  for (const language of ['zh-CN', 'en'] as const) {
    test(`${name}: one and sixty, with endless names, stay in their box and clear of one another in ${language}`, () => {
      for (const count of [1, 60]) expectTidy(draw(count, true, language));
    });
    test(`${name}: with everything withheld a figure says so in ${language}`, () => {
      const figure = draw(12, false, language);
      expect(labelsOf(figure).some(({ text }) => /\d{2}\.\d/u.test(text))).toBe(false);
      expectTidy(figure);
      expect(figure.sentence).not.toMatch(/NaN|undefined|Infinity/u);
      // Every page prints the sentence below the drawing.
      expect(labelsOf(figure).map(({ text }) => text)).not.toContain(figure.sentence);
    });
  }

/** As a wide sans serif draws numbers: the letters of a web page are the reader's own. */
const wideEms = (text: string) =>
  [...text].reduce((sum, letter) => {
    if (/\d/u.test(letter)) return sum + 0.68;
    if (/[ .]/u.test(letter)) return sum + 0.36;
    return sum + (/[+−~]/u.test(letter) ? 0.84 : emsOf(letter));
  }, 0);

for (const language of ['zh-CN', 'en'] as const)
  test(`a gap keeps clear of its interval in wide letters in ${language}`, () => {
    const rows = [
      { label: 'a', group: '', clear: true, estimate: -20, ci: [-26.8, -13.2] as const },
      { label: 'b', group: '', clear: true, estimate: 19.2, ci: [10.8, 27.6] as const },
    ];
    const labels = labelsOf(differenceDots({ title: 't', rows }, { language }), wideEms);
    for (const number of labels.filter(({ text }) => /^[+−]\d+\.\d$/u.test(text))) {
      const interval = labels.find(
        ({ text, top }) => / (?:至|to|~) /u.test(text) && Math.abs(top - number.top) < 4,
      );
      expect(interval?.left).toBeGreaterThan(number.right + 4);
    }
  });
