import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CyclesModule } from '../cycles';
import { DistributionModule } from '../distribution';
import { IdentityModule } from '../identity';
import { RegistryModule } from '../registry';
import { ResponsesModule } from '../responses';
import { SurveysModule } from '../surveys';
import {
  exclusionSchema,
  importedResultSchema,
  openTextsSchema,
  resultSchema,
  runSchema,
  snapshotChunkSchema,
  weightingPlanSchema,
} from './aggregation.schema';
import { ExclusionsService } from './exclusions.service';
import { ImportsService } from './imports.service';
import { OpenTextsService } from './open-texts.service';
import { PartReader } from './part-reader.service';
import { ReplayService } from './replay.service';
import { PastResultsService } from './past-results.service';
import { RunWork } from './run-work.service';
import { RunsService } from './runs.service';
import { SnapshotsService } from './snapshots.service';
import { WeightingPlansService } from './weighting-plans.service';

const services = [
  WeightingPlansService,
  ExclusionsService,
  RunsService,
  RunWork,
  SnapshotsService,
  PartReader,
  OpenTextsService,
  ReplayService,
  ImportsService,
  PastResultsService,
];

@Module({
  imports: [
    IdentityModule,
    RegistryModule,
    CyclesModule,
    SurveysModule,
    DistributionModule,
    ResponsesModule,
    MongooseModule.forFeature([
      { name: 'Run', schema: runSchema, collection: 'runs' },
      { name: 'Result', schema: resultSchema, collection: 'results' },
      { name: 'SnapshotChunk', schema: snapshotChunkSchema, collection: 'snapshotChunks' },
      { name: 'OpenTexts', schema: openTextsSchema, collection: 'openTexts' },
      { name: 'WeightingPlan', schema: weightingPlanSchema, collection: 'weightingPlans' },
      { name: 'Exclusion', schema: exclusionSchema, collection: 'exclusions' },
      { name: 'ImportedResult', schema: importedResultSchema, collection: 'importedResults' },
    ]),
  ],
  providers: services,
  exports: services,
})
export class AggregationModule {}
