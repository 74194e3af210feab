import {
  BASELINE_FILE,
  type BaselineAnswer,
  type BaselineEntry,
  type BaselineImport,
  type BaselineParams,
  counted,
  type FileId,
  type Finding,
  type Problem,
  type Result,
} from '@drift/shared';
import { coverFindings, type PresentFinding } from '../enforcement/elsewhere/cover-findings.ts';
import type { Host } from '../host/host.ts';
import { toFileId } from '../host/narrow.ts';
import { byRule, nothingDone, refusedInCi } from './baseline-answer.ts';
import { baselineState } from './baseline-state.ts';
import { writeBaseline } from './baseline-write.ts';
import { importLists, type NamedList } from './import-lists.ts';
import { linesSince } from './lines-since.ts';
import { linesOf } from './positions-of.ts';
import type { Workspace } from './workspace.ts';

/** Names of unknown rules, and faults of a list, that are told one by one. */
const MAX_TOLD = 20;

/**
 * Adds to the committed baseline the present findings that were accepted with other tools. Entries that are there stay as
 * they are. Writes the file whole or not at all, and not where a list or the baseline itself cannot be read in full.
 */
export async function importIntoBaseline(
  workspace: Workspace,
  host: Host,
  params: BaselineParams,
): Promise<BaselineAnswer> {
  await workspace.prepare(workspace.files());
  const state = baselineState(workspace);
  const [unread] = workspace.baseline.warnings;
  if (unread !== undefined) return { ...refused(unread), state };
  const lists = await importLists(host, workspace, params);
  if (!lists.ok) return { ...refusedFor(lists.problems), state };
  if (lists.value.length === 0) return { ...nothingDone(NOTHING_THERE), hint: WHERE, state };
  const covered = await coverAll(host, workspace, lists.value);
  if (!covered.ok) return { ...refusedFor(covered.problems), state };
  const { toAccept, imported } = covered.value;
  const before = workspace.baseline.accepted.entries;
  const added = newEntries(before, toAccept);
  const answer = { ...nothingDone(''), added: added.length, byRule: byRule(toAccept), imported, state };
  const found = `${counted(added.length, 'finding')} that other tools accept`;
  if (params.dryRun)
    return { ...answer, done: true, message: `${BASELINE_FILE} would accept ${found}; nothing was written` };
  if (params.frozen && added.length > 0) return { ...refusedInCi(added.length), imported, state };
  if (added.length === 0)
    return { ...answer, done: true, message: `nothing new to accept: ${BASELINE_FILE} was not written` };
  const written = await writeBaseline(workspace, host, [...before, ...added]);
  if (written !== null) return { ...nothingDone(written), state };
  const entries = before.length + added.length;
  return {
    ...answer,
    done: true,
    message: `${BASELINE_FILE} accepts ${found}: ${entries} in all`,
    state: { entries, fixed: state?.fixed ?? 0, grown: state?.grown ?? 0 },
  };
}

const NOTHING_THERE = 'there is nothing to import: no list of another tool lies in the root, and no nosemgrep comment';
const WHERE = 'Name the file, and with --from the tool that it is of.';

function refused({ message, hint }: Problem): BaselineAnswer {
  return { ...nothingDone(message), ...(hint === undefined ? {} : { hint }) };
}

function refusedFor(problems: readonly Problem[]): BaselineAnswer {
  const hint = problems.find((p) => p.hint !== undefined)?.hint;
  return {
    ...nothingDone(`nothing was imported: ${problems.map((p) => p.message).join('; ')}`),
    ...(hint === undefined ? {} : { hint }),
  };
}

interface Covered {
  readonly toAccept: readonly Finding[];
  readonly imported: readonly BaselineImport[];
}

async function coverAll(host: Host, workspace: Workspace, lists: readonly NamedList[]): Promise<Result<Covered>> {
  const present = presentFindings(workspace);
  const toAccept = new Set<Finding>();
  const imported: BaselineImport[] = [];
  for (const { source, file, list } of lists) {
    const entries = await linesSince(host, workspace, list.entries);
    if (!entries.ok) return entries;
    const covering = coverFindings(source, entries.value, present);
    const { matched, unknown, settled, gone } = covering;
    for (const finding of covering.toAccept) toAccept.add(finding);
    imported.push({
      source,
      file,
      entries: entries.value.length,
      matched,
      unknown,
      settled,
      gone,
      findings: covering.toAccept.length,
      unknownNames: covering.unknownNames.slice(0, MAX_TOLD),
      faults: list.faults.slice(0, MAX_TOLD),
      faulty: list.faults.length,
    });
  }
  return { ok: true, value: { toAccept: [...toAccept], imported } };
}

function presentFindings(workspace: Workspace): (path: string) => readonly PresentFinding[] {
  const known = new Map<FileId, readonly PresentFinding[]>();
  return (path) => {
    const file = toFileId(path);
    const made = known.get(file) ?? presentIn(workspace, file);
    known.set(file, made);
    return made;
  };
}

function presentIn(workspace: Workspace, file: FileId): readonly PresentFinding[] {
  if (!workspace.has(file)) return [];
  const lines = linesOf(workspace, file);
  const { uncut, suppressed, dismissed } = workspace.judgementOf(file, true);
  const present = (finding: Finding, state: PresentFinding['state']): PresentFinding => ({
    finding,
    lines: { first: lines.lineOf(finding.start), last: lines.lineOf(Math.max(finding.start, finding.end - 1)) },
    state,
  });
  return [
    ...uncut.map((finding) => present(finding, finding.accepted ? 'accepted' : 'open')),
    ...[...suppressed, ...dismissed].map(({ finding }) => present(finding, 'settled')),
  ];
}

/** An entry for each finding, counted on from those of its like that are there. */
function newEntries(before: readonly BaselineEntry[], findings: readonly Finding[]): readonly BaselineEntry[] {
  const next = new Map<string, number>();
  const placeOf = (path: string, key: string): string => `${path}\0${key}`;
  for (const { path, key, ordinal } of before) {
    const place = placeOf(path, key);
    next.set(place, Math.max(next.get(place) ?? 0, ordinal + 1));
  }
  return findings.map(({ file, ruleId, key }) => {
    const place = placeOf(file, key);
    const ordinal = next.get(place) ?? 0;
    next.set(place, ordinal + 1);
    return { path: file, ruleId, key, ordinal };
  });
}
