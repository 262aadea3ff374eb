import { Module } from '@nestjs/common';
import { FieldworkModule } from '@mingjian/core/fieldwork';
import { ResponsesModule } from '@mingjian/core/responses';
import { SurveysModule } from '@mingjian/core/surveys';
import { FieldworkProcessor } from './fieldwork.processor';

@Module({ imports: [FieldworkModule, ResponsesModule, SurveysModule], providers: [FieldworkProcessor] })
export class FieldworkWorkerModule {}
