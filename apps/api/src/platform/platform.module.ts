import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';
import { OpenApi, OpenApiController } from './openapi.controller';

@Module({ controllers: [HealthController, OpenApiController], providers: [OpenApi] })
export class PlatformApiModule {}
