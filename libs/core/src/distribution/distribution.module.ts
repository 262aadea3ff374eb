import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CyclesModule } from '../cycles';
import { RegistryModule } from '../registry';
import { SurveysModule } from '../surveys';
import { CodeExchangeService } from './code-exchange.service';
import { CodeIssueService } from './code-issue.service';
import { CodesService } from './codes.service';
import {
  cellPlaceSchema,
  cellSchema,
  codeSchema,
  keyListSchema,
  sampledSchoolSchema,
  sampleSchema,
  signingKeySchema,
} from './distribution.schema';
import { SigningKeysService } from './signing-keys.service';
import { SampledPlacesService } from './sampled-places.service';
import { SampledSchoolsService } from './sampled-schools.service';
import { SamplesService } from './samples.service';

@Module({
  imports: [
    RegistryModule,
    CyclesModule,
    SurveysModule,
    MongooseModule.forFeature([
      { name: 'Sample', schema: sampleSchema, collection: 'samples' },
      { name: 'Cell', schema: cellSchema, collection: 'cells' },
      { name: 'CellPlace', schema: cellPlaceSchema, collection: 'cellPlaces' },
      { name: 'SampledSchool', schema: sampledSchoolSchema, collection: 'sampledSchools' },
      { name: 'Code', schema: codeSchema, collection: 'codes' },
      { name: 'SigningKey', schema: signingKeySchema, collection: 'signingKeys' },
      { name: 'KeyList', schema: keyListSchema, collection: 'keyLists' },
    ]),
  ],
  providers: [
    CodeExchangeService,
    CodeIssueService,
    CodesService,
    SampledPlacesService,
    SampledSchoolsService,
    SamplesService,
    SigningKeysService,
  ],
  exports: [
    CodeExchangeService,
    CodeIssueService,
    CodesService,
    SampledPlacesService,
    SampledSchoolsService,
    SamplesService,
    SigningKeysService,
  ],
})
export class DistributionModule {}
