// The window with the three demo projects as folders of one workspace.
import './findings-scenarios.ts';
import './parity-scenarios.ts';
import './several-roots-scenarios.ts';
import { runScenarios } from './scenario.ts';

/** What the editor calls. */
export const run = runScenarios;
