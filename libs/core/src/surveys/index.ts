export { PublicationService } from './publication.service';
export { ReviewThreadsService } from './review-threads.service';
export { SurveysModule } from './surveys.module';
export { SurveysService, type OpeningStep, type SurveyState } from './surveys.service';
export { buildSurvey, type BuiltSurvey, type QuestionnaireEntry } from '@mingjian/questionnaire';
