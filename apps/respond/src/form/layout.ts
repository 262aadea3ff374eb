import type { IElement, SurveyModel } from 'survey-core';
import type { Layout } from '../preferences';

/** Where the person is: `at` counts from 0. */
export interface Position {
  at: number;
  of: number;
}

/**
 * Shows one question at a time or the list. A survey made of pages with one question each is already the former, so its
 * list is everything on one page; any other survey's list is its own pages.
 */
export function applyLayout(survey: SurveyModel, layout: Layout): void {
  const here = firstShown(survey);
  survey.questionsOnPageMode = 'standard';
  const alone = survey.pages.every(({ elements }) => elements.length <= 1);
  if (layout === 'single' && !alone) survey.questionsOnPageMode = 'questionPerPage';
  if (layout === 'list' && alone) survey.questionsOnPageMode = 'singlePage';
  if (here !== null) showQuestion(survey, here);
}

/** Name of the first question on the screen, to come back to. */
export function firstShown(survey: SurveyModel): string | null {
  return (survey.currentSingleQuestion ?? survey.currentPage?.questions[0])?.name ?? null;
}

export function showQuestion(survey: SurveyModel, name: string): void {
  const question = survey.getQuestionByName(name);
  if (!question) return;
  if (survey.isSingleVisibleQuestion)
    survey.currentSingleElement = question as unknown as IElement & typeof question;
  else if (question.page) survey.currentPage = question.page;
}

export function position(survey: SurveyModel): Position {
  const shown = survey.currentSingleQuestion;
  if (!shown) return { at: survey.currentPageNo, of: survey.visiblePageCount };
  const all = oneByOne(survey);
  return { at: Math.max(0, all.indexOf(shown)), of: all.length };
}

/** @returns false on the first screen */
export function stepBack(survey: SurveyModel): boolean {
  const shown = survey.currentSingleQuestion;
  if (!shown) return survey.prevPage();
  const before = oneByOne(survey)[position(survey).at - 1];
  if (before) showQuestion(survey, before.name);
  return before !== undefined;
}

function oneByOne(survey: SurveyModel) {
  return survey.visiblePages.flatMap((page) => page.questions).filter((question) => question.isVisible);
}
