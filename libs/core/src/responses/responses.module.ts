import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { DistributionModule } from '../distribution';
import { SurveysModule } from '../surveys';
import { AnswerStoreService } from './answer-store.service';
import { AttemptLimitService } from './attempt-limit.service';
import { PublishedFormsService } from './published-forms.service';
import { EntriesService } from './entries.service';
import { coachingReportSchema, entryCountSchema, responseSchema } from './responses.schema';
import { ResponsesService } from './responses.service';

@Module({
  imports: [
    SurveysModule,
    DistributionModule,
    MongooseModule.forFeature([
      { name: 'Response', schema: responseSchema, collection: 'responses' },
      { name: 'CoachingReport', schema: coachingReportSchema, collection: 'coachingReports' },
      { name: 'EntryCount', schema: entryCountSchema, collection: 'entryCounts' },
    ]),
  ],
  providers: [
    AnswerStoreService,
    AttemptLimitService,
    EntriesService,
    PublishedFormsService,
    ResponsesService,
  ],
  exports: [EntriesService, ResponsesService],
})
export class ResponsesModule {}
