import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CyclesModule } from '../cycles';
import { IndicatorsModule } from '../indicators';
import { BankService } from './bank.service';
import { ExchangeService } from './exchange.service';
import { PublicationService } from './publication.service';
import { ReviewThreadsService } from './review-threads.service';
import { SchedulesService } from './schedules.service';
import { SurveyStore } from './survey-store.service';
import { reviewThreadSchema, scheduleSchema, surveySchema, surveyVersionSchema } from './surveys.schema';
import { SurveysService } from './surveys.service';
import { VersionsService } from './versions.service';

const services = [
  SchedulesService,
  SurveysService,
  ReviewThreadsService,
  PublicationService,
  VersionsService,
  BankService,
  ExchangeService,
];

@Module({
  imports: [
    CyclesModule,
    IndicatorsModule,
    MongooseModule.forFeature([
      { name: 'Survey', schema: surveySchema, collection: 'surveys' },
      { name: 'SurveyVersion', schema: surveyVersionSchema, collection: 'surveyVersions' },
      { name: 'SurveySchedule', schema: scheduleSchema, collection: 'surveySchedules' },
      { name: 'ReviewThread', schema: reviewThreadSchema, collection: 'reviewThreads' },
    ]),
  ],
  providers: [SurveyStore, ...services],
  exports: services,
})
export class SurveysModule {}
