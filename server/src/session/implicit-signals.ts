import type { FeedbackSignal, FileId, Finding, RuleId } from '@drift/shared';
import { IGNORED_AFTER_DAYS } from '../analysis/feedback/parameters.ts';
import { dayOfSignal, daysKept } from '../analysis/feedback/signals.ts';
import type { Host } from '../host/host.ts';
import { readSignals, writeSignals } from './signal-journal.ts';

/** What an open document shows, after a pause in typing. */
export interface Observation {
  readonly file: FileId;
  /** Stands for the text: another object means an edit. */
  readonly analysis: object;
  /** False while the text does not parse: what is gone now may only be half typed. */
  readonly isSound: boolean;
  /** What else findings depend on; when it differs nothing can be told. */
  readonly settings: readonly unknown[];
  /** What a convention asks for now; a deviation also goes when the convention does. */
  readonly law: ReadonlyMap<RuleId, string>;
  readonly findings: readonly Finding[];
}

type Kind = FeedbackSignal['signal'];

/**
 * Infers from edits what became of findings: one that went with an edit was fixed, one that stayed on three days of edits
 * is ignored. It writes the journal of this machine and changes nothing else.
 */
export class ImplicitSignals {
  private readonly host: Host;
  private readonly root: string;
  private readonly last = new Map<FileId, Observation>();
  private readonly expected = new Set<string>();
  private kept: Map<string, Set<string>> | null = null;

  constructor(host: Host, root: string) {
    this.host = host;
    this.root = root;
  }

  /** A fix of Drift was handed out for these findings: if they go now, it was that. */
  expect(findings: Iterable<Finding>): void {
    for (const f of findings) this.expected.add(f.id);
  }

  /** Looks at every open document; documents not given are closed and forgotten. */
  async observe(all: readonly Observation[]): Promise<void> {
    const open = new Set(all.map((o) => o.file));
    for (const file of [...this.last.keys()]) if (!open.has(file)) this.last.delete(file);
    const { at } = this.host.stamp();
    const signals: FeedbackSignal[] = [];
    for (const now of all) {
      if (!now.isSound) continue;
      const before = this.last.get(now.file);
      this.last.set(now.file, now);
      if (before === undefined || !isEdit(before, now)) continue;
      for (const f of gone(before, now, this.expected)) {
        signals.push(signalOf(f, at, this.expected.delete(f.id) ? 'auto_fixed' : 'fixed'));
      }
      for (const f of stayed(before, now)) signals.push(...(await this.keep(f, at)));
    }
    await writeSignals(this.host, this.root, signals);
  }

  /** At most one signal a finding and day. */
  private async keep(finding: Finding, at: string): Promise<readonly FeedbackSignal[]> {
    this.kept ??= new Map(
      [...daysKept(await readSignals(this.host, this.root))].map(([id, days]) => [id, new Set(days)]),
    );
    const days = this.kept.get(finding.id) ?? new Set<string>();
    const day = dayOfSignal({ at });
    if (days.has(day) || days.size >= IGNORED_AFTER_DAYS) return [];
    this.kept.set(finding.id, days.add(day));
    const kept = signalOf(finding, at, 'kept');
    return days.size < IGNORED_AFTER_DAYS ? [kept] : [kept, signalOf(finding, at, 'ignored')];
  }
}

function signalOf({ id, ruleId, file }: Finding, at: string, signal: Kind): FeedbackSignal {
  return { at, signal, finding: id, ruleId, file };
}

/** True when the text and nothing else changed. */
function isEdit(before: Observation, now: Observation): boolean {
  return before.analysis !== now.analysis && before.settings.every((s, i) => s === now.settings[i]);
}

/** Findings an edit removed. Where the same rule found something new, the old finding has only got another identity. */
function gone(before: Observation, now: Observation, expected: ReadonlySet<string>): readonly Finding[] {
  const left = new Set(now.findings.map((f) => f.id));
  const known = new Set(before.findings.map((f) => f.id));
  const moved = new Set(now.findings.filter((f) => !known.has(f.id)).map((f) => f.ruleId));
  return before.findings.filter(
    (f) =>
      !left.has(f.id) &&
      (expected.has(f.id) || !moved.has(f.ruleId)) &&
      before.law.get(f.ruleId) === now.law.get(f.ruleId),
  );
}

function stayed(before: Observation, now: Observation): readonly Finding[] {
  const known = new Set(before.findings.map((f) => f.id));
  return now.findings.filter((f) => known.has(f.id));
}
