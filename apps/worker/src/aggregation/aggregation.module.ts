import { Module } from '@nestjs/common';
import { AggregationModule } from '@mingjian/core/aggregation';
import { AggregationProcessor } from './aggregation.processor';

@Module({ imports: [AggregationModule], providers: [AggregationProcessor] })
export class AggregationWorkerModule {}
