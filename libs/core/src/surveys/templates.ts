import { buildSurvey, type BuiltSurvey, type QuestionnaireEntry } from '@mingjian/questionnaire';
import { audience, type Audience, type SurveyTemplate } from '@mingjian/contract/surveys';
import plan from './data/questionnaires.json';

/** The city's three questionnaires, row by row. */
export const questionnaires = plan as QuestionnaireEntry[];

/** The questionnaire of the city's plan for one audience, as a draft to begin with. */
export function templateOf(audience: Audience): BuiltSurvey {
  return buildSurvey(questionnaires, audience);
}

/** All three, as a list to choose from. */
export function surveyTemplates(): SurveyTemplate[] {
  return audience.options.map((each) => {
    const { title, items } = templateOf(each);
    return { audience: each, title, items: items.map(({ code, role, text }) => ({ code, role, text })) };
  });
}
