import type { Localized } from '@mingjian/contract/localized';
import type { ItemChange, ItemMapping, TrendBreak } from '@mingjian/contract/surveys';
import { entriesOf, isRecord, textOf, type OutlineQuestion } from './question-outline';
import { readsTheSame, reworded } from './reworded';

/** One question as a version has it: its definition, its place and its mapping. */
export interface VersionItem {
  question: OutlineQuestion;
  mapping: ItemMapping | undefined;
}

/** Lists whose values are the scale and whose texts are part of the wording. */
const lists = ['choices', 'rateValues', 'columns', 'rows'] as const;
/** Texts a person reads while answering, and whether another text asks something else. */
const texts: Readonly<Record<string, TrendBreak>> = {
  title: 'question',
  description: 'question',
  minRateDescription: 'question',
  maxRateDescription: 'question',
  labelTrue: 'question',
  labelFalse: 'question',
  noneText: 'question',
  html: 'question',
  placeholder: 'none',
  requiredErrorText: 'none',
};
/** Settings that decide which answers there are. */
const scaleSettings: ReadonlySet<string> = new Set([
  'type',
  'inputType',
  'rateMin',
  'rateMax',
  'rateStep',
  'rateCount',
  'min',
  'max',
  'minSelectedChoices',
  'maxSelectedChoices',
  'showNoneItem',
  'showOtherItem',
  'showDontKnowItem',
  'showRefuseItem',
  'valueTrue',
  'valueFalse',
]);
const mappingFields = ['role', 'dimension', 'indicatorCode', 'correctValue'] as const;

/**
 * What changed between two versions of one question, and which changes break its trend: another wording, another scale
 * or being asked of other people is another question; another role, dimension or indicator leaves the question
 * comparable but not the index that it goes into.
 */
export function itemChanges(before: VersionItem, after: VersionItem): ItemChange[] {
  return [
    ...sectionChange(before, after),
    ...textChanges(before, after),
    ...settingChanges(before, after),
    ...logicChanges(before, after),
    ...mappingChanges(before, after),
  ];
}

function sectionChange(before: VersionItem, after: VersionItem): ItemChange[] {
  const [was, is] = [sectionOf(before), sectionOf(after)];
  if (was.zh === is.zh && was.en === is.en) return [];
  return [{ kind: 'section', before: was, after: is, breaks: 'none' }];
}

/** Titles of the page and panels around a question; pages without a title are one place. */
function sectionOf({ question }: VersionItem): Localized {
  const titles = question.within.map(({ title }) => textOf(title));
  const joined = (language: 'zh' | 'en') =>
    titles
      .map((title) => title[language])
      .filter((title) => title !== '')
      .join(' / ');
  return { zh: joined('zh'), en: joined('en') };
}

function textChanges({ question: before }: VersionItem, { question: after }: VersionItem): ItemChange[] {
  const plainTexts = Object.entries(texts).flatMap(([field, breaks]) =>
    wording(field, textOf(before.definition[field]), textOf(after.definition[field]), breaks),
  );
  const listTexts = lists.flatMap((list) => {
    const was = entriesOf(before.definition[list]);
    return entriesOf(after.definition[list]).flatMap(({ value, text }) => {
      const old = was.find((entry) => entry.value === value);
      return old ? wording(`${list}.${value}`, old.text, text, 'question') : [];
    });
  });
  return [...plainTexts, ...listTexts];
}

function wording(field: string, before: Localized, after: Localized, breaks: TrendBreak): ItemChange[] {
  return (['zh', 'en'] as const).flatMap((language): ItemChange[] => {
    const [was, is] = [before[language], after[language]];
    if (was === is) return [];
    return [
      {
        kind: 'wording',
        field,
        language,
        words: reworded(was, is),
        breaks: readsTheSame(was, is) ? 'none' : breaks,
      },
    ];
  });
}

function settingChanges({ question: before }: VersionItem, { question: after }: VersionItem): ItemChange[] {
  const scales = lists.flatMap((list): ItemChange[] => {
    const shown = (definition: Record<string, unknown>) =>
      entriesOf(definition[list])
        .map(({ value }) => value)
        .join('、');
    const [was, is] = [shown(before.definition), shown(after.definition)];
    if (was === is) return [];
    return [{ kind: 'scale', field: list, before: was || null, after: is || null, breaks: 'question' }];
  });
  const keys = new Set([...Object.keys(before.definition), ...Object.keys(after.definition)]);
  const others = [...keys].flatMap((field): ItemChange[] => {
    if (field === 'name' || field in texts || (lists as readonly string[]).includes(field)) return [];
    if (isLogic(field)) return [];
    const [was, is] = [shownValue(before.definition[field]), shownValue(after.definition[field])];
    if (was === is) return [];
    const scale = scaleSettings.has(field);
    return [
      {
        kind: scale ? 'scale' : 'setting',
        field,
        before: was,
        after: is,
        breaks: scale ? 'question' : 'none',
      },
    ];
  });
  return [...scales, ...others];
}

const isLogic = (field: string) => /If$/.test(field) || field === 'isRequired' || field === 'validators';

function logicChanges({ question: before }: VersionItem, { question: after }: VersionItem): ItemChange[] {
  const shownWhen = ({ definition, within }: OutlineQuestion) =>
    [...within, definition]
      .map(({ visibleIf }) => shownValue(visibleIf))
      .filter((condition) => condition !== null)
      .join(' & ') || null;
  const changes: ItemChange[] = [];
  const [was, is] = [shownWhen(before), shownWhen(after)];
  if (was !== is)
    changes.push({ kind: 'logic', field: 'visibleIf', before: was, after: is, breaks: 'question' });
  const fields = new Set([...Object.keys(before.definition), ...Object.keys(after.definition)]);
  for (const field of fields) {
    if (!isLogic(field) || field === 'visibleIf') continue;
    const [old, now] = [shownValue(before.definition[field]), shownValue(after.definition[field])];
    if (old === now) continue;
    const breaks = field === 'choicesVisibleIf' || field === 'rowsVisibleIf' ? 'question' : 'none';
    changes.push({ kind: 'logic', field, before: old, after: now, breaks });
  }
  return changes;
}

function mappingChanges({ mapping: before }: VersionItem, { mapping: after }: VersionItem): ItemChange[] {
  return mappingFields.flatMap((field): ItemChange[] => {
    const [was, is] = [shownValue(before?.[field]), shownValue(after?.[field])];
    if (was === is) return [];
    return [
      {
        kind: 'mapping',
        field,
        before: was,
        after: is,
        breaks: field === 'correctValue' ? 'none' : 'index',
      },
    ];
  });
}

/** A setting as text; what is not set, false or empty is null, which SurveyJS treats alike. */
export function shownValue(value: unknown): string | null {
  if (value === undefined || value === null || value === false || value === '') return null;
  if (Array.isArray(value) && value.length === 0) return null;
  if (Array.isArray(value) || isRecord(value)) return JSON.stringify(value);
  return String(value);
}
