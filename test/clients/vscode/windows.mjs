// The windows that the scenarios run in, in order: later ones find the projects as earlier ones left them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_PROJECTS } from './demo-workspace.mjs';

/** Each with the module of `host/` whose scenarios it runs. */
export const WINDOWS = [
  {
    name: 'main',
    entry: 'main-window',
    open: (scratch) => {
      const file = join(scratch, 'demo.code-workspace');
      writeFileSync(file, JSON.stringify({ folders: DEMO_PROJECTS.map((name) => ({ name, path: name })) }));
      return file;
    },
    settings: {
      'drift.display.severityFilter': ['error', 'warning', 'info', 'hint'],
      'drift.display.minConfidence': 0,
    },
  },
];
