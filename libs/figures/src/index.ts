export { dimensionDots, type DimensionDots } from './dimension-dots';
export { differ, type Figure, type IntervalPoint } from './figure';
export { clearlyBelow, itemDots, type ItemDots } from './item-dots';
export { figureWidth, palette, type FigureStyle, type Language, type Medium } from './palette';
export { stackedIndicators, type StackedIndicators } from './stacked-indicators';
