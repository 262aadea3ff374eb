import { Module } from '@nestjs/common';
import { SurveysModule } from '@mingjian/core/surveys';
import { SurveysController } from './surveys.controller';

@Module({ imports: [SurveysModule], controllers: [SurveysController] })
export class SurveysApiModule {}
