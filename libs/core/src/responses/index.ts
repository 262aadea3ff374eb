export { CoachingReportsService } from './coaching-reports.service';
export { EntriesService } from './entries.service';
export { OpenLinkService, type OpenReceived } from './open-link.service';
export { ResponsesModule } from './responses.module';
export { ResponsesService } from './responses.service';
export { StoredAnswersService, type AnswerRecord } from './stored-answers.service';
