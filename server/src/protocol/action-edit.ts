import { PACKS } from '@drift/grammars';
import type { TextEdit } from '@drift/shared';
import type { WorkspaceEdit } from 'vscode-languageserver';
import * as z from 'zod';
import type { OpenDocument } from '../session/document.ts';
import { editsFor, ignoreEdit } from '../session/fixes.ts';
import { openAt, type Place, placeOf, type ServerContext } from './context.ts';
import { judgementAt } from './diagnostics.ts';
import { rangeOf } from './positions.ts';
import { type ActionEdit, RENAME, renameEdit, TEXT_CHANGED } from './rename-action.ts';

/** What an action whose edit is computed later remembers. */
export const actionDataSchema = z.object({
  kind: z.enum(['fix', 'fixAll', 'ignore', RENAME]),
  uri: z.string(),
  id: z.string(),
  ruleId: z.string(),
});
/** What an action remembers, after parsing. */
export type ActionData = z.infer<typeof actionDataSchema>;

/** The edit of an action against the texts as they are now, or why there is none. */
export async function editOf(context: ServerContext, data: ActionData): Promise<ActionEdit | string> {
  const place = placeOf(context.session, data.uri);
  const document = place === null ? undefined : openAt(context.session, place);
  if (place === null || place.root === null || document === undefined) return TEXT_CHANGED;
  if (data.kind === RENAME) return renameEdit(context, place, data.id);
  const { uncut: findings } = await judgementAt(context, place);
  const finding = findings.find((f) => f.id === data.id);
  if (data.kind === 'ignore') {
    if (finding === undefined) return TEXT_CHANGED;
    const language = place.root.workspace.analysisOf(finding.file)?.facts.language;
    const token = language === undefined ? '//' : (PACKS[language]?.lineComment ?? '//');
    const lineStart = document.lines.lineStart(document.lines.lineOf(finding.start));
    const edit = ignoreEdit(document.text, lineStart, token, finding);
    return { edit: workspaceEdit(context, place, document, [edit]), mended: [] };
  }
  const wanted =
    data.kind === 'fix'
      ? findings.filter((f) => f.id === data.id)
      : findings.filter((f) => f.fixable === 'safe' && (data.ruleId === '' || f.ruleId === data.ruleId));
  if (wanted.length === 0) return TEXT_CHANGED;
  const made = await editsFor(place.root.workspace, context.session.options.analyzer, wanted, document.text);
  if (typeof made === 'string') return notFixed(made);
  return { edit: workspaceEdit(context, place, document, made.edits), mended: made.mended };
}

/** Says that a fix is refused, and why. */
export function notFixed(reason: string): string {
  return `Not fixed: ${reason}.`;
}

function workspaceEdit(
  context: ServerContext,
  place: Place,
  document: OpenDocument,
  edits: readonly TextEdit[],
): WorkspaceEdit {
  const changes = edits.map((e) => ({ range: rangeOf(document, e, context.encoding), newText: e.newText }));
  if (!context.features.documentChanges) return { changes: { [place.uri]: changes } };
  return { documentChanges: [{ textDocument: { uri: place.uri, version: document.version }, edits: changes }] };
}
