import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECTS = fileURLToPath(new URL('../../../fixtures/projects/', import.meta.url));

/** The demo projects, as folders of one workspace. */
export const DEMO_PROJECTS = ['demo-typescript', 'demo-python', 'demo-mixed'];

const IDENTITY = [
  'user.name=test',
  'user.email=test@example.invalid',
  'init.defaultBranch=main',
  'commit.gpgsign=false',
];

/** Makes a folder a repository with everything committed but its new files: what is written about refunds. */
export function commitAllButNew(cwd) {
  const git = (...args) =>
    execFileSync('git', [...IDENTITY.flatMap((setting) => ['-c', setting]), ...args], { cwd, stdio: 'pipe' });
  git('init', '-q');
  git('add', '-A', '--', '.', ':(exclude,icase)*refund*');
  git('commit', '-qm', 'base');
}

/** Copies the demo projects into a folder. */
export function copyDemoProjects(folder) {
  for (const name of DEMO_PROJECTS) {
    cpSync(join(PROJECTS, name), join(folder, name), { recursive: true });
    commitAllButNew(join(folder, name));
  }
}
