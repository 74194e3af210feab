import { compareFindings, type FileId, type ReportSuppressed } from '@drift/shared';
import type { SuppressedFinding } from '../enforcement/judge.ts';
import { maskText } from '../knowledge/secrets/mask-text.ts';
import { dismissedFindings } from './dismissed.ts';
import { linesOf, placeOf } from './positions-of.ts';
import { withSnippets } from './quoted-findings.ts';
import type { Workspace } from './workspace.ts';

/** Longest text of a reason that a report repeats, in code units. */
const MAX_REASON = 400;

/** Findings of a loaded and prepared workspace that comments suppress, in path order. */
function suppressedFindings(workspace: Workspace, isWanted: (file: FileId) => boolean): readonly SuppressedFinding[] {
  return workspace.files().flatMap((file) => (isWanted(file) ? workspace.judgementOf(file, true).suppressed : []));
}

/** How many there are, as a report's summary has it; nothing when there are none. */
export function suppressedCount(
  workspace: Workspace,
  isWanted: (file: FileId) => boolean,
): { readonly suppressed?: number } {
  const { length } = suppressedFindings(workspace, isWanted);
  return length === 0 ? {} : { suppressed: length };
}

/** Every finding of some files that a comment suppresses or that people dismissed, in the order of `compareFindings`. */
export async function suppressedList(
  workspace: Workspace,
  isWanted: (file: FileId) => boolean,
): Promise<readonly ReportSuppressed[]> {
  const inSource = suppressedFindings(workspace, isWanted);
  const external = dismissedFindings(workspace, isWanted);
  const findings = await withSnippets(
    workspace,
    [...inSource, ...external].map(({ finding }) => finding),
  );
  const listed = findings.map((finding, i): ReportSuppressed => {
    const comment = inSource[i];
    if (comment === undefined)
      return { finding, kind: 'external', justification: external[i - inSource.length]?.reason ?? '' };
    const { suppression } = comment;
    const lines = linesOf(workspace, comment.finding.file);
    return {
      finding,
      kind: 'inSource',
      justification: reasonOf(suppression),
      comment: { start: placeOf(lines, suppression.start), end: placeOf(lines, suppression.end) },
      ...(suppression.expires === null ? {} : { expires: suppression.expires }),
    };
  });
  return listed.sort((a, b) => compareFindings(a.finding, b.finding));
}

/** What was given as the reason; of a directive to another tool without one, the directive. */
function reasonOf({ tool, word, reason }: SuppressedFinding['suppression']): string {
  if (reason !== '' || tool === 'drift') return maskText(reason).slice(0, MAX_REASON);
  return `${word} (${tool})`;
}
