import { Module } from '@nestjs/common';
import { IdentityModule } from '@mingjian/core/identity';
import { PlatformModule } from '@mingjian/core/platform';
import { AggregationApiModule } from './aggregation/aggregation.module';
import { CyclesApiModule } from './cycles/cycles.module';
import { DistributionApiModule } from './distribution/distribution.module';
import { EvaluationApiModule } from './evaluation/evaluation.module';
import { FieldworkApiModule } from './fieldwork/fieldwork.module';
import { IdentityApiModule } from './identity/identity.module';
import { IndicatorsApiModule } from './indicators/indicators.module';
import { PlatformApiModule } from './platform';
import { RegistryApiModule } from './registry/registry.module';
import { ReportsApiModule } from './reports/reports.module';
import { ResponsesApiModule } from './responses/responses.module';
import { SurveysApiModule } from './surveys/surveys.module';

// The domains in the order of the house; each imports its own core module.
@Module({
  imports: [
    PlatformModule,
    IdentityModule,
    PlatformApiModule,
    IdentityApiModule,
    RegistryApiModule,
    CyclesApiModule,
    IndicatorsApiModule,
    SurveysApiModule,
    DistributionApiModule,
    ResponsesApiModule,
    FieldworkApiModule,
    AggregationApiModule,
    ReportsApiModule,
    EvaluationApiModule,
  ],
})
export class AppModule {}
