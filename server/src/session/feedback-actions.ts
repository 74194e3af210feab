import { createHash } from 'node:crypto';
import {
  type ActionRequest,
  counted,
  FEEDBACK_FILE,
  type FeedbackRecord,
  type FileId,
  type Finding,
  type FindingRecord,
  feedbackRecordSchema,
  requestFault,
} from '@drift/shared';
import { abuseEvents } from '../analysis/feedback/abuse.ts';
import { isOnFinding, standingActions, undoneIds } from '../analysis/feedback/standing.ts';
import { RULES } from '../enforcement/rule-settings.ts';
import type { Host } from '../host/host.ts';
import { dismissedFindings } from './dismissed.ts';
import { linesOf } from './positions-of.ts';
import { uncutFindings } from './report.ts';
import type { Workspace } from './workspace.ts';

/** Why an action was not recorded; nothing is stored then. */
export interface FeedbackRejection {
  readonly code: 'INVALID_ACTION' | 'UNKNOWN_FINDING' | 'UNKNOWN_RULE' | 'NOTHING_TO_UNDO' | 'NOT_WRITTEN';
  readonly message: string;
  readonly hint: string;
}

/** A recorded action, or why there is none. */
export type FeedbackOutcome =
  | { readonly ok: true; readonly record: FeedbackRecord; readonly notices: readonly string[] }
  | { readonly ok: false; readonly error: FeedbackRejection };

/** A workspace with the host its records are written through. */
export interface FeedbackPlace {
  readonly host: Host;
  readonly workspace: Workspace;
}

/** Where an action may look for its finding: the id or a prefix of it, in one file when that is known. */
export interface FindingQuery {
  readonly id: string;
  readonly file: FileId | null;
}

/** What a record about a finding says of it. */
type Subject = Pick<FindingRecord, 'finding' | 'ruleId' | 'file' | 'line'>;

/** Records what a person did with a finding; it is on the disk when this answers with `ok`. */
export async function recordAction(
  place: FeedbackPlace,
  query: FindingQuery,
  request: ActionRequest,
): Promise<FeedbackOutcome> {
  const fault = requestFault(request);
  if (fault !== null) return rejected('INVALID_ACTION', fault, 'drift feedback record --help lists what there is.');
  const subject = await subjectOf(place, query);
  if (subject === null) {
    const hint = 'drift check --all lists the findings with their ids.';
    return rejected('UNKNOWN_FINDING', `no single finding has the id "${query.id}"`, hint);
  }
  const { action, reason, text } = request;
  return write(place, {
    action,
    ...subject,
    source: 'explicit',
    ...(reason === undefined ? {} : { reason }),
    ...textOf(text),
  });
}

/** Takes back a record, or the last standing dismissal of this person when no finding is named. */
export async function undoAction(place: FeedbackPlace, id: string | null): Promise<FeedbackOutcome> {
  await place.workspace.feedback.read();
  const { records } = place.workspace.feedback;
  const author = await authorOf(place);
  const mine = standingActions(records).filter((r) =>
    id === null ? r.author === author && r.action === 'dismissed' : r.id === id || r.finding.startsWith(id),
  );
  const last = mine.at(-1);
  if (last === undefined || (id !== null && mine.some((r) => r.finding !== last.finding))) {
    const what = id === null ? 'you have dismissed nothing here' : `no single standing action is about "${id}"`;
    return rejected('NOTHING_TO_UNDO', what, 'drift feedback list shows the records.');
  }
  return write(place, { action: 'undone', undoes: last.id });
}

/** Switches a rule on again that the records switched off; its 30 days start anew. */
export async function reEnableRule(place: FeedbackPlace, rule: string, why: string): Promise<FeedbackOutcome> {
  const known = [...RULES.keys()].find((id) => id === rule || id === `drift/${rule}`);
  if (known === undefined) {
    return rejected('UNKNOWN_RULE', `there is no rule "${rule}"`, 'drift rules lists them.');
  }
  if (why.trim() === '') {
    return rejected('INVALID_ACTION', 're-enabling needs a reason', 'Say what has changed with --reason.');
  }
  return write(place, { action: 're_enabled', ruleId: known, ...textOf(why) });
}

function rejected(code: FeedbackRejection['code'], message: string, hint: string): FeedbackOutcome {
  return { ok: false, error: { code, message, hint } };
}

function textOf(text: string | undefined): { readonly text?: string } {
  return text === undefined || text.trim() === '' ? {} : { text: text.trim() };
}

async function subjectOf({ workspace }: FeedbackPlace, { id, file }: FindingQuery): Promise<Subject | null> {
  const wanted = id.toLowerCase();
  if (!/^[0-9a-f]{4,16}$/.test(wanted)) return null;
  const found = new Map<string, Subject>();
  // Known from the records, most recent last, even if the code it was about is gone.
  for (const r of workspace.feedback.records) {
    if (isOnFinding(r) && r.finding.startsWith(wanted)) {
      found.set(r.finding, { finding: r.finding, ruleId: r.ruleId, file: r.file, ...lineOf(r.line) });
    }
  }
  for (const f of await candidates(workspace, file)) {
    if (!f.id.startsWith(wanted)) continue;
    const line = linesOf(workspace, f.file).lineOf(f.start) + 1;
    found.set(f.id, { finding: f.id, ruleId: f.ruleId, file: f.file, line });
  }
  const [first] = found.values();
  return first !== undefined && found.size === 1 ? first : null;
}

function lineOf(line: number | undefined): { readonly line?: number } {
  return line === undefined ? {} : { line };
}

async function candidates(workspace: Workspace, file: FileId | null): Promise<readonly Finding[]> {
  if (file !== null) {
    await workspace.prepare([file]);
    const { uncut, dismissed } = workspace.judgementOf(file, workspace.loaded);
    return [...uncut, ...dismissed.map((d) => d.finding)];
  }
  const standing = await uncutFindings(workspace);
  return [...standing, ...dismissedFindings(workspace).map((d) => d.finding)];
}

type Content = { readonly action: FeedbackRecord['action'] } & Readonly<Record<string, unknown>>;

async function write(place: FeedbackPlace, content: Content): Promise<FeedbackOutcome> {
  const { feedback } = place.workspace;
  const { id, at } = place.host.stamp();
  const flagged = new Set(abuseEvents(feedback.records).map((e) => e.author));
  const record = feedbackRecordSchema.parse({ ...content, id, at, author: await authorOf(place) });
  const written = await feedback.append(record);
  if (!written.ok) {
    const why = written.problems[0]?.message ?? 'the file could not be written';
    const isFull = 'reason' in written && written.reason === 'full';
    const hint = isFull ? 'Free space on this disk and try again.' : `Make ${FEEDBACK_FILE} writable and try again.`;
    return rejected('NOT_WRITTEN', `nothing was recorded: ${why}`, hint);
  }
  const fresh = abuseEvents(feedback.records).filter((e) => !flagged.has(e.author));
  return {
    ok: true,
    record,
    notices: fresh.map(
      (e) =>
        `${e.author}: ${e.dismissals} of ${counted(e.actions, 'action')} ${e.dismissals === 1 ? 'is a dismissal' : 'are dismissals'} (${e.kinds.join(', ')}); they weigh nothing until looked at`,
    ),
  };
}

/** A person as records name them: 8 hex digits of a hash of git's e-mail address; `unknown` without one. */
export async function authorOf({ host, workspace }: FeedbackPlace): Promise<string> {
  const asked = await host.run('git', ['config', '--get', 'user.email'], { cwd: workspace.root });
  const email = asked.ok && asked.value.code === 0 ? new TextDecoder().decode(asked.value.stdout).trim() : '';
  if (email === '') return 'unknown';
  return createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 8);
}

/** The records of a file with whether each still stands. */
export function listedRecords(
  records: readonly FeedbackRecord[],
): readonly { readonly record: FeedbackRecord; readonly undone: boolean }[] {
  const undone = undoneIds(records);
  return records.map((record) => ({ record, undone: undone.has(record.id) }));
}
