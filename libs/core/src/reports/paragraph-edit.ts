import type { Localized } from '@mingjian/contract/localized';
import type { Block, Inline, ParagraphEdit, ReportModel, ValueRef } from '@mingjian/contract/reports';
import { plainText, printedInlines, resolverOf, textOfParts } from '../documents';
import { canonicalHash, canonicalJson, type LocalizedFault } from '../platform';

export type Paragraph = Extract<Block, { kind: 'paragraph' }>;
type Side = keyof Localized;

const sides: readonly Side[] = ['zh', 'en'];
const languageOf = { zh: 'zh-CN', en: 'en' } as const;
const placeholder = /\{(\d{1,3})\}/gu;

/** The values of a paragraph in the order of their numbers: those of the generated sentence, then what an edit still uses. */
export function valuesOf({ inlines, edited }: Paragraph): ValueRef[] {
  const all = [inlines, edited?.zh ?? [], edited?.en ?? []].flat();
  const known = new Map<string, ValueRef>();
  for (const inline of all) if ('value' in inline) known.set(canonicalJson(inline.value), inline.value);
  return [...known.values()];
}

/** A sentence as it is edited: a value is `{1}`, its number in `values`. */
export function templateOf(inlines: readonly Inline[], values: readonly ValueRef[], side: Side): string {
  const numbers = new Map(values.map((value, index) => [canonicalJson(value), index + 1]));
  return inlines
    .map((inline) => {
      if ('value' in inline) return `{${numbers.get(canonicalJson(inline.value)) ?? '?'}}`;
      return ('text' in inline ? inline.text : inline.quote)[side];
    })
    .join('');
}

/** Reads an edited sentence back; a number that no value has is a fault. */
export function readTemplate(
  template: string,
  values: readonly ValueRef[],
  field: Side,
): { inlines: Inline[]; faults: LocalizedFault[] } {
  const faults: LocalizedFault[] = [];
  const inlines: Inline[] = [];
  const words = (text: string) => {
    if (text !== '') inlines.push({ text: { zh: text, en: text } });
  };
  const text = plainText(template).trim();
  if (text === '')
    faults.push({
      field,
      value: template,
      rule: 'not-empty',
      message: {
        zh: '段落不能为空；如要恢复自动生成的文字，请选择“恢复”。',
        en: 'A paragraph cannot be empty; to have the generated words back, choose “restore”.',
      },
    });
  let end = 0;
  for (const found of text.matchAll(placeholder)) {
    words(text.slice(end, found.index));
    end = found.index + found[0].length;
    const value = values[Number(found[1]) - 1];
    if (value) inlines.push({ value });
    else
      faults.push({
        field,
        value: found[0],
        rule: 'unknown-value',
        message: {
          zh: `${found[0]} 不是本段的数值编号，本段只有 {1} 至 {${values.length}}。`,
          en: `${found[0]} is not the number of a value here; this paragraph has {1} to {${values.length}}.`,
        },
      });
  }
  words(text.slice(end));
  return { inlines, faults };
}

/** Digits somebody typed: not a reference, and not part of a name or code that the generated sentence quotes. */
export function typedDigits(inlines: readonly Inline[], generated: readonly Inline[]): string[] {
  const quoted = generated
    .flatMap((inline) => ('quote' in inline ? [inline.quote.zh, inline.quote.en] : []))
    .filter((text) => text !== '');
  return inlines.flatMap((inline) => {
    if (!('text' in inline)) return [];
    const rest = quoted.reduce((text, name) => text.replaceAll(name, ' '), inline.text.zh);
    return rest.match(/\p{Nd}+(?:[.,．，]\p{Nd}+)*[%％‰]?/gu) ?? [];
  });
}

/** What an edit rests on: the generated sentence as it is printed, and every value that the edit uses. */
function basisOf(model: ReportModel, paragraph: Paragraph, values: readonly ValueRef[]): string {
  const resolve = resolverOf(model, 'zh-CN');
  return canonicalHash({
    generated: textOfParts(printedInlines(paragraph.inlines, resolve, 'zh-CN')),
    values: values.map((value) => resolve(value).text),
  });
}

/**
 * The paragraph with what was written in its place, or as generated where both languages are null.
 *
 * @returns faults instead when a template names a value that is not there
 */
export function withEdit(
  model: ReportModel,
  paragraph: Paragraph,
  templates: { zh: string | null; en: string | null },
  by: string,
  at: string,
): { paragraph: Paragraph; faults: LocalizedFault[] } {
  const values = valuesOf(paragraph);
  const faults: LocalizedFault[] = [];
  const read = (side: Side): Inline[] | null => {
    const template = templates[side];
    if (template === null || template === templateOf(paragraph.inlines, values, side)) return null;
    const { inlines, faults: found } = readTemplate(template, values, side);
    faults.push(...found);
    return inlines;
  };
  const [zh, en] = [read('zh'), read('en')];
  if (zh === null && en === null) return { paragraph: { ...paragraph, edited: null }, faults };
  const used = usedValues(zh, en);
  const edited: ParagraphEdit = {
    zh,
    en,
    by,
    at,
    basis: basisOf(model, paragraph, used),
    stale: false,
    typedDigits: typedDigits([...(zh ?? []), ...(en ?? [])], paragraph.inlines),
  };
  return { paragraph: { ...paragraph, edited }, faults };
}

function usedValues(...texts: (readonly Inline[] | null)[]): ValueRef[] {
  return texts.flatMap((text) => text ?? []).flatMap((inline) => ('value' in inline ? [inline.value] : []));
}

/**
 * A newly composed model with the edits of the one before it: each on its paragraph, marked where the numbers under it
 * changed.
 *
 * @returns as `homeless` the edited paragraphs for which the new report has no place; nothing that was written is lost
 */
export function carryEdits(
  before: ReportModel,
  after: ReportModel,
): { model: ReportModel; homeless: Paragraph[] } {
  const edits = new Map(
    before.blocks.flatMap((block) =>
      block.kind === 'paragraph' && block.edited ? [[block.id, block] as const] : [],
    ),
  );
  const blocks = after.blocks.map((block) => {
    if (block.kind !== 'paragraph') return block;
    const edited = edits.get(block.id)?.edited;
    edits.delete(block.id);
    if (!edited) return block;
    const basis = basisOf(after, block, usedValues(edited.zh, edited.en));
    return { ...block, edited: { ...edited, stale: basis !== edited.basis } };
  });
  return { model: { ...after, blocks }, homeless: [...edits.values()] };
}

/** Both languages of a paragraph as they are printed now. */
export function printedParagraph(model: ReportModel, { inlines, edited }: Paragraph): Localized {
  const print = (side: Side) =>
    textOfParts(
      printedInlines(edited?.[side] ?? inlines, resolverOf(model, languageOf[side]), languageOf[side]),
    );
  const [zh = '', en = ''] = sides.map(print);
  return { zh, en };
}
