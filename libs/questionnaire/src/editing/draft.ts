import { itemCodePattern, type BothLanguages, type Item } from '../item';
import { isRecord, itemCodesOf, questionsOf, valuesOf, type SurveyDefinition } from '../survey-elements';

/** 问卷草稿: what a designer edits. The definition stays SurveyJS's; the items say what its questions measure. */
export interface Draft {
  title: BothLanguages;
  json: SurveyDefinition;
  items: Item[];
}

/** A question, panel or note as it stands in a definition. */
export type Element = Record<string, unknown>;

/** One page of a definition. */
export interface Section {
  name: string;
  page: Record<string, unknown>;
  elements: Element[];
}

export const nameOf = (element: Record<string, unknown>): string => String(element.name ?? '');

export function withoutKeys(
  record: Record<string, unknown>,
  keys: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

/** The pages in order; questions that stand outside of any page count as one more. */
export function sectionsOf(json: SurveyDefinition): Section[] {
  const pages = Array.isArray(json.pages) ? json.pages.filter(isRecord) : [];
  const loose = json.elements ?? json.questions;
  const all = Array.isArray(loose) ? [...pages, { name: freeName(json, 'page'), elements: loose }] : pages;
  return all.map((page) => ({
    name: nameOf(page),
    page,
    elements: (Array.isArray(page.elements) ? page.elements : []).filter(isRecord),
  }));
}

/** The definition with these pages; everything else of it stays. */
export function withSections(json: SurveyDefinition, sections: readonly Section[]): SurveyDefinition {
  const rest = withoutKeys(json, ['elements', 'questions']);
  return {
    ...rest,
    pages: sections.map(({ name, page, elements }) => ({ ...page, name, elements })),
  };
}

/** Every name in use: pages, elements and rows that are items. */
export function namesIn(json: SurveyDefinition): Set<string> {
  const questions = questionsOf(json);
  return new Set([
    ...sectionsOf({ ...json, elements: undefined, questions: undefined }).flatMap(({ name, elements }) => [
      name,
      ...elements.map(nameOf),
    ]),
    ...questions.flatMap((question) => [question.name, ...itemCodesOf(question)]),
  ]);
}

/** The first name of a series that is free, such as `Q7`. */
export function freeName(
  json: SurveyDefinition,
  prefix: string,
  taken: ReadonlySet<string> = new Set(),
): string {
  const names = prefix === 'page' && !Array.isArray(json.pages) ? new Set<string>() : namesIn(json);
  let number = 1;
  while (names.has(`${prefix}${number}`) || taken.has(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}

/** A name for a copy: the same with the next free number after it, never longer than a code may be. */
export function copyName(name: string, taken: ReadonlySet<string>): string {
  const stem = /^(.*?)(?:_(\d+))?$/.exec(name)?.[1] ?? name;
  for (let number = 2; ; number += 1) {
    const ending = `_${number}`;
    const copy = `${stem.slice(0, 31 - ending.length)}${ending}`;
    if (!taken.has(copy) && itemCodePattern.test(copy)) return copy;
  }
}

/** A text in both languages, read from SurveyJS's string or object of locales. */
export function readText(value: unknown): BothLanguages {
  if (typeof value === 'string') return { zh: value, en: '' };
  if (!isRecord(value)) return { zh: '', en: '' };
  const pick = (...keys: string[]) =>
    String(keys.map((key) => value[key]).find((text) => typeof text === 'string') ?? '');
  return { zh: pick('zh-cn', 'zh', 'default'), en: pick('en') };
}

/** A text as SurveyJS keeps it; other locales that it holds stay. */
export function writeText(text: BothLanguages, before: unknown): Record<string, unknown> {
  const others = withoutKeys(isRecord(before) ? before : {}, ['default', 'zh']);
  return { ...others, 'zh-cn': text.zh, en: text.en };
}

/** A choice, column or row with its text in both languages. */
export interface Choice {
  value: string | number;
  text: BothLanguages;
  imageLink?: string;
}

export function readChoices(list: unknown): Choice[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) => {
    const [value] = valuesOf([entry]);
    if (value === undefined) return [];
    const text = isRecord(entry) && entry.text !== undefined ? entry.text : String(value);
    const imageLink = isRecord(entry) && typeof entry.imageLink === 'string' ? entry.imageLink : undefined;
    return [{ value, text: readText(text), ...(imageLink === undefined ? {} : { imageLink }) }];
  });
}

/** Choices as SurveyJS keeps them; what else an entry with the same value holds, such as a condition, stays. */
export function writeChoices(choices: readonly Choice[], before: unknown): Record<string, unknown>[] {
  const known = new Map(
    (Array.isArray(before) ? before : []).filter(isRecord).map((entry) => [entry.value, entry]),
  );
  return choices.map(({ value, text, imageLink }) => {
    const entry = known.get(value);
    return {
      ...entry,
      value,
      text: writeText(text, entry?.text),
      ...(imageLink === undefined ? {} : { imageLink }),
    };
  });
}

/** Changes one question wherever it stands, panels included. */
export function mapElement(
  json: SurveyDefinition,
  name: string,
  change: (element: Element) => Element,
): SurveyDefinition {
  const within = (elements: readonly Element[]): Element[] =>
    elements.map((element) => {
      if (nameOf(element) === name) return change(element);
      return Array.isArray(element.elements)
        ? { ...element, elements: within(element.elements.filter(isRecord)) }
        : element;
    });
  return withSections(
    json,
    sectionsOf(json).map((section) => ({ ...section, elements: within(section.elements) })),
  );
}

/** The item mappings that an element carries, those of its rows or inner questions included. */
export function codesOfElement(element: Element): string[] {
  return questionsOf({ elements: [element] }).flatMap(itemCodesOf);
}
