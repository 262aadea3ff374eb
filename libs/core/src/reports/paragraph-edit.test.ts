import type { Inline, ReportModel } from '@mingjian/contract/reports';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composeReport } from './compose-report';
import { madeUpCounty } from './made-up-county.fixture';
import {
  carryEdits,
  printedParagraph,
  readTemplate,
  templateOf,
  typedDigits,
  valuesOf,
  withEdit,
  type Paragraph,
} from './paragraph-edit';

const model = composeReport(madeUpCounty(7));
const paragraphs = model.blocks.filter((block): block is Paragraph => block.kind === 'paragraph');
const find = ({ blocks }: ReportModel, id: string) =>
  blocks.find((block): block is Paragraph => block.kind === 'paragraph' && block.id === id);
const opening = find(model, 'summary-opening') as Paragraph;
const now = '2021-06-01T00:00:00.000Z';

function edited(templates: { zh: string | null; en: string | null }): ReportModel {
  const { paragraph, faults } = withEdit(model, opening, templates, '赵分析师', now);
  expect(faults).toEqual([]);
  return { ...model, blocks: model.blocks.map((block) => (block === opening ? paragraph : block)) };
}
const template = templateOf(opening.inlines, valuesOf(opening), 'zh');

test('every generated paragraph reads back from its template to the same printed words', () => {
  for (const paragraph of paragraphs)
    for (const side of ['zh', 'en'] as const) {
      const values = valuesOf(paragraph);
      const { inlines, faults } = readTemplate(templateOf(paragraph.inlines, values, side), values, side);
      expect(faults).toEqual([]);
      const copy = { ...paragraph, edited: { ...edit, [side]: inlines } };
      expect(printedParagraph(model, copy)[side]).toBe(printedParagraph(model, paragraph)[side].trim());
    }
});
const edit = { zh: null, en: null, by: '', at: now, basis: '', stale: false, typedDigits: [] };

test('a template without unknown numbers reads back and writes the same', () => {
  const values = valuesOf(opening);
  const piece = fc.oneof(
    fc.integer({ min: 1, max: values.length }).map((number) => `{${number}}`),
    fc.constantFrom('本年', '教育', '，', 'words ', '{ }', '{a}'),
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1 }), (pieces) => {
      const text = pieces.join('').trim();
      fc.pre(text !== '');
      const { inlines, faults } = readTemplate(text, values, 'zh');
      expect(faults).toEqual([]);
      expect(templateOf(inlines, values, 'zh')).toBe(text);
    }),
  );
});

test('saving the generated words is no edit', () => {
  const { paragraph } = withEdit(model, opening, { zh: template, en: null }, 'x', now);
  expect(paragraph.edited).toBeNull();
});

test('an empty text and a number that no value has are named', () => {
  expect(withEdit(model, opening, { zh: ' \n', en: null }, 'x', now).faults[0]?.rule).toBe('not-empty');
  const { faults } = withEdit(model, opening, { zh: '共{42}人', en: 'of {0}' }, 'x', now);
  expect(faults.map(({ field, value }) => [field, value])).toEqual([
    ['zh', '{42}'],
    ['en', '{0}'],
  ]);
});

test('digits typed by hand are told, codes that the report quotes are not', () => {
  const typed: Inline[] = [{ text: { zh: '约七成（72.5%）和３所学校，见P-02', en: '' } }];
  expect(typedDigits(typed, [{ quote: { zh: 'P-02', en: 'P-02' } }])).toEqual(['72.5%', '３']);
});

test('an edit survives when nothing under it changed, and is marked when a number or the verdict did', () => {
  const before = edited({ zh: `据调查，${template}`, en: null });
  const same = carryEdits(before, composeReport(madeUpCounty(7)));
  expect(find(same.model, opening.id)?.edited).toMatchObject({ stale: false, by: '赵分析师' });
  const { results, ...material } = madeUpCounty(7);
  const more = results.map((result) => ({ ...result, answered: result.answered + 1 }));
  const other = carryEdits(before, composeReport({ ...material, results: more }));
  expect(find(other.model, opening.id)?.edited?.stale).toBe(true);
  // The numbers in the edited words are the new ones all the same.
  const words = printedParagraph(other.model, find(other.model, opening.id) as Paragraph).zh;
  expect(words).toMatch(/^据调查，/u);
  expect(words).not.toBe(printedParagraph(before, find(before, opening.id) as Paragraph).zh);
});

test('an edit without a place in the new report is handed back, not dropped', () => {
  const before = edited({ zh: '改写', en: null });
  const without = { ...model, blocks: model.blocks.filter((block) => block !== opening) };
  expect(carryEdits(before, without).homeless.map(({ id }) => id)).toEqual([opening.id]);
});
