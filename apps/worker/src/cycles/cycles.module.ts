import { Module } from '@nestjs/common';
import { CyclesModule } from '@mingjian/core/cycles';
import { ReportsModule } from '@mingjian/core/reports';
import { CyclesProcessor } from './cycles.processor';

// Reports tell the board how far they are; without them everything would look late.
@Module({ imports: [CyclesModule, ReportsModule], providers: [CyclesProcessor] })
export class CyclesWorkerModule {}
