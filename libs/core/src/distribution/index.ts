export { drawSample, type DrawnCell } from './allocation';
export type { CellFrame } from './cell-frame';
export { CodesService, type StoredCode } from './codes.service';
export { DistributionModule } from './distribution.module';
export { DistributionService } from './distribution.service';
export { isSigned } from './signing-key';
export { SigningKeysService, type KnownKey } from './signing-keys.service';
