// The windows that the scenarios run in, in order: later ones find the projects as earlier ones left them.
import { chmodSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commitAllButNew, DEMO_PROJECTS } from './demo-workspace.mjs';

/** Files that make a project large enough for its reading to be seen. */
const LARGE = 600;

/** Each with the module of `host/` whose scenarios it runs, or the one of `hands/`. */
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
  {
    name: 'commands',
    entry: 'commands-window',
    open: (scratch) => join(scratch, 'demo-typescript'),
    settings: { 'drift.display.severityFilter': ['error', 'warning', 'info', 'hint'] },
  },
  {
    // The editor shows no dialog while it runs tests: here it runs none, and hands alone do what a newcomer does.
    name: 'newcomer',
    hands: './first-run-scenarios.mjs',
    open: (scratch) => {
      const folder = join(scratch, 'new-project');
      cpSync(join(scratch, 'demo-mixed'), folder, { recursive: true, filter: (path) => !/\.git$|\.drift/.test(path) });
      commitAllButNew(folder);
      return folder;
    },
  },
  {
    name: 'restricted',
    entry: 'restricted-window',
    open: (scratch) => {
      const folder = join(scratch, 'large');
      cpSync(join(scratch, 'demo-python'), folder, { recursive: true, filter: (path) => !/\.git$|\.drift/.test(path) });
      const text = readFileSync(join(folder, 'shop/orders/list_orders.py'), 'utf8');
      for (let i = 0; i < LARGE; i++) {
        writeFileSync(join(folder, `shop/orders/list_orders_${i}.py`), text.replace('list_orders', `list_orders_${i}`));
      }
      commitAllButNew(folder);
      return folder;
    },
    trusted: false,
    machineSettings: (scratch) => {
      const program = join(scratch, 'not-trusted.sh');
      writeFileSync(program, `#!/bin/sh\ntouch ${join(scratch, 'started')}\n`);
      chmodSync(program, 0o755);
      return { 'drift.server.path': program };
    },
  },
];
