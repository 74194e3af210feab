import { BASELINE_FILE, type BaselineEntry, type FileId, type Problem, parseBaseline } from '@drift/shared';
import { AcceptedFindings, NONE_ACCEPTED } from '../enforcement/accepted-findings.ts';
import type { FileChanges } from '../host/git-changes.ts';
import type { Host } from '../host/host.ts';
import { joinPath } from '../host/paths.ts';
import { decodeText } from '../syntax/decode-text.ts';
import { pathInside } from './drift-folder.ts';

/** A larger file is not read: it would hold a million findings. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Lines at fault that are told one by one. */
const MAX_TOLD = 5;
/** Files asked for at the same time. */
const AT_ONCE = 64;

/** What the committed baseline holds. */
export interface AcceptedFile {
  /** False where there is no such file; one without entries accepts nothing and is a baseline all the same. */
  readonly isThere: boolean;
  readonly entries: readonly BaselineEntry[];
  readonly problems: readonly Problem[];
}

/** Reads the committed baseline of a root; what cannot be read accepts nothing, and says so. */
export async function acceptedFile(host: Host, root: string): Promise<AcceptedFile> {
  const path = await pathInside(host, root, BASELINE_FILE);
  const unread = (problems: readonly Problem[]): AcceptedFile => ({ isThere: true, entries: [], problems });
  if (!path.ok) return unread(path.problems.map((p) => asFault(p.message)));
  const found = await host.stat(path.value);
  if (!found.ok && found.reason === 'missing') return { isThere: false, entries: [], problems: [] };
  if (found.ok && found.value.size > MAX_BYTES) return unread([asFault('the file is over 64 MiB')]);
  const read = await host.readFile(path.value);
  if (!read.ok) return unread(read.problems.map((p) => asFault(p.message)));
  const { entries, faults } = parseBaseline(decodeText(read.value).text);
  const problems = faults.slice(0, MAX_TOLD).map((f) => ({ ...asFault(`this ${f.message}`), line: f.line }));
  const more = faults.length - problems.length;
  const told = more > 0 ? [...problems, asFault(`${more} more lines are no entries`)] : problems;
  return { isThere: true, entries, problems: told };
}

/** The baseline of a root as it stands. */
export interface AcceptedNow {
  /** True where there is a committed baseline, be it without entries. */
  readonly hasAccepted: boolean;
  readonly accepted: AcceptedFindings;
  readonly warnings: readonly Problem[];
}

/** What the entries accept, given which files there are and which got another name since the commit compared with. */
export async function acceptedNow(
  host: Host,
  root: string,
  { isThere: hasAccepted, entries, problems }: AcceptedFile,
  changes: FileChanges,
): Promise<AcceptedNow> {
  if (entries.length === 0) return { hasAccepted, accepted: NONE_ACCEPTED, warnings: problems };
  const there = new Set<string>();
  const paths = [...new Set(entries.map((e) => e.path))];
  for (let at = 0; at < paths.length; at += AT_ONCE)
    await Promise.all(
      paths.slice(at, at + AT_ONCE).map(async (path) => {
        if (isBelow(path) && (await host.stat(joinPath(root, path))).ok) there.add(path);
      }),
    );
  const renamedFrom = new Map<FileId, FileId>();
  for (const [file, change] of changes) if (change.status === 'renamed') renamedFrom.set(file, change.from);
  return {
    hasAccepted,
    accepted: new AcceptedFindings(entries, { exists: (path) => there.has(path), renamedFrom }),
    warnings: problems,
  };
}

/** False for what would lead out of the root: nothing is asked about places there. */
function isBelow(path: string): boolean {
  return !path.startsWith('/') && !path.split('/').includes('..');
}

function asFault(message: string): Problem {
  return {
    code: 'BASELINE_ERROR',
    message: `the baseline was not read in full: ${message}`,
    file: BASELINE_FILE,
    hint: 'What it cannot name counts as new; `drift baseline update` writes the file anew.',
  };
}
