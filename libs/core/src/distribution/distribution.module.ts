import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CyclesModule } from '../cycles';
import { RegistryModule } from '../registry';
import { SurveysModule } from '../surveys';
import { CodesService } from './codes.service';
import { cellPlaceSchema, cellSchema, codeSchema, sampleSchema } from './distribution.schema';
import { DistributionService } from './distribution.service';

@Module({
  imports: [
    RegistryModule,
    CyclesModule,
    SurveysModule,
    MongooseModule.forFeature([
      { name: 'Sample', schema: sampleSchema, collection: 'samples' },
      { name: 'Cell', schema: cellSchema, collection: 'cells' },
      { name: 'CellPlace', schema: cellPlaceSchema, collection: 'cellPlaces' },
      { name: 'Code', schema: codeSchema, collection: 'codes' },
    ]),
  ],
  providers: [CodesService, DistributionService],
  exports: [CodesService, DistributionService],
})
export class DistributionModule {}
