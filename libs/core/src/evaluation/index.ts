export { EvaluationModule } from './evaluation.module';
export { EvaluationService } from './evaluation.service';
