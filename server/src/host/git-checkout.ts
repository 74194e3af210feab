import { resolve } from 'node:path';
import type { Result } from '@drift/shared';
import { type Repository, refused, runGit, textOf } from './git.ts';
import { joinPath } from './paths.ts';

/** Whether commits of the repository are missing here. */
export async function isShallow(repo: Repository): Promise<Result<boolean>> {
  const asked = await runGit(repo, ['rev-parse', '--is-shallow-repository']);
  if (!asked.ok) return asked;
  return asked.value.code === 0 ? { ok: true, value: textOf(asked.value).trim() === 'true' } : refused(asked.value);
}

/** Whether a commit is among the ancestors of HEAD that are known here, HEAD itself among them. */
export async function isAncestor(repo: Repository, commit: string): Promise<Result<boolean>> {
  const asked = await runGit(repo, ['merge-base', '--is-ancestor', commit, 'HEAD']);
  if (!asked.ok) return asked;
  return asked.value.code > 1 ? refused(asked.value) : { ok: true, value: asked.value.code === 0 };
}

/** Where git looks for hooks. */
export interface HooksFolder {
  readonly folder: string;
  /** True where others use the folder as well: it was configured, or belongs to what is checked out. */
  readonly shared: boolean;
}

/**
 * The folder that git takes hooks from: `core.hooksPath`, else `hooks` of the repository that all its working trees
 * share. Every call here points `core.hooksPath` elsewhere, so of all its values the last but that one is in force.
 */
export async function hooksFolder(repo: Repository): Promise<Result<HooksFolder>> {
  const [configured, common] = await Promise.all([
    runGit(repo, ['config', '-z', '--type=path', '--get-all', 'core.hooksPath']),
    runGit(repo, ['rev-parse', '--git-common-dir']),
  ]);
  if (!configured.ok) return configured;
  if (!common.ok) return common;
  if (common.value.code !== 0) return refused(common.value);
  const values = configured.value.code === 0 ? textOf(configured.value).split('\0').slice(0, -1) : [];
  const named = values.at(-2);
  if (named !== undefined && named !== '')
    return { ok: true, value: { folder: resolve(repo.toplevel, named), shared: true } };
  const own = resolve(repo.root, textOf(common.value).replace(/\r?\n$/, ''));
  return { ok: true, value: { folder: joinPath(own, 'hooks'), shared: false } };
}
