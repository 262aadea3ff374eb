import { Module } from '@nestjs/common';
import { ResponsesModule } from '@mingjian/core/responses';
import { ResponsesController } from './responses.controller';

@Module({ imports: [ResponsesModule], controllers: [ResponsesController] })
export class ResponsesApiModule {}
