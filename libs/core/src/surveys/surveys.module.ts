import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CyclesModule } from '../cycles';
import { IndicatorsModule } from '../indicators';
import { surveySchema, surveyVersionSchema } from './surveys.schema';
import { SurveysService } from './surveys.service';

@Module({
  imports: [
    CyclesModule,
    IndicatorsModule,
    MongooseModule.forFeature([
      { name: 'Survey', schema: surveySchema, collection: 'surveys' },
      { name: 'SurveyVersion', schema: surveyVersionSchema, collection: 'surveyVersions' },
    ]),
  ],
  providers: [SurveysService],
  exports: [SurveysService],
})
export class SurveysModule {}
