export * from './config/index.ts';
export * from './counted.ts';
export * from './decisions.ts';
export * from './feedback.ts';
export * from './feedback-protocol.ts';
export * from './finding.ts';
export * from './ids.ts';
export * from './language.ts';
export * from './order.ts';
export * from './pattern-protocol.ts';
export * from './problem.ts';
export * from './protocol.ts';
export * from './report.ts';
export * from './setup-protocol.ts';

export * from './ws-answer.ts';
