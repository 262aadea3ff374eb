export { drawSample, type DrawnCell } from './allocation';
export type { CellFrame } from './cell-frame';
