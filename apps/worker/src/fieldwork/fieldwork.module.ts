import { Module } from '@nestjs/common';
import { FieldworkModule } from '@mingjian/core/fieldwork';
import { SurveysModule } from '@mingjian/core/surveys';
import { FieldworkProcessor } from './fieldwork.processor';

@Module({ imports: [FieldworkModule, SurveysModule], providers: [FieldworkProcessor] })
export class FieldworkWorkerModule {}
