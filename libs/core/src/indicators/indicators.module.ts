import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CyclesModule } from '../cycles';
import { RegistryModule } from '../registry';
import { indicatorSchema, indicatorValueSchema } from './indicators.schema';
import { IndicatorsService } from './indicators.service';

@Module({
  imports: [
    RegistryModule,
    CyclesModule,
    MongooseModule.forFeature([
      { name: 'Indicator', schema: indicatorSchema, collection: 'indicators' },
      { name: 'IndicatorValue', schema: indicatorValueSchema, collection: 'indicatorValues' },
    ]),
  ],
  providers: [IndicatorsService],
  exports: [IndicatorsService],
})
export class IndicatorsModule {}
