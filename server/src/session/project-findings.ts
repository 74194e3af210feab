import { byCodeUnit, type FileId, type Problem, type RuleFinding } from '@drift/shared';
import type { ProjectIndex } from '../index/project-index.ts';
import type { ChangeSummary } from '../index/target.ts';
import { type ActiveRules, isOnIn } from '../rules/engine/active-rules.ts';
import { guarded, type LocalAnalysis, speaksIn, toFindings } from '../rules/engine/analyze-file.ts';
import { damagedRanges, touches } from '../rules/engine/damaged-ranges.ts';
import type { FileView } from '../rules/engine/file-view.ts';
import { joinObservations, type ObservationSet } from '../rules/engine/observation-set.ts';
import type { Report } from '../rules/engine/rule.ts';
import { PROJECT_RULES } from '../rules/registry.ts';
import { ProjectObservations } from './project-observations.ts';

interface Told {
  readonly findings: readonly RuleFinding[];
  readonly problems: readonly Problem[];
}

/** What the rules and conventions that read other files say, kept until a file they looked at changes. */
export class ProjectFindings {
  private readonly index: ProjectIndex;
  private readonly observed: ProjectObservations;
  private readonly known = new Map<FileId, Told>();

  constructor(index: ProjectIndex) {
    this.index = index;
    this.observed = new ProjectObservations(index);
  }

  /** Rules and conventions that threw, by the file they threw on, in path order. */
  problems(): readonly Problem[] {
    const files = [...this.known].sort(([a], [b]) => byCodeUnit(a, b));
    return [...files.flatMap(([, { problems }]) => problems), ...this.observed.problems()];
  }

  /** Forgets what a change may alter; returns the other files whose findings may change. */
  replaced(file: FileId, change: ChangeSummary): readonly FileId[] {
    const watching = this.observed.replaced(file, change);
    for (const f of [file, ...change.dependents]) this.known.delete(f);
    if (watching.length === 0) return change.dependents;
    return [...new Set([...change.dependents, ...watching])].sort(byCodeUnit);
  }

  clear(): void {
    this.known.clear();
    this.observed.clear();
  }

  /** What one file alone shows of the conventions, and what it shows together with others. */
  observations(view: FileView, local: LocalAnalysis): ObservationSet {
    return joinObservations(local.observations, this.observed.of(view));
  }

  /** Findings for the current facts of a file; what is off is not run. Other rules are on only after `clear`. */
  of(view: FileView, active: ActiveRules | null): readonly RuleFinding[] {
    const known = this.known.get(view.file);
    if (known !== undefined) return known.findings;
    const told = this.compute(view, active);
    this.known.set(view.file, told);
    return told.findings;
  }

  private compute(view: FileView, active: ActiveRules | null): Told {
    const out: RuleFinding[] = [];
    const problems: Problem[] = [];
    for (const rule of PROJECT_RULES) {
      if (!speaksIn(rule, view) || !isOnIn(active?.rules, view.language, rule.meta.id)) continue;
      const reports: Report[] = [];
      guarded(rule.meta.id, view, problems, () => rule.check(view, this.index, (r) => reports.push(r)));
      if (reports.length === 0) continue;
      const damaged = damagedRanges(view.facts);
      const sound = reports.filter((r) => !touches(damaged, r));
      // The text of a closed file is not at hand: the call's own path identifies it.
      out.push(...toFindings(rule, view, sound, (start) => calleeAt(view, start)));
    }
    return { findings: out, problems };
  }
}

function calleeAt(view: FileView, start: number): string {
  for (const call of view.table('calls')) if (call.start === start) return call.callee;
  return '';
}
