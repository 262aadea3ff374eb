import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CyclesModule } from '../cycles';
import { IdentityModule } from '../identity';
import { RegistryModule } from '../registry';
import { ReportsModule } from '../reports';
import { evaluationSchema } from './evaluation.schema';
import { EvaluationService } from './evaluation.service';

@Module({
  imports: [
    IdentityModule,
    RegistryModule,
    CyclesModule,
    ReportsModule,
    MongooseModule.forFeature([{ name: 'Evaluation', schema: evaluationSchema, collection: 'evaluations' }]),
  ],
  providers: [EvaluationService],
  exports: [EvaluationService],
})
export class EvaluationModule {}
