import type { ItemDiff, ItemMapping, SurveyDiff, SurveyJson, TrendBreak } from '@mingjian/contract/surveys';
import type { Localized } from '@mingjian/contract/localized';
import { diffArrays } from 'diff';
import { itemChanges, shownValue, type VersionItem } from './item-changes';
import { questionOutline, textOf } from './question-outline';
import { reworded } from './reworded';

/** What is asked, of a version or a draft. */
interface Content {
  title: Localized;
  json: SurveyJson;
  items: ItemMapping[];
}

const severity: readonly TrendBreak[] = ['none', 'index', 'question'];

/**
 * Compares two versions question by question, by code. A scored question that came or went breaks the index; one whose
 * wording, scale or audience changed claims no trend; moving a question breaks nothing and is told.
 *
 * @returns the questions of the later version in its order, then those that went
 */
export function surveyDiff(before: Content, after: Content): Omit<SurveyDiff, 'from' | 'to'> {
  const was = itemsOf(before);
  const is = itemsOf(after);
  const moved = movedCodes([...was.keys()], [...is.keys()]);
  const places = (codes: Iterable<string>) => new Map([...codes].map((code, at) => [code, at + 1]));
  const [oldPlaces, newPlaces] = [places(was.keys()), places(is.keys())];
  const kept = [...is].map(([code, item]): ItemDiff => {
    const old = was.get(code);
    if (!old) return whole(code, 'added', item);
    const changes = itemChanges(old, item);
    if (moved.has(code)) {
      const place = { from: oldPlaces.get(code) ?? 0, to: newPlaces.get(code) ?? 0 };
      changes.unshift({ kind: 'moved', ...place, breaks: 'none' });
    }
    return {
      code,
      state: changes.length > 0 ? 'changed' : 'same',
      text: textsOf(item),
      changes,
      breaks: worst(changes.map(({ breaks }) => breaks)),
    };
  });
  const gone = [...was].filter(([code]) => !is.has(code)).map(([code, item]) => whole(code, 'removed', item));
  return { title: titleChanges(before, after), items: [...kept, ...gone], settings: settings(before, after) };
}

function itemsOf({ json, items }: Content): Map<string, VersionItem> {
  return new Map(
    questionOutline(json).map((question) => [
      question.code,
      { question, mapping: items.find((item) => item.code === question.code) },
    ]),
  );
}

function whole(code: string, state: 'added' | 'removed', item: VersionItem): ItemDiff {
  const breaks = item.mapping?.role === 'scored' ? 'index' : 'none';
  return { code, state, text: textsOf(item), changes: [], breaks };
}

function textsOf({ question }: VersionItem): Localized {
  return textOf(question.definition.title ?? question.code);
}

function worst(breaks: readonly TrendBreak[]): TrendBreak {
  return severity[Math.max(0, ...breaks.map((each) => severity.indexOf(each)))] ?? 'none';
}

/** Codes outside the longest order that both versions share: the fewest questions whose moving explains it. */
function movedCodes(before: readonly string[], after: readonly string[]): Set<string> {
  const shared = (codes: readonly string[], others: readonly string[]) =>
    codes.filter((code) => others.includes(code));
  const runs = diffArrays(shared(before, after), shared(after, before));
  return new Set(runs.filter(({ added }) => added).flatMap(({ value }) => value));
}

function titleChanges(before: Content, after: Content): SurveyDiff['title'] {
  return (['zh', 'en'] as const)
    .filter((language) => before.title[language] !== after.title[language])
    .map((language) => ({ language, words: reworded(before.title[language], after.title[language]) }));
}

const content: ReadonlySet<string> = new Set(['pages', 'elements', 'questions', 'title']);

function settings({ json: before }: Content, { json: after }: Content): SurveyDiff['settings'] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !content.has(field))
    .map((field) => ({ field, before: shownValue(before[field]), after: shownValue(after[field]) }))
    .filter(({ before: was, after: is }) => was !== is);
}
