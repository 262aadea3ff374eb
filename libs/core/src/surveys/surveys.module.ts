import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CyclesModule } from '../cycles';
import { IndicatorsModule } from '../indicators';
import { PublicationService } from './publication.service';
import { ReviewThreadsService } from './review-threads.service';
import { SurveyStore } from './survey-store.service';
import { reviewThreadSchema, surveySchema, surveyVersionSchema } from './surveys.schema';
import { SurveysService } from './surveys.service';

@Module({
  imports: [
    CyclesModule,
    IndicatorsModule,
    MongooseModule.forFeature([
      { name: 'Survey', schema: surveySchema, collection: 'surveys' },
      { name: 'SurveyVersion', schema: surveyVersionSchema, collection: 'surveyVersions' },
      { name: 'ReviewThread', schema: reviewThreadSchema, collection: 'reviewThreads' },
    ]),
  ],
  providers: [SurveyStore, SurveysService, ReviewThreadsService, PublicationService],
  exports: [SurveysService, ReviewThreadsService, PublicationService],
})
export class SurveysModule {}
