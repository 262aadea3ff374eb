export type { PastResult } from './bank';
export { BankService, type PastResultSource } from './bank.service';
export { PublicationService } from './publication.service';
export { ReviewThreadsService } from './review-threads.service';
export { SurveysModule } from './surveys.module';
export { SurveysService, type OpeningStep, type SurveyState } from './surveys.service';
export { questionnaires, surveyTemplates, templateOf } from './templates';
export { VersionsService } from './versions.service';
export type { BuiltSurvey } from '@mingjian/questionnaire';
