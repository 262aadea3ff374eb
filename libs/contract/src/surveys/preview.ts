import type { Language } from '../localized';
import type { Audience } from './items';
import type { SurveyJson } from './survey-json';

/** What the designer sends into the frame that shows a draft as respondents would see it. */
export interface PreviewMessage {
  kind: 'mingjian-preview';
  json: SurveyJson;
  language: Language;
  audience: Audience;
  /** Name of the question to show. */
  at: string | null;
}
