// A window in Restricted Mode on a project that takes a while to read.
import './restricted-scenarios.ts';
import { runScenarios } from './scenario.ts';

/** What the editor calls. */
export const run = runScenarios;
