import type { Language } from '@mingjian/contract/localized';
import type { SurveyJson } from '@mingjian/contract/surveys';
import { Model, settings } from 'survey-core';
import 'survey-core/i18n/simplified-chinese';
import { respondTheme } from './theme';

settings.animationEnabled = false;
settings.titleTags = { ...settings.titleTags, page: 'h2', panel: 'h2', question: 'h2' };

/** SurveyJS's own name of a language. */
export function surveyLocale(language: Language): string {
  return language === 'en' ? 'en' : 'zh-cn';
}

/**
 * The survey as the page shows it: no title, buttons, numbers or end page of its own, since the page has them all.
 * Answers of an older version that no longer fit are dropped.
 */
export function surveyModel(
  json: SurveyJson,
  language: Language,
  kept: { answers: Readonly<Record<string, unknown>>; page: number },
): Model {
  const survey = new Model(json);
  survey.locale = surveyLocale(language);
  survey.showTitle = false;
  survey.showPageTitles = false;
  survey.showNavigationButtons = false;
  survey.showProgressBar = false;
  survey.showCompletePage = false;
  survey.showQuestionNumbers = false;
  survey.requiredMark = '';
  survey.checkErrorsMode = 'onNextPage';
  survey.textUpdateMode = 'onTyping';
  // The server, too, lets an answer to a hidden question count for nothing.
  survey.clearInvisibleValues = 'onHidden';
  survey.autoFocusFirstQuestion = false;
  survey.widthMode = 'responsive';
  survey.generateStylesheet = false;
  survey.applyTheme({ cssVariables: respondTheme() });
  survey.data = { ...kept.answers };
  survey.clearIncorrectValues(true);
  survey.currentPageNo = Math.min(kept.page, survey.visiblePageCount - 1);
  return survey;
}
