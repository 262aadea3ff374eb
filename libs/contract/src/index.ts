export * from './localized';
export * from './problems';
