import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CyclesModule } from '../cycles';
import { DistributionModule } from '../distribution';
import { RegistryModule } from '../registry';
import { ResponsesModule } from '../responses';
import { SurveysModule } from '../surveys';
import { DailyCountsService } from './daily-counts.service';
import { FieldAccessService } from './field-access.service';
import { dailyCountsSchema, fieldProblemSchema, roomSchema } from './fieldwork.schema';
import { PrintsService } from './prints.service';
import { ProgressService } from './progress.service';
import { RoomsService } from './rooms.service';
import { SchoolFieldService } from './school-field.service';

@Module({
  imports: [
    RegistryModule,
    CyclesModule,
    SurveysModule,
    DistributionModule,
    ResponsesModule,
    MongooseModule.forFeature([
      { name: 'Room', schema: roomSchema, collection: 'rooms' },
      { name: 'DailyCounts', schema: dailyCountsSchema, collection: 'dailyCounts' },
      { name: 'FieldProblem', schema: fieldProblemSchema, collection: 'fieldProblems' },
    ]),
  ],
  providers: [
    FieldAccessService,
    DailyCountsService,
    PrintsService,
    ProgressService,
    RoomsService,
    SchoolFieldService,
  ],
  exports: [PrintsService, ProgressService, RoomsService, SchoolFieldService],
})
export class FieldworkModule {}
