import { Module } from '@nestjs/common';
import { RegistryModule } from '@mingjian/core/registry';
import { RegistryController } from './registry.controller';

@Module({ imports: [RegistryModule], controllers: [RegistryController] })
export class RegistryApiModule {}
