import type { Problem, Result } from '@drift/shared';
import type { Host, ProcessOutput } from './host.ts';

/** Where HEAD was when the repository was opened. */
export interface Head {
  /** `null` before the first commit. */
  readonly commit: string | null;
  /** The full name of the branch it is on; anything else where it is on none. */
  readonly branch: string;
}

/** A git working tree seen from a workspace root; made only by `openRepository`. */
export interface Repository {
  readonly host: Host;
  readonly root: string;
  readonly gitDir: string;
  readonly toplevel: string;
  /** The root's place in the working tree: `''` or `sub/dir/`. */
  readonly prefix: string;
  readonly head: Head;
  /** Arguments that switch off content filters named in the repository's configuration. */
  readonly filterOverrides: readonly string[];
}

/**
 * Given to each git call. Nothing that configuration or attributes could name is executed, nothing is locked or written
 * (but for the time of a shared index, which git sets as it reads it), no network is used, and what one user ignores
 * everywhere does not matter.
 */
const HARDENED: readonly string[] = [
  '--no-optional-locks',
  '--no-pager',
  '--literal-pathspecs',
  ...[
    'core.fsmonitor=',
    'core.hooksPath=/dev/null',
    'core.pager=cat',
    'core.attributesFile=/dev/null',
    'core.excludesFile=/dev/null',
    'core.quotePath=false',
    // Else `git diff` writes its index, whatever the first argument says.
    'diff.autoRefreshIndex=false',
    'safe.bareRepository=explicit',
    'protocol.allow=never',
  ].flatMap((setting) => ['-c', setting]),
];

/** The repository around a root; `null` where there is none, problems where git could not tell. */
export async function openRepository(host: Host, root: string): Promise<Result<Repository | null>> {
  const [place, filterOverrides] = await Promise.all([placeOf(host, root), overridesOfFilters(host, root)]);
  if (!place.ok) return place;
  if (place.value === null) return { ok: true, value: null };
  if (!filterOverrides.ok) return filterOverrides;
  return { ok: true, value: { host, root, ...place.value, filterOverrides: filterOverrides.value } };
}

const QUESTIONS = ['--absolute-git-dir', '--show-toplevel', '--show-prefix'] as const;
const COMMIT_OF_HEAD = 'HEAD^{commit}';

type Place = Pick<Repository, 'gitDir' | 'toplevel' | 'prefix' | 'head'>;

/** Where the repository lies and HEAD is: asked together, for starting git takes longer than each of its answers. */
async function placeOf(host: Host, root: string): Promise<Result<Place | null>> {
  const ask = (...questions: readonly string[]) => host.run('git', [...HARDENED, ...questions], { cwd: root });
  const all = await ask('rev-parse', ...QUESTIONS, COMMIT_OF_HEAD, '--symbolic-full-name', 'HEAD');
  if (!all.ok) return gitProblem(all.problems[0]?.message ?? 'git could not be run');
  if (all.value.code !== 0 && isNoRepository(all.value)) return { ok: true, value: null };
  const lines = textOf(all.value).replace(/\n$/, '').split('\n').map(withoutReturn);
  const [gitDir = '', toplevel = '', prefix = '', commit = '', branch = ''] = lines;
  if (all.value.code === 0 && lines.length === QUESTIONS.length + 2)
    return { ok: true, value: { gitDir, toplevel, prefix, head: { commit, branch } } };
  // There is no commit yet, or something has a name that makes the answer unclear.
  const [places, head, current] = await Promise.all([
    placesOf(host, root),
    ask('rev-parse', '--verify', '--quiet', '--end-of-options', COMMIT_OF_HEAD),
    ask('symbolic-ref', '--quiet', 'HEAD'),
  ]);
  if (!places.ok) return places;
  if (places.value === null) return { ok: true, value: null };
  for (const asked of [head, current])
    if (!asked.ok) return gitProblem(asked.problems[0]?.message ?? 'git could not be run');
  const answered = (asked: typeof head): string =>
    asked.ok && asked.value.code === 0 ? textOf(asked.value).trim() : '';
  const [own = '', top = '', below = ''] = places.value;
  const at = { commit: answered(head) || null, branch: answered(current) };
  return { ok: true, value: { gitDir: own, toplevel: top, prefix: below, head: at } };
}

/** What git answers to the questions, in their order; `null` where there is no repository. */
async function placesOf(host: Host, root: string): Promise<Result<readonly string[] | null>> {
  const together = await answersOf(host, root, QUESTIONS);
  if (!together.ok) return together;
  if (together.value === null) return { ok: true, value: null };
  const lines = together.value.split('\n');
  if (lines.length === QUESTIONS.length) return { ok: true, value: lines.map(withoutReturn) };
  // The name of a directory holds a line break: each is asked for alone.
  const places: string[] = [];
  for (const question of QUESTIONS) {
    const answer = await answersOf(host, root, [question]);
    if (!answer.ok) return answer;
    if (answer.value === null) return { ok: true, value: null };
    places.push(withoutReturn(answer.value));
  }
  return { ok: true, value: places };
}

function withoutReturn(line: string): string {
  return line.replace(/\r$/, '');
}

async function answersOf(host: Host, root: string, questions: readonly string[]): Promise<Result<string | null>> {
  const answer = await host.run('git', [...HARDENED, 'rev-parse', ...questions], { cwd: root });
  if (!answer.ok) return gitProblem(answer.problems[0]?.message ?? 'git could not be run');
  if (answer.value.code !== 0) return isNoRepository(answer.value) ? { ok: true, value: null } : refused(answer.value);
  return { ok: true, value: textOf(answer.value).replace(/\n$/, '') };
}

/** Runs one hardened git command in the root of the repository; any exit code is a value. */
export async function runGit(
  repo: Repository,
  args: readonly string[],
  options: { readonly input?: string; readonly maxBytes?: number } = {},
): Promise<Result<ProcessOutput>> {
  const result = await repo.host.run('git', [...HARDENED, ...repo.filterOverrides, ...args], {
    cwd: repo.root,
    ...options,
  });
  return result.ok ? result : gitProblem(result.problems[0]?.message ?? 'git could not be run');
}

/** Standard output as text. */
export function textOf(output: ProcessOutput): string {
  return new TextDecoder().decode(output.stdout);
}

/** A failed git question as a value. */
export function gitProblem(message: string): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [{ code: 'GIT_ERROR', message }] };
}

/** What git said when it refused, first line only. */
export function refused(output: ProcessOutput): { readonly ok: false; readonly problems: readonly Problem[] } {
  return gitProblem(output.stderr.split('\n')[0] || `git ended with code ${output.code}`);
}

function isNoRepository(output: ProcessOutput): boolean {
  return /not a git repository|must be run in a work tree|cannot use bare repository/.test(output.stderr);
}

/**
 * Comparing a changed file with the index runs the `clean` program that attributes select and the configuration
 * names. An empty program is a filter that does nothing.
 */
async function overridesOfFilters(host: Host, root: string): Promise<Result<readonly string[]>> {
  const listed = await host.run(
    'git',
    [...HARDENED, 'config', '-z', '--name-only', '--get-regexp', '^filter\\..*\\.(clean|smudge|process|required)$'],
    { cwd: root },
  );
  if (!listed.ok) return gitProblem(listed.problems[0]?.message ?? 'git could not be run');
  if (listed.value.code > 1) return refused(listed.value);
  const names = new Set(
    textOf(listed.value)
      .split('\0')
      .filter((name) => name !== ''),
  );
  // `-c` ends the name at the first equals sign, so such a filter cannot be switched off: better no git than its program.
  for (const name of names) if (name.includes('=')) return gitProblem('a git filter has an unusable name');
  const value = (name: string): string => (name.endsWith('.required') ? 'false' : '');
  return { ok: true, value: [...names].flatMap((name) => ['-c', `${name}=${value(name)}`]) };
}
