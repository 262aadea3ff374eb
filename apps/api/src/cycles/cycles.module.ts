import { Module } from '@nestjs/common';
import { CyclesModule } from '@mingjian/core/cycles';
import { AgenciesController } from './agencies.controller';
import { CyclesController } from './cycles.controller';

@Module({ imports: [CyclesModule], controllers: [CyclesController, AgenciesController] })
export class CyclesApiModule {}
