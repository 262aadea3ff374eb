import { inLanguage, type Language, type Localized } from '@mingjian/contract/localized';
import type { Block, Inline, ParagraphEdit, Printed, ReportModel } from '@mingjian/contract/reports';
import { wholeOf } from '@mingjian/figures';
import { toSvg } from '@mingjian/figures/svg';
import { figureOfBlock } from './block-figure';
import { headingNumbers } from './heading-number';
import { pagedFigure, type PagedFigure } from './paged-figure';
import { plainText, shortened } from './plain-text';
import { fittedWidths } from './table-widths';
import type { ResolvedValue } from './printed-value';
import { resolverOf, type Resolver } from './resolve-value';

export type ResolvedBlock =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | {
      kind: 'paragraph';
      id: string;
      text: string;
      parts: Printed[];
      notes: string[];
      edited: ParagraphEdit | null;
    }
  | {
      kind: 'figure';
      id: string;
      caption: string;
      alt: string;
      sentence: string;
      svg: string;
      notes: string[];
      paged: PagedFigure & { continued: string };
    }
  | {
      kind: 'table';
      id: string;
      caption: string;
      head: string[];
      align: ('left' | 'right' | 'center')[];
      widths: number[];
      rows: { mark: '' | 'attention' | 'group'; cells: ResolvedCell[] }[];
      notes: string[];
    }
  | { kind: 'note'; text: string }
  | { kind: 'page-break' };

/** A table's cell as it is printed; `value` is there where the cell is nothing but one reference. */
export interface ResolvedCell {
  text: string;
  parts: Printed[];
  value: ResolvedValue | null;
}

/** A report in one language with every reference resolved and every number of heading, table and figure given. */
export interface ResolvedDocument {
  language: Language;
  title: string;
  county: string;
  /** What the cover says under the county's name: the rest of the title. */
  subtitle: string;
  agency: string;
  composedOn: string;
  /** Lines of the cover: label and value. */
  cover: { label: string; value: string }[];
  cycle: string;
  blocks: ResolvedBlock[];
}

const states: Record<Exclude<ResolvedValue['state'], 'known'>, Localized> = {
  suppressed: {
    zh: '“—”处的有效回答数未达到公布要求，或为防止推算而一并不予公布。',
    en: '“—”: too few answers to publish, or withheld so that nothing can be worked out by subtraction.',
  },
  missing: { zh: '“—”处无数据或无法计算。', en: '“—”: no data, or not computable.' },
  incomparable: {
    zh: '“/”处不作比较：当年未调查、题目有改动，或可比的年份不足三个。',
    en: '“/”: not compared, because it was not asked that year, or in other words, or in fewer than three years.',
  },
};

/**
 * Resolves a report for a reader, its figures drawn in the report's own face: what all renderers print, so that they
 * differ in layout only. Needed once for a language, however many files are made of it.
 */
export function resolveDocument(model: ReportModel, language: Language): ResolvedDocument {
  const resolve = resolverOf(model, language);
  const text = (localized: Localized) => plainText(inLanguage(localized, language));
  const number = headingNumbers(language);
  const counters = { figure: 0, table: 0 };
  const captions = (kind: 'figure' | 'table', title: Localized) => {
    counters[kind] += 1;
    const name = { figure: { zh: '图', en: 'Figure ' }, table: { zh: '表', en: 'Table ' } }[kind];
    if (language === 'en') {
      const number = `${name.en}${counters[kind]}`;
      return { caption: `${number}. ${text(title)}`, continued: `${number} (continued). ${text(title)}` };
    }
    const number = `${name.zh}${counters[kind]}`;
    return {
      caption: `${number}\u3000${text(title)}`,
      continued: `${number}\uff08续\uff09\u3000${text(title)}`,
    };
  };
  const blocks = model.blocks.map((block): ResolvedBlock => {
    switch (block.kind) {
      case 'heading':
        return { kind: 'heading', level: block.level, text: number(block.level) + text(block.text) };
      case 'paragraph': {
        const inlines = block.edited?.[language === 'en' ? 'en' : 'zh'] ?? block.inlines;
        const parts = printedInlines(inlines, resolve, language);
        const { id, edited } = block;
        return {
          kind: 'paragraph',
          id,
          text: textOfParts(parts),
          parts,
          notes: dashNotes(inlines, resolve, language),
          // Reports from before paragraphs could be rewritten do not say so.
          edited: edited ?? null,
        };
      }
      case 'figure': {
        const figure = figureOfBlock(block, resolve, language);
        const drawn = block.values.map((value) => ({ value }));
        const { caption, continued } = captions('figure', block.title);
        const alt = `${text(block.alt)}${language === 'en' ? ' ' : ''}${figure.sentence}`;
        return {
          kind: 'figure',
          id: block.id,
          caption,
          alt,
          sentence: figure.sentence,
          svg: toSvg(wholeOf(figure)),
          // A figure says in its own legend what cannot be compared.
          notes: dashNotes(drawn, resolve, language, ['suppressed', 'missing']),
          paged: { continued, ...pagedFigure(figure, alt, language) },
        };
      }
      case 'table': {
        const head = block.head.map(text);
        const rows = tableRows(block, resolve, language);
        return {
          kind: 'table',
          id: block.id,
          caption: captions('table', block.title).caption,
          head,
          align: block.align,
          widths: fittedWidths({ ...block, head, rows }, language),
          rows,
          notes: [
            ...(block.note === null ? [] : [text(block.note)]),
            ...dashNotes(block.rows.flat(2), resolve, language),
          ],
        };
      }
      case 'note':
        return { kind: 'note', text: text(block.text) };
      case 'page-break':
        return block;
    }
  });
  const name = plainText(language === 'en' ? model.county.nameEn : model.county.nameZh);
  const title = text(model.title);
  const [county, rest] = [shortened(name), title.startsWith(name) ? title.slice(name.length) : null];
  return {
    language,
    title: rest === null ? shortened(title, 90) : county + rest,
    county,
    subtitle: shortened(rest === null ? title : rest.replace(/^[\s,:\uff0c\uff1a]+/u, ''), 90),
    agency: plainText(model.agency),
    composedOn: model.composedOn,
    cycle: shortened(text(model.cycleTitle), 90),
    cover: coverOf(model, resolve, language),
    blocks,
  };
}

/** The pieces of a sentence as they are printed; a value as the resolver says. */
export function printedInlines(inlines: readonly Inline[], resolve: Resolver, language: Language): Printed[] {
  return inlines.map((inline) => {
    if ('value' in inline) return { text: resolve(inline.value).text, ref: inline.value };
    return {
      text: plainText(inLanguage('text' in inline ? inline.text : inline.quote, language)),
      ref: null,
    };
  });
}

export const textOfParts = (parts: readonly Printed[]): string => parts.map(({ text }) => text).join('');

function tableRows(block: Extract<Block, { kind: 'table' }>, resolve: Resolver, language: Language) {
  return block.rows.map((row, index) => {
    const mark = block.marks[index] ?? '';
    const cells = row.map((cell, at): ResolvedCell => {
      const parts = printedInlines(cell, resolve, language);
      // Attention is said by a sign too, for those who do not see the colour or hear the page read.
      if (mark === 'attention' && at === 0) parts.unshift({ text: '▼ ', ref: null });
      const [only] = cell;
      return {
        text: textOfParts(parts),
        parts,
        value: cell.length === 1 && only && 'value' in only ? resolve(only.value) : null,
      };
    });
    return { mark, cells };
  });
}

function dashNotes(
  inlines: readonly Inline[],
  resolve: Resolver,
  language: Language,
  told: readonly (keyof typeof states)[] = ['suppressed', 'missing', 'incomparable'],
): string[] {
  const found = new Set(inlines.map((inline) => ('value' in inline ? resolve(inline.value).state : 'known')));
  return told.filter((state) => found.has(state)).map((state) => inLanguage(states[state], language));
}

function coverOf(model: ReportModel, resolve: Resolver, language: Language): ResolvedDocument['cover'] {
  const english = language === 'en';
  const lines = [
    { label: english ? 'County' : '监测对象', value: english ? model.county.nameEn : model.county.nameZh },
    { label: english ? 'Division code' : '区划代码', value: model.county.code },
    { label: english ? 'Year' : '监测年度', value: String(model.year) },
    { label: english ? 'Prepared by' : '编制机构', value: model.agency },
    { label: english ? 'Date' : '编制日期', value: resolve({ of: 'date', which: 'composed' }).text },
  ];
  return lines.map(({ label, value }) => ({ label, value: shortened(plainText(value)) }));
}
