import type { FileId, Finding, FixAnswer, FixParams } from '@drift/shared';
import { type CodeAction, CodeActionKind, type TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver';
import type { OpenDocument } from '../session/document.ts';
import { linesOf, placeOf } from '../session/positions-of.ts';
import {
  isNamingFinding,
  newNameFor,
  type RenamedFile,
  type RenameResult,
  renameOf,
  renameTitle,
} from '../session/rename.ts';
import { writeRenamed } from '../session/rename-write.ts';
import { allFindings } from '../session/report.ts';
import type { Root } from '../session/root.ts';
import { secretsOfFile, shownChange } from '../session/shown-text.ts';
import { unifiedDiff } from '../session/unified-diff.ts';
import { LineTable } from '../syntax/line-table.ts';
import { openAt, type Place, type ServerContext, uriOf } from './context.ts';
import { analyzeOpen, findingsAt } from './diagnostics.ts';
import { rangeOf } from './positions.ts';

/** The kind of lazily resolved action that renames. */
export const RENAME = 'rename';

/** Why an action that was offered is none any more. */
export const TEXT_CHANGED = 'The text has changed; there is nothing to do here any more.';

/** What an action does to texts, and the findings that are gone then. */
export interface ActionEdit {
  readonly edit: WorkspaceEdit;
  readonly mended: readonly Finding[];
}

/** The offer to rename what a finding is about; its edits are computed when the action is resolved. */
export function renameActions(place: Place, finding: Finding, document: OpenDocument): CodeAction[] {
  const name = newNameFor(finding, document.text);
  if (name === null) return [];
  const data = { kind: RENAME, uri: place.uri, id: finding.id, ruleId: finding.ruleId };
  return [{ title: renameTitle(name), kind: CodeActionKind.QuickFix, data }];
}

/** The edits of a rename over all files with the finding they mend, or why it is refused. */
export async function renameEdit(context: ServerContext, place: Place, id: string): Promise<ActionEdit | string> {
  const { root } = place;
  const finding = root === null ? undefined : (await findingsAt(context, place)).find((f) => f.id === id);
  if (root === null || finding === undefined) return TEXT_CHANGED;
  for (const document of root.documents.all()) {
    if (document.id.kind === 'file')
      await analyzeOpen(context, { uri: uriOf(context, root, document.id.file), root, id: document.id }, document);
  }
  const result = await renamed(context, root, finding);
  if (!result.ok) return `Not renamed: ${result.reason}.`;
  return { edit: workspaceEdit(context, root, result.files), mended: [finding] };
}

function renamed({ session }: ServerContext, root: Root, finding: Finding): Promise<RenameResult> {
  return renameOf(
    { workspace: root.workspace, analyzer: session.options.analyzer, host: session.options.host },
    finding,
  );
}

function workspaceEdit(context: ServerContext, root: Root, files: readonly RenamedFile[]): WorkspaceEdit {
  const documentChanges = files.map((f): TextDocumentEdit => {
    const uri = uriOf(context, root, f.file);
    const document = openAt(context.session, { uri, root, id: { kind: 'file', file: f.file } });
    const view = document ?? { text: f.before, lines: LineTable.of(f.before) };
    return {
      textDocument: { uri, version: document?.version ?? null },
      edits: f.edits.map((e) => ({ range: rangeOf(view, e, context.encoding), newText: e.newText })),
    };
  });
  if (context.features.documentChanges) return { documentChanges };
  return { changes: Object.fromEntries(documentChanges.map((d) => [d.textDocument.uri, editsOf(d)])) };
}

function editsOf(change: TextDocumentEdit): NonNullable<WorkspaceEdit['changes']>[string] {
  return change.edits.flatMap((e) => ('newText' in e ? [e] : []));
}

/** The part of an answer to `drift/fix` that renames give. */
export interface RenameAnswer {
  readonly applied: FixAnswer['applied'][number][];
  readonly refused: FixAnswer['refused'][number][];
  diff: string;
}

/** Renames what was asked for by id: each rename in all its files or in none. */
export async function renameByIds(
  context: ServerContext,
  root: Root,
  params: FixParams,
  answer: RenameAnswer,
): Promise<void> {
  if (params.ids.length === 0) return;
  const done = new Set<FileId>();
  for (const finding of await allFindings(root.workspace)) {
    if (!isNamingFinding(finding) || !params.ids.some((id) => finding.id.startsWith(id))) continue;
    if (params.rule !== undefined && params.rule !== finding.ruleId) continue;
    const refuse = (reason: string): number => answer.refused.push({ id: finding.id, path: finding.file, reason });
    const result = await renamed(context, root, finding);
    if (!result.ok) {
      refuse(result.reason);
      continue;
    }
    if (result.files.some((f) => done.has(f.file))) {
      refuse('another rename has just changed a file it needs; ask again');
      continue;
    }
    const failure = params.dryRun ? null : await writeRenamed(context.session.options.host, root.path, result.files);
    if (failure !== null) {
      refuse(failure);
      continue;
    }
    const { line } = placeOf(linesOf(root.workspace, finding.file), finding.start);
    answer.applied.push({ id: finding.id, path: finding.file, line, title: result.title });
    for (const f of result.files) {
      done.add(f.file);
      const secrets = secretsOfFile(root.workspace, f.file, f.before);
      answer.diff += unifiedDiff(f.file, ...shownChange(f.before, f.after, secrets));
    }
  }
}
