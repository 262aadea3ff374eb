import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { RegistryModule } from '../registry';
import { AgenciesService } from './agencies.service';
import { BoardService } from './board.service';
import { agencySchema, cycleSchema } from './cycles.schema';
import { CyclesService } from './cycles.service';

@Module({
  imports: [
    RegistryModule,
    MongooseModule.forFeature([
      { name: 'Agency', schema: agencySchema, collection: 'agencies' },
      { name: 'Cycle', schema: cycleSchema, collection: 'cycles' },
    ]),
  ],
  providers: [AgenciesService, CyclesService, BoardService],
  exports: [AgenciesService, CyclesService, BoardService],
})
export class CyclesModule {}
