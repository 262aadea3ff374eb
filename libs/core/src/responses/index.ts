export { EntriesService } from './entries.service';
export { OpenLinkService } from './open-link.service';
export { ResponsesModule } from './responses.module';
export { ResponsesService, type AnswerRecord } from './responses.service';
