export * from './estimates';
export * from './imports';
export * from './results';
export * from './runs';
export * from './screening';
export * from './weighting-plan';
