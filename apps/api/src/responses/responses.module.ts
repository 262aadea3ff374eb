import { Module } from '@nestjs/common';
import { ResponsesModule } from '@mingjian/core/responses';
import { EntriesController } from './entries.controller';
import { ResponsesController } from './responses.controller';

@Module({ imports: [ResponsesModule], controllers: [EntriesController, ResponsesController] })
export class ResponsesApiModule {}
