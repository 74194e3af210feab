import { type InitializeAnswer, type PlannedFile, type Template, wsFailed } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { dirname, within } from '../../index/paths.ts';
import { pathInside } from '../drift-folder.ts';
import { CONFIG_FILE } from '../project-config.ts';
import { registerProject } from '../projects/registry.ts';
import { planSetup } from './planned-files.ts';

/** How a root is set up. */
export interface SetupOptions {
  readonly template: Template;
  /** Replaces a `drift.toml` that says something else. */
  readonly force: boolean;
  readonly isRepository: boolean;
}

/**
 * Sets a root up: writes what is missing, changes nothing a person wrote unless forced, and notes the project for this
 * user. Each file is written whole or not at all, `drift.toml` last, so a run that is cut short can simply be repeated.
 */
export async function initialize(host: Host, root: string, options: SetupOptions): Promise<InitializeAnswer> {
  const plan = await planSetup(host, root, options);
  const [problem] = plan.problems;
  if (problem !== undefined) return wsFailed('IO_ERROR', problem, 'Nothing was written. Make the file readable.');
  const isDue = (f: PlannedFile): boolean => f.action !== 'keep' && (f.action !== 'replace' || options.force);
  const due = plan.files.filter(isDue);
  if (due.length > 0) await sweep(host, root, plan.files);
  const written: string[] = [];
  for (const together of [due.filter((f) => f.path !== CONFIG_FILE), due.filter((f) => f.path === CONFIG_FILE)]) {
    const done = await Promise.all(together.map((file) => write(host, root, file)));
    written.push(...together.flatMap((file, at) => (done[at] === null ? [file.path] : [])));
    for (const [at, why] of done.entries()) if (why !== null) return notWritten(together[at]?.path ?? '', why, written);
  }
  const registered = await registerProject(host, root);
  return {
    ok: true,
    root,
    isNew: plan.files.some((f) => f.path === CONFIG_FILE && f.existing === null),
    written,
    kept: plan.files.filter((f) => f.action === 'replace' && !options.force).map((f) => f.path),
    warnings: [...plan.warnings, ...(registered.ok ? [] : registered.problems.map((p) => p.message))],
  };
}

/** Writes one file; the reason where that failed. */
async function write(host: Host, root: string, { path, content }: PlannedFile): Promise<string | null> {
  const inside = await pathInside(host, root, path);
  const done = inside.ok ? await host.writeFile(inside.value, content) : inside;
  return done.ok ? null : (done.problems[0]?.message ?? done.reason);
}

/** What a run that was killed while it wrote has left beside the files: never read by anybody. */
async function sweep(host: Host, root: string, files: readonly PlannedFile[]): Promise<void> {
  for (const folder of new Set(files.map((f) => dirname(f.path)))) {
    const listed = await host.readDirectory(folder === '' ? root : joinPath(root, folder));
    for (const { name, kind } of listed.ok ? listed.value : []) {
      const of = /^(.+)\.\d+\.\d+\.tmp$/.exec(name)?.[1];
      if (kind !== 'file' || of === undefined || !files.some((f) => f.path === within(folder, of))) continue;
      const path = await pathInside(host, root, within(folder, name));
      if (path.ok) await host.deleteEntry(path.value);
    }
  }
}

function notWritten(path: string, why: string, before: readonly string[]): InitializeAnswer {
  const done = before.length === 0 ? 'Nothing was written' : `Written before: ${before.join(', ')}`;
  return wsFailed(
    'IO_ERROR',
    `${path} could not be written: ${why}`,
    `${done}. Run again once the folder can be written.`,
  );
}
