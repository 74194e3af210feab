// The window with one demo project, in which every command is run. It was open in another window before.
import './reopened-scenarios.ts';
import './manifest-scenarios.ts';
import './tree-scenarios.ts';
import './finding-command-scenarios.ts';
import './project-command-scenarios.ts';
import './server-command-scenarios.ts';
import './status-scenarios.ts';
import './restart-scenarios.ts';
import './broken-server-scenarios.ts';
import { runScenarios } from './scenario.ts';

/** What the editor calls. */
export const run = runScenarios;
