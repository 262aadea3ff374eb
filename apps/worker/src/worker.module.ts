import { Module } from '@nestjs/common';
import { IdentityModule } from '@mingjian/core/identity';
import { JobWorkers, PlatformModule } from '@mingjian/core/platform';
import { Heartbeat } from './heartbeat';

// Each domain with jobs adds its module of processors; JobWorkers finds them and checks that none is missing.
@Module({
  imports: [
    PlatformModule,
    IdentityModule,
    // aggregation, reports: one line each
  ],
  providers: [JobWorkers, Heartbeat],
})
export class WorkerModule {}
