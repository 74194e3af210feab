export * from './config/index.ts';
export * from './finding.ts';
export * from './ids.ts';
export * from './language.ts';
export * from './order.ts';
export * from './problem.ts';
export * from './protocol.ts';
export * from './report.ts';
