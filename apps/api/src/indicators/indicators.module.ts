import { Module } from '@nestjs/common';
import { IndicatorsModule } from '@mingjian/core/indicators';
import { IndicatorsController } from './indicators.controller';

@Module({ imports: [IndicatorsModule], controllers: [IndicatorsController] })
export class IndicatorsApiModule {}
