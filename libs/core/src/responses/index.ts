export { EntriesService } from './entries.service';
export { OpenLinkService, type OpenReceived } from './open-link.service';
export { ResponsesModule } from './responses.module';
export { ResponsesService, type AnswerRecord } from './responses.service';
