export { drawSample, type DrawnCell } from './allocation';
export type { CellFrame } from './cell-frame';
export { CodesService, type StoredCode } from './codes.service';
export { DistributionModule } from './distribution.module';
export { DistributionService } from './distribution.service';
