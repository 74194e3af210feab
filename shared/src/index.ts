export * from './finding.ts';
export * from './ids.ts';
export * from './language.ts';
export * from './order.ts';
export * from './problem.ts';
