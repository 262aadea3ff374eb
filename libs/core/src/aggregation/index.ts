export { AggregationModule } from './aggregation.module';
export { estimateAudience, type AudienceInput, type AudienceNumbers } from './estimate-audience';
export { ExclusionsService } from './exclusions.service';
export { ImportsService } from './imports.service';
export { PlanError, runPlan, type TextColumns } from './plan';
export { RunWork } from './run-work.service';
export { RunsService } from './runs.service';
export { isExcluded, screenAnswers, type AnswerRow } from './screens';
export { WeightingPlansService } from './weighting-plans.service';
