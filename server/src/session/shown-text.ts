import type { FileId, Span } from '@drift/shared';
import { maskSpans, secretSpansIn } from '../knowledge/secrets/mask-text.ts';
import { FileView } from '../rules/engine/file-view.ts';
import { secretPlaces } from '../rules/secret/scanned-strings.ts';
import type { Workspace } from './workspace.ts';

/** A value shorter than this is masked where it lies, not wherever its letters occur. */
const MIN_VALUE = 8;

/** Places of a file's secrets: what its text holds, and what is a secret only by the name it is given to. */
export function secretsOfFile(workspace: Workspace, file: FileId, text: string): readonly Span[] {
  return [...secretSpansIn(text), ...namedSecrets(workspace, file)];
}

/** The secrets that a file's strings and comments hold as it was analysed; needs no text. */
export function namedSecrets(workspace: Workspace, file: FileId): readonly Span[] {
  const analysis = workspace.analysisOf(file);
  return analysis === null ? [] : secretPlaces(new FileView(file, analysis.role, analysis.facts));
}

/** A part of a text fit to be shown; `secrets` are places in the whole text. */
export function shownPart(text: string, { start, end }: Span, secrets: readonly Span[]): string {
  const inside = secrets
    .filter((s) => s.start < end && s.end > start)
    .map((s) => ({ start: Math.max(0, s.start - start), end: Math.min(end, s.end) - start }));
  return maskSpans(text.slice(start, end), inside);
}

/** Both texts of a change of a file fit to be shown. `secrets` are those of the text before. */
export function shownChange(before: string, after: string, secrets: readonly Span[]): readonly [string, string] {
  const values = new Set(secrets.flatMap((s) => before.slice(s.start, s.end).split(/[\r\n]+/)));
  const places = [...secretSpansIn(after)];
  for (const value of values) {
    if (value.length < MIN_VALUE) continue;
    for (let at = after.indexOf(value); at >= 0; at = after.indexOf(value, at + value.length))
      places.push({ start: at, end: at + value.length });
  }
  return [maskSpans(before, secrets), maskSpans(after, places)];
}
