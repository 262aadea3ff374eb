import type { Localized } from '@mingjian/contract/localized';
import type { ItemMapping, Loss, SurveyJson } from '@mingjian/contract/surveys';

/** What is exported. */
export interface SurveyContent {
  title: Localized;
  json: SurveyJson;
  items: readonly ItemMapping[];
}

/** A file in another format, and what it could not hold. */
export interface WrittenSurvey {
  fileName: string;
  mediaType: string;
  bytes: Uint8Array;
  losses: Loss[];
}
