import type { ItemMapping, SurveyJson } from '@mingjian/contract/surveys';
import { questionOutline, recordsIn, type OutlineQuestion } from './question-outline';

export interface Taken {
  question: OutlineQuestion;
  mapping: ItemMapping;
}

/**
 * Adds questions to a draft as they were, in both languages and with their mapping: on the page of the same name where
 * there is one, on a page of its own where every question has one, else at the end of the last page. Conditions are left
 * behind, since the questions that they name may not be there.
 */
export function withQuestions(
  json: SurveyJson,
  items: readonly ItemMapping[],
  taken: readonly Taken[],
): { json: SurveyJson; items: ItemMapping[] } {
  const pages = recordsIn(json.pages).map((page) => ({ ...page, elements: [...recordsIn(page.elements)] }));
  const oneEach = pages.length > 1 && pages.every((page) => page.elements.length <= 1);
  const loose = recordsIn(json.elements);
  for (const { question } of taken) {
    const element = { ...question.definition };
    delete element.visibleIf;
    const page: ((typeof pages)[number] & { name?: unknown }) | undefined = pages.find(
      (each) => (each as { name?: unknown }).name === question.within[0]?.name,
    );
    if (pages.length === 0) loose.push(element);
    else if (page && !oneEach) page.elements.push(element);
    else if (oneEach)
      pages.push({ name: `page-${question.code}`, elements: [element] } as (typeof pages)[number]);
    else pages.at(-1)?.elements.push(element);
  }
  return {
    json: { ...json, ...(pages.length > 0 ? { pages } : { elements: loose }) },
    items: [...items, ...taken.map(({ mapping }) => mapping)],
  };
}

/** The codes among these that the draft has already. */
export function codesTaken(json: SurveyJson, codes: readonly string[]): string[] {
  const there = new Set(questionOutline(json).map(({ code }) => code));
  return codes.filter((code, at) => there.has(code) || codes.indexOf(code) < at);
}
