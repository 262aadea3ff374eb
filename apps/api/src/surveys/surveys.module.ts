import { Module } from '@nestjs/common';
import { SurveysModule } from '@mingjian/core/surveys';
import { ExchangeController } from './exchange.controller';
import { ReviewsController } from './reviews.controller';
import { SchedulesController } from './schedules.controller';
import { SurveysController } from './surveys.controller';
import { VersionsController } from './versions.controller';

@Module({
  imports: [SurveysModule],
  controllers: [
    SurveysController,
    ReviewsController,
    SchedulesController,
    VersionsController,
    ExchangeController,
  ],
})
export class SurveysApiModule {}
