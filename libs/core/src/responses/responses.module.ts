import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { DistributionModule } from '../distribution';
import { RegistryModule } from '../registry';
import { SurveysModule } from '../surveys';
import { AnswerStoreService } from './answer-store.service';
import { AttemptLimitService } from './attempt-limit.service';
import { CoachingReportsService } from './coaching-reports.service';
import { OpenLinkService } from './open-link.service';
import { PublishedFormsService } from './published-forms.service';
import { EntriesService } from './entries.service';
import {
  coachingReportSchema,
  entryCountSchema,
  responseSchema,
  usedSolutionSchema,
} from './responses.schema';
import { ResponsesService } from './responses.service';
import { StoredAnswersService } from './stored-answers.service';

@Module({
  imports: [
    RegistryModule,
    SurveysModule,
    DistributionModule,
    MongooseModule.forFeature([
      { name: 'Response', schema: responseSchema, collection: 'responses' },
      { name: 'UsedSolution', schema: usedSolutionSchema, collection: 'usedSolutions' },
      { name: 'CoachingReport', schema: coachingReportSchema, collection: 'coachingReports' },
      { name: 'EntryCount', schema: entryCountSchema, collection: 'entryCounts' },
    ]),
  ],
  providers: [
    AnswerStoreService,
    AttemptLimitService,
    CoachingReportsService,
    EntriesService,
    OpenLinkService,
    PublishedFormsService,
    ResponsesService,
    StoredAnswersService,
  ],
  exports: [CoachingReportsService, EntriesService, OpenLinkService, ResponsesService, StoredAnswersService],
})
export class ResponsesModule {}
