import { byCodeUnit, type FileId, type PolicyScope, type Problem, parsePolicyFile, type Result } from '@drift/shared';
import { compileGlob, expandBraces, type Glob, matchesGlob } from '../../index/glob.ts';
import { BUILT_IN_POLICIES } from './built-in-policies.ts';
import { SCOPE_WEIGHTS } from './parameters.ts';
import type { PolicyTexts } from './resolve-policy.ts';

/** What a run is about, as scopes of policies ask. */
export interface RunSubject {
  /** Short name of the branch; `null` where none is checked out. */
  readonly branch: string | null;
  /** Name and address of the author of the last commit; empty where there is none. */
  readonly author: readonly string[];
  /** The files that are judged: those that changed, or all where everything counts. */
  readonly files: readonly FileId[];
}

/** Which policy is meant for a run. */
export interface ScopeChoice {
  /** `null` where none is. */
  readonly name: string | null;
  /** What is odd about the choice and changes nothing. */
  readonly warnings: readonly Problem[];
}

const SCOPE_KEYS = ['branches', 'paths', 'authors', 'include_files', 'exclude_files'] as const;

/** The scopes of the policy files that have one, by name. A file at fault that seems to have one is a problem. */
export function policyScopes(files: PolicyTexts): Result<ReadonlyMap<string, PolicyScope>> {
  const scopes = new Map<string, PolicyScope>();
  const problems: Problem[] = [];
  for (const [name, { path, text }] of files) {
    // A file with the name of a built-in policy is never meant.
    if (BUILT_IN_POLICIES.has(name)) continue;
    const { file, problems: faults } = parsePolicyFile(text, path);
    // Whom it was meant for cannot be told any more: another policy in its place might ask for less.
    if (file === null && MAY_HAVE_SCOPE.test(text)) problems.push(...faults);
    const { scope } = file ?? {};
    if (scope === undefined || Object.keys(scope).length === 0) continue;
    problems.push(...malformed(scope, path));
    scopes.set(name, scope);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: scopes };
}

const MAY_HAVE_SCOPE = /^[\t ]*\[?[\t "']*scope\b/m;

function malformed(scope: PolicyScope, path: string): readonly Problem[] {
  return SCOPE_KEYS.flatMap((key) =>
    (scope[key] ?? [])
      .filter((pattern) => compiled(pattern) === null)
      .map(
        (pattern): Problem => ({
          code: 'CONFIG_ERROR',
          message: `malformed pattern in scope.${key}: ${pattern}`,
          file: path,
        }),
      ),
  );
}

/** The policy whose scope holds for a run and says most; of those that say as much the first by name, which is told. */
export function policyInScope(scopes: ReadonlyMap<string, PolicyScope>, subject: RunSubject): ScopeChoice {
  const meant = [...scopes]
    .filter(([, scope]) => holds(scope, subject))
    .map(([name, scope]) => ({ name, weight: weightOf(scope) }))
    .sort((a, b) => b.weight - a.weight || byCodeUnit(a.name, b.name));
  const [best] = meant;
  const tied = meant.filter((m) => m.weight === best?.weight).map((m) => m.name);
  const warnings: Problem[] = [];
  if (best !== undefined && tied.length > 1)
    warnings.push({
      code: 'CONFIG_ERROR',
      message: `the policies ${tied.join(', ')} are meant for this run as much as one another; ${best.name} holds`,
      hint: 'Say more in the scope of one, or name one: policy.name in drift.toml.',
    });
  const ofBranches = [...scopes].filter(([, { branches }]) => branches !== undefined).map(([name]) => name);
  if (subject.branch === null && ofBranches.length > 0)
    warnings.push({
      code: 'CONFIG_ERROR',
      message: `no branch is checked out, so no policy for branches holds: ${ofBranches.sort(byCodeUnit).join(', ')}`,
      hint: 'Name the policy with --policy.',
    });
  return { name: best?.name ?? null, warnings };
}

/** Whether any scope asks about files. */
export function asksAboutFiles(scopes: ReadonlyMap<string, PolicyScope>): boolean {
  return [...scopes.values()].some((s) => (s.paths ?? s.include_files ?? s.exclude_files) !== undefined);
}

function weightOf(scope: PolicyScope): number {
  return SCOPE_KEYS.reduce((sum, key) => sum + (scope[key] === undefined ? 0 : SCOPE_WEIGHTS[key]), 0);
}

function holds(
  { branches, paths, authors, include_files: some, exclude_files: none }: PolicyScope,
  subject: RunSubject,
): boolean {
  const { branch, author, files } = subject;
  if (branches !== undefined && (branch === null || !any(branches, [branch]))) return false;
  if (authors !== undefined && !any(authors, author)) return false;
  if (paths !== undefined && (files.length === 0 || !files.every((file) => any(paths, [file])))) return false;
  if (some !== undefined && !any(some, files)) return false;
  return none === undefined || !any(none, files);
}

/** Whether one of some names fits one of some patterns. */
function any(patterns: readonly string[], names: readonly string[]): boolean {
  const globs = patterns.flatMap((pattern) => compiled(pattern) ?? []);
  return names.some((name) => globs.some((glob) => matchesGlob(glob, name.split('/'), 0)));
}

/** A pattern without a wildcard stands for what lies below it as well. */
function compiled(pattern: string): readonly Glob[] | null {
  const plain = pattern.replace(/^\.\//, '').replace(/\/$/, '/**');
  const globs = (expandBraces(plain) ?? [null]).flatMap((one) =>
    one === null ? [null] : [compileGlob(one), ...(/[*?[]/.test(one) ? [] : [compileGlob(`${one}/**`)])],
  );
  const valid = globs.filter((glob) => glob !== null);
  return valid.length === globs.length ? valid : null;
}
