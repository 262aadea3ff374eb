export * from './messages';
export * from './prints';
export * from './rooms';
export * from './progress';
export * from './school';
