import { Module } from '@nestjs/common';
import { DistributionModule } from '@mingjian/core/distribution';
import { DistributionController } from './distribution.controller';

@Module({ imports: [DistributionModule], controllers: [DistributionController] })
export class DistributionApiModule {}
