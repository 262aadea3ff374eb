import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CyclesModule } from '../cycles';
import { IndicatorsModule } from '../indicators';
import { RegistryModule } from '../registry';
import { BankService } from './bank.service';
import { ExchangeService } from './exchange.service';
import { OpenLinkTermsService } from './open-link-terms.service';
import { PublicationService } from './publication.service';
import { ReviewThreadsService } from './review-threads.service';
import { SchedulesService } from './schedules.service';
import { SurveyStore } from './survey-store.service';
import {
  openLinkTermsSchema,
  reviewThreadSchema,
  scheduleSchema,
  surveySchema,
  surveyVersionSchema,
} from './surveys.schema';
import { SurveysService } from './surveys.service';
import { VersionsService } from './versions.service';

const services = [
  OpenLinkTermsService,
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
    RegistryModule,
    MongooseModule.forFeature([
      { name: 'Survey', schema: surveySchema, collection: 'surveys' },
      { name: 'SurveyVersion', schema: surveyVersionSchema, collection: 'surveyVersions' },
      { name: 'SurveySchedule', schema: scheduleSchema, collection: 'surveySchedules' },
      { name: 'OpenLinkTerms', schema: openLinkTermsSchema, collection: 'openLinkTerms' },
      { name: 'ReviewThread', schema: reviewThreadSchema, collection: 'reviewThreads' },
    ]),
  ],
  providers: [SurveyStore, ...services],
  exports: services,
})
export class SurveysModule {}
