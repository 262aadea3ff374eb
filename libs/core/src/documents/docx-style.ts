import type { Language } from '@mingjian/contract/localized';
import { AlignmentType, BorderStyle, LineRuleType, type IStylesOptions } from 'docx';

/** mm in twentieths of a point. */
export const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);

export const colours = {
  blue: '1D3F72',
  cinnabar: 'B93A26',
  grey: '5B6470',
  light: 'C9CED6',
  band: 'EEF2F8',
  ink: '1F2328',
} as const;

/** GB/T 9704: A4, top 37 mm, binding side 28 mm, type area 156 × 225 mm. */
export const page = {
  size: { width: twips(210), height: twips(297) },
  margin: {
    top: twips(37),
    bottom: twips(35),
    left: twips(28),
    right: twips(26),
    header: twips(22),
    footer: twips(25),
  },
};

/** Faces that Chinese offices have: 仿宋 for text, 黑体 and 楷体 for headings; Word takes its own where one is missing. */
const face = (eastAsia: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia });
/** Half points. */
const points = (size: number) => Math.round(size * 2);

/** Points between lines, whatever face the office has: a face with tall lines would break the summary's page. */
const apart = (pitch: number) => ({ line: Math.round(pitch * 20), lineRule: LineRuleType.EXACT });

/**
 * The look of the Word document, as styles that an office can change in one place.
 *
 * @param entries of the table of contents, which is as loose as leaves it on one page
 */
export function docxStyles(language: Language, entries: number): IStylesOptions {
  const pitch = Math.min(20, 540 / Math.max(1, entries));
  const entry = points(Math.max(6, Math.min(12, pitch * 0.72)));
  const chinese = language === 'zh-CN';
  // 小四 at a fixed 20 points: the summary has to stay on its page in Word's own faces.
  const text = points(chinese ? 12 : 11.5);
  const small = points(chinese ? 9.5 : 9);
  const inTable = points(chinese ? 10.5 : 9.5);
  const heading = (size: number, eastAsia: string, before: number) => ({
    run: {
      size: points(size),
      bold: !chinese || eastAsia === '楷体',
      color: colours.ink,
      font: face(eastAsia),
    },
    paragraph: { keepNext: true, keepLines: true, spacing: { before, after: 160 } },
  });
  const style = (
    id: string,
    name: string,
    run: NonNullable<NonNullable<IStylesOptions['paragraphStyles']>[number]['run']>,
    paragraph: NonNullable<NonNullable<IStylesOptions['paragraphStyles']>[number]['paragraph']>,
  ) => ({ id, name, basedOn: 'Normal', quickFormat: true, run, paragraph });
  const centred = { alignment: AlignmentType.CENTER };
  return {
    default: {
      document: {
        run: {
          font: face('仿宋'),
          size: text,
          color: colours.ink,
          language: { value: 'en-GB', eastAsia: 'zh-CN' },
        },
      },
      heading1: heading(16, '黑体', 400),
      heading2: heading(14, '楷体', 320),
      heading3: heading(12, '仿宋', 240),
      caption: {
        run: { size: inTable, bold: true, italics: false, color: colours.ink, font: face('黑体') },
        paragraph: { ...centred, spacing: { before: 120, after: 80 } },
      },
    },
    paragraphStyles: [
      style(
        'BodyText',
        'Body Text',
        {},
        {
          alignment: chinese ? AlignmentType.BOTH : AlignmentType.LEFT,
          // Two characters, as Chinese paragraphs begin.
          ...(chinese ? { indent: { firstLine: text * 20 } } : {}),
          spacing: { ...apart(chinese ? 20 : 18), after: chinese ? 0 : 120 },
        },
      ),
      style('Note', 'Note', { size: small, color: colours.grey }, { spacing: { before: 60, after: 40 } }),
      style('Gap', 'Gap', { size: points(6) }, { spacing: { after: 60 } }),
      style('TableText', 'Table Text', { size: inTable }, { spacing: { before: 50, after: 50 } }),
      style(
        'TableHead',
        'Table Head',
        { size: inTable, bold: true, font: face('黑体') },
        { spacing: { before: 50, after: 50 } },
      ),
      style('CoverLine', 'Cover Line', { size: points(14) }, { ...centred, spacing: { after: 160 } }),
      style('CoverNote', 'Cover Note', { size: points(9), color: colours.grey }, centred),
      style(
        'CoverCounty',
        'Cover County',
        { size: points(28), bold: true, color: colours.blue, font: face('宋体') },
        { ...centred, spacing: { after: 200 } },
      ),
      style('CoverTitle', 'Cover Title', { size: points(22), bold: true, font: face('宋体') }, centred),
      style(
        'ContentsTitle',
        'Contents Title',
        { size: points(16), bold: true, font: face('黑体') },
        { ...centred, spacing: { after: 240 } },
      ),
      style('TOC1', 'toc 1', { size: entry }, { spacing: apart(1.15 * pitch) }),
      style('TOC2', 'toc 2', { size: entry }, { indent: { left: 420 }, spacing: apart(pitch) }),
      style(
        'RunningHead',
        'Running Head',
        { size: points(9), color: colours.grey },
        { border: { bottom: { style: BorderStyle.SINGLE, size: 3, color: colours.grey, space: 4 } } },
      ),
      style(
        'PageNumber',
        'Page Number',
        { size: points(14), font: face('宋体') },
        { indent: { left: 280, right: 280 } },
      ),
    ],
  };
}
