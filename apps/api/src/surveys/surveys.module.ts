import { Module } from '@nestjs/common';
import { SurveysModule } from '@mingjian/core/surveys';
import { ExchangeController } from './exchange.controller';
import { ReviewsController } from './reviews.controller';
import { SurveysController } from './surveys.controller';
import { VersionsController } from './versions.controller';

@Module({
  imports: [SurveysModule],
  controllers: [SurveysController, ReviewsController, VersionsController, ExchangeController],
})
export class SurveysApiModule {}
