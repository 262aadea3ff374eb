import { Module } from '@nestjs/common';
import { IdentityModule } from '@mingjian/core/identity';
import { JobWorkers, PlatformModule, Watch } from '@mingjian/core/platform';
import { AggregationWorkerModule } from './aggregation/aggregation.module';
import { CyclesWorkerModule } from './cycles/cycles.module';
import { FieldworkWorkerModule } from './fieldwork/fieldwork.module';
import { ReportsWorkerModule } from './reports/reports.module';
import { Heartbeat } from './heartbeat';

// Each domain with jobs adds its module of processors; JobWorkers finds them and checks that none is missing.
@Module({
  imports: [
    PlatformModule,
    IdentityModule,
    AggregationWorkerModule,
    CyclesWorkerModule,
    FieldworkWorkerModule,
    ReportsWorkerModule,
  ],
  providers: [JobWorkers, Watch, Heartbeat],
})
export class WorkerModule {}
