import { Module } from '@nestjs/common';
import { CyclesModule } from '@mingjian/core/cycles';
import { RegistryModule } from '@mingjian/core/registry';
import { RegistryController } from './registry.controller';

@Module({ imports: [RegistryModule, CyclesModule], controllers: [RegistryController] })
export class RegistryApiModule {}
