import { Module } from '@nestjs/common';
import { AggregationModule } from '@mingjian/core/aggregation';
import { ImportsController } from './imports.controller';
import { RunsController } from './runs.controller';
import { WeightingController } from './weighting.controller';

@Module({
  imports: [AggregationModule],
  controllers: [WeightingController, RunsController, ImportsController],
})
export class AggregationApiModule {}
