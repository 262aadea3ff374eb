import { Module } from '@nestjs/common';
import { AggregationModule } from '@mingjian/core/aggregation';
import { ReportsModule } from '@mingjian/core/reports';
import { ReportsProcessor } from './reports.processor';

@Module({ imports: [AggregationModule, ReportsModule], providers: [ReportsProcessor] })
export class ReportsWorkerModule {}
