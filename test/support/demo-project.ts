import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TemporaryProject } from './temporary-project.ts';

const PROJECTS = fileURLToPath(new URL('../../fixtures/projects/', import.meta.url));

/** The small projects that every editor's suite opens. */
export const DEMO_PROJECTS = ['demo-typescript', 'demo-python', 'demo-mixed'] as const;

/** One of them by name. */
export type DemoProject = (typeof DEMO_PROJECTS)[number];

/** A copy with everything committed but what is written about refunds: that is the new code. */
export function demoProject(name: DemoProject): TemporaryProject {
  const made = new TemporaryProject();
  cpSync(join(PROJECTS, name), made.root, { recursive: true });
  made.git('init', '-q');
  made.git('add', '-A', '--', '.', ':(exclude,icase)*refund*');
  made.git('commit', '-qm', 'base');
  return made;
}

/** Paths of the new files of a demo project, in code-unit order. */
export function newFiles(name: DemoProject): string[] {
  const entries = readdirSync(join(PROJECTS, name), { recursive: true, withFileTypes: true });
  return entries
    .filter((e) => e.isFile() && /refund/i.test(e.name))
    .map((e) => join(e.parentPath, e.name).slice(join(PROJECTS, name).length + 1))
    .sort();
}

/** The file of texts that belong to a demo project and are not in it. */
export function beside(name: DemoProject, file: string): string {
  return join(PROJECTS, `${name}.${file}`);
}
