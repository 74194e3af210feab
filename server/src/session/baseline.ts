import {
  BASELINE_FILE,
  type BaselineEntry,
  type FileId,
  grammarOfPath,
  type Problem,
  parseBaseline,
  type Result,
} from '@drift/shared';
import { type AcceptedFindings, NONE_ACCEPTED } from '../enforcement/accepted-findings.ts';
import { openRepository, type Repository, refused, runGit, textOf } from '../host/git.ts';
import { defaultBaseline, type Baseline as GitBaseline } from '../host/git-baseline.ts';
import { readCommit } from '../host/git-blobs.ts';
import { changedSince, type FileChanges, type KnownPaths, knownPaths } from '../host/git-changes.ts';
import type { Host } from '../host/host.ts';
import { toFileId } from '../host/narrow.ts';
import { joinPath } from '../host/paths.ts';
import { decodeText } from '../syntax/decode-text.ts';
import { acceptedFile, acceptedNow } from './accepted-file.ts';
import { isInSubmodule } from './scan/submodules.ts';

/** What existing code is: the texts at a commit, or, without git, the texts themselves. */
export interface Baseline {
  readonly kind: 'git' | 'none';
  readonly commit?: string;
  /** The day (`YYYY-MM-DD`, UTC) on which that commit was made. */
  readonly day?: string;
  readonly description: string;
  /** Files of the working tree that differ from the commit; all of them count as changed without a text when new. */
  readonly changes: FileChanges;
  /** Text at the commit of every changed or deleted file of a known language, by its path then. */
  readonly oldTexts: ReadonlyMap<FileId, string>;
  /** Paths of the index; `null` without git. */
  readonly tracked: ReadonlySet<string> | null;
  /** Source files in git's index that its ignore patterns match: git itself does not ignore them. */
  readonly trackedIgnored: ReadonlySet<FileId>;
  readonly problems: readonly Problem[];
  /** What the committed baseline accepts, whatever git says. */
  readonly accepted: AcceptedFindings;
  /** True where there is a committed baseline, be it without entries. */
  readonly hasAccepted: boolean;
  /** What it accepted at the commit; `null` where that is the same, or where there was none. */
  readonly acceptedBefore: readonly BaselineEntry[] | null;
  /** What is odd and leaves the rest in force. */
  readonly warnings: readonly Problem[];
}

const ACCEPTED = toFileId(BASELINE_FILE);

type History = Omit<Baseline, 'accepted' | 'hasAccepted' | 'warnings'>;

const NOTHING: Pick<History, 'changes' | 'oldTexts' | 'tracked' | 'trackedIgnored' | 'acceptedBefore'> = {
  changes: new Map(),
  acceptedBefore: null,
  oldTexts: new Map(),
  tracked: null,
  trackedIgnored: new Set(),
};

/** A workspace without history: every line is new and the texts themselves teach. */
export function noBaseline(description: string, problems: readonly Problem[] = []): Baseline {
  return { ...noHistory(description, problems), accepted: NONE_ACCEPTED, hasAccepted: false, warnings: [] };
}

function noHistory(description: string, problems: readonly Problem[] = []): History {
  return { kind: 'none', description, problems, ...NOTHING };
}

/** Finds the baseline of a workspace root. Problems of git leave a workspace without history and say so. */
export async function findBaseline(host: Host, root: string, ref?: string): Promise<Baseline> {
  const file = acceptedFile(host, root);
  const history = await findHistory(host, root, ref);
  return { ...history, ...(await acceptedNow(host, root, await file, history.changes)) };
}

async function findHistory(host: Host, root: string, ref?: string): Promise<History> {
  const repo = await openRepository(host, root);
  if (!repo.ok) return noHistory('none (git failed)', repo.problems);
  if (repo.value === null) {
    // A .git that git does not take for a repository is damage, not the absence of history.
    const broken = (await host.stat(joinPath(root, '.git'))).ok;
    const problems = broken ? [BROKEN_REPOSITORY] : ref === undefined ? [] : [noRepository(ref)];
    return noHistory(broken ? 'none (git cannot read .git)' : 'none (not a git repository)', problems);
  }
  // Starting git takes longer than what it does here, so what does not depend on the answer before is asked at once.
  const known = knownPaths(repo.value);
  const ignored = ignoredButTracked(repo.value);
  const base = await defaultBaseline(repo.value, ref);
  if (!base.ok) return noHistory('none (git failed)', base.problems);
  if (base.value !== null) return readBaseline(repo.value, base.value, { known, ignored });
  // What is staged before the first commit is tracked already.
  const trackedIgnored = await ignored;
  if (!trackedIgnored.ok) return noHistory('none (git failed)', trackedIgnored.problems);
  return { ...noHistory('none (no commits yet)'), trackedIgnored: trackedIgnored.value };
}

const BROKEN_REPOSITORY: Problem = {
  code: 'GIT_ERROR',
  message: 'there is a .git here that git cannot read, so what is new cannot be told',
  hint: 'Mend the repository (git fsck), or remove .git to check without history.',
};

function noRepository(ref: string): Problem {
  return {
    code: 'GIT_ERROR',
    message: `there is no git repository here to find "${ref}" in`,
    hint: 'Run without --base, or run inside a git repository.',
  };
}

/** What is being asked while the commit is looked for. */
interface Asked {
  readonly known: Promise<Result<KnownPaths>>;
  readonly ignored: Promise<Result<ReadonlySet<FileId>>>;
}

async function readBaseline(repo: Repository, { commit, description }: GitBaseline, asked: Asked): Promise<History> {
  const changes = await changedSince(repo, commit, asked.known);
  if (!changes.ok) return noHistory('none (git failed)', changes.problems);
  const wanted: FileId[] = [];
  for (const [file, change] of changes.value) {
    const old = change.status === 'renamed' ? change.from : change.status === 'added' ? null : file;
    if (old !== null && (grammarOfPath(old) !== null || old === ACCEPTED)) wanted.push(old);
  }
  const content = await readCommit(repo, commit, wanted);
  if (!content.ok) return noHistory('none (git failed)', content.problems);
  const { blobs, day } = content.value;
  // What is in the index and not changed since the commit is in the commit as well.
  const known = await asked.known;
  const tracked = known.ok ? known.value.tracked : null;
  const ignored = await asked.ignored;
  if (!ignored.ok) return noHistory('none (git failed)', ignored.problems);
  const trackedIgnored = ignored.value;
  const oldTexts = new Map<FileId, string>();
  for (const [file, bytes] of blobs) if (bytes !== null) oldTexts.set(file, decodeText(bytes).text);
  const before = oldTexts.get(ACCEPTED);
  oldTexts.delete(ACCEPTED);
  return {
    kind: 'git',
    commit,
    ...(day === null ? {} : { day }),
    description,
    changes: changes.value,
    oldTexts,
    acceptedBefore: before === undefined ? null : parseBaseline(before).entries,
    tracked,
    trackedIgnored,
    problems: [],
  };
}

async function ignoredButTracked(repo: Repository): Promise<Result<ReadonlySet<FileId>>> {
  const listed = await runGit(repo, ['ls-files', '-z', '--cached', '--ignored', '--exclude-standard']);
  if (!listed.ok) return listed;
  if (listed.value.code !== 0) return refused(listed.value);
  const sources = textOf(listed.value)
    .split('\0')
    .filter((path) => grammarOfPath(path) !== null);
  return { ok: true, value: new Set(sources.map(toFileId)) };
}

/** The text a file had at the baseline: `null` for new files, `undefined` where it is what lies on disk. */
export function oldTextOf(baseline: Baseline, file: FileId): string | null | undefined {
  if (baseline.kind === 'none') return null;
  const change = baseline.changes.get(file);
  if (change === undefined) return isOld(baseline, file) ? undefined : null;
  const old = change.status === 'renamed' ? change.from : file;
  return baseline.oldTexts.get(old) ?? null;
}

/** A submodule is one path to the commit that holds it: what lies below has a history elsewhere. */
function isOld({ tracked }: Baseline, file: FileId): boolean {
  return tracked === null || tracked.has(file) || isInSubmodule(tracked, file);
}
