import { Module } from '@nestjs/common';
import { EvaluationModule } from '@mingjian/core/evaluation';
import { EvaluationController } from './evaluation.controller';

@Module({ imports: [EvaluationModule], controllers: [EvaluationController] })
export class EvaluationApiModule {}
