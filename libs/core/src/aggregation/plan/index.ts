export { columnNeeds, numberOf, requireColumns } from './columns';
export { type CodedColumn, type ColumnNeeds, type PlanColumns, type TextColumns } from './columns';
export { PlanError } from './error';
export { runPlan, type PlanAnswer } from './run-plan';
