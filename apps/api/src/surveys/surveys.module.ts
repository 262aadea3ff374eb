import { Module } from '@nestjs/common';
import { SurveysModule } from '@mingjian/core/surveys';
import { ReviewsController } from './reviews.controller';
import { SurveysController } from './surveys.controller';
import { VersionsController } from './versions.controller';

@Module({ imports: [SurveysModule], controllers: [SurveysController, ReviewsController, VersionsController] })
export class SurveysApiModule {}
