import { PACKS } from '@drift/grammars';
import { displayText, type Finding, type TextEdit } from '@drift/shared';
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  MessageType,
  ShowMessageNotification,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import * as z from 'zod';
import { CONVENTIONS } from '../rules/registry.ts';
import type { OpenDocument } from '../session/document.ts';
import { editsFor, ignoreEdit, refusalsOf } from '../session/fixes.ts';
import { isNamingFinding } from '../session/rename.ts';
import type { Root } from '../session/root.ts';
import { openAt, type Place, placeOf, type ServerContext } from './context.ts';
import { contestedActions, decisionActions } from './convention-actions.ts';
import { judgementAt } from './diagnostics.ts';
import { feedbackActions } from './feedback-commands.ts';
import { expectFixed } from './feedback-watch.ts';
import { offsetOf, rangeOf } from './positions.ts';
import { RENAME, renameActions, renameEdit, TEXT_CHANGED } from './rename-action.ts';
import { checked } from './request-schemas.ts';
import { DiagnosticWriter } from './to-diagnostic.ts';

/** What a lazily resolved action remembers. */
const actionDataSchema = z.object({
  kind: z.enum(['fix', 'fixAll', 'ignore', RENAME]),
  uri: z.string(),
  id: z.string(),
  ruleId: z.string(),
});
type ActionData = z.infer<typeof actionDataSchema>;

/** Findings of one request whose fixes are tried at once, to say beforehand which are refused. */
const MAX_TRIED = 20;
const FIX_ALL_KIND = 'source.fixAll.drift';

/** `textDocument/codeAction` and `codeAction/resolve`. */
export function registerCodeActions(context: ServerContext): void {
  const { connection } = context;
  connection.onCodeAction(
    checked(
      'textDocument/codeAction',
      async ({ textDocument, range, context: asked }: CodeActionParams): Promise<CodeAction[]> => {
        const place = placeOf(context.session, textDocument.uri);
        const document = place === null ? undefined : openAt(context.session, place);
        if (place?.root == null || document === undefined) return [];
        const from = offsetOf(document, range.start, context.encoding);
        const to = offsetOf(document, range.end, context.encoding);
        const { findings, uncut: all } = await judgementAt(context, place);
        const here = findings.filter((f) => f.start <= to && from <= f.end);
        const writer = new DiagnosticWriter(context, place.root);
        await writer.prepare(here);
        const refusals = await refusalsAt(context, place.root, here, document);
        const wanted = (kind: string): boolean =>
          asked.only == null || asked.only.some((k) => kind === k || kind.startsWith(`${k}.`));
        const actions = here.flatMap((f) =>
          [
            ...renameActions(place, f, document),
            ...fixActions(place, f, all, refusals.get(f.id)),
            ...actionsFor(context, place, f),
          ].map((a) => ({ ...a, diagnostics: [writer.write(f)] })),
        );
        actions.push(...contestedActions(place, { start: from, end: to }).map((a) => ({ ...a, diagnostics: [] })));
        if (all.some((f) => f.fixable === 'safe')) {
          actions.push({
            ...action('Fix all safe Drift findings in this file', FIX_ALL_KIND, {
              kind: 'fixAll',
              uri: place.uri,
              id: '',
              ruleId: '',
            }),
            diagnostics: [],
          });
        }
        const shown = actions.filter((a) => wanted(a.kind ?? '')).map(shownAction);
        return context.features.resolvesEdits ? shown : withEdits(context, place, document, shown);
      },
    ),
  );
  connection.onCodeActionResolve(
    checked('codeAction/resolve', async (unresolved: CodeAction): Promise<CodeAction> => {
      const data = actionDataSchema.safeParse(unresolved.data);
      const place = data.success ? placeOf(context.session, data.data.uri) : null;
      const document = place === null ? undefined : openAt(context.session, place);
      if (!data.success || place === null || document === undefined) return unresolved;
      const outcome = await resolution(context, place, document, data.data);
      if (typeof outcome === 'string') return refused(context, unresolved, outcome);
      if (place.root !== null) expectFixed(context, place.root, outcome.fixes);
      return { ...unresolved, edit: outcome.edit };
    }),
  );
}

/** The edit of an action, and the findings it is to remove. */
interface Resolution {
  readonly edit: WorkspaceEdit;
  readonly fixes: readonly Finding[];
}

/** What an action does to the texts, or why it does nothing. */
function resolution(
  context: ServerContext,
  place: Place,
  document: OpenDocument,
  data: ActionData,
): Promise<Resolution | string> {
  return data.kind === RENAME ? renameEdit(context, place, data.id) : editFor(context, place, document, data);
}

/** For a client that asks for no edit later: the actions with theirs, without those that turn out to do nothing. */
async function withEdits(
  context: ServerContext,
  place: Place,
  document: OpenDocument,
  actions: readonly CodeAction[],
): Promise<CodeAction[]> {
  const out: CodeAction[] = [];
  for (const offered of actions) {
    const data = actionDataSchema.safeParse(offered.data);
    if (!data.success || offered.disabled !== undefined) {
      out.push(offered);
      continue;
    }
    const outcome = await resolution(context, place, document, data.data);
    if (typeof outcome !== 'string') out.push({ ...offered, edit: outcome.edit });
    else if (context.features.disabledActions) out.push({ ...offered, disabled: { reason: displayText(outcome) } });
  }
  return out;
}

/** The action without an edit. A person has chosen it, and few clients show why nothing happens: a message tells all. */
function refused({ connection, features }: ServerContext, unresolved: CodeAction, reason: string): CodeAction {
  void connection.sendNotification(ShowMessageNotification.type, {
    type: MessageType.Warning,
    message: `Drift: ${displayText(reason)}`,
  });
  return features.disabledActions ? { ...unresolved, disabled: { reason: displayText(reason) } } : unresolved;
}

/** The action with a title that an editor can show: names of folders and values of the code are in it. */
function shownAction(shown: CodeAction): CodeAction {
  const { command, disabled } = shown;
  const title = displayText(shown.title);
  return {
    ...shown,
    title,
    ...(command === undefined ? {} : { command: { ...command, title } }),
    ...(disabled === undefined ? {} : { disabled: { reason: displayText(disabled.reason) } }),
  };
}

function action(title: string, kind: string, data: ActionData): CodeAction {
  return { title, kind, data };
}

/** Why fixes would be refused, for clients that show it before one is chosen; none of a selection too large to ask. */
async function refusalsAt(
  { session, features }: ServerContext,
  root: Root,
  here: readonly Finding[],
  document: OpenDocument,
): Promise<ReadonlyMap<string, string>> {
  const fixable = here.filter((f) => f.fixable !== undefined && !isNamingFinding(f));
  if (!features.disabledActions || fixable.length > MAX_TRIED) return new Map();
  return refusalsOf(root.workspace, session.options.analyzer, fixable, document.text);
}

/** The fix of a finding, and that of all of its rule; `refusal` says why there is none. */
function fixActions(
  place: Place,
  finding: Finding,
  all: readonly Finding[],
  refusal: string | undefined,
): CodeAction[] {
  if (finding.fixable === undefined || isNamingFinding(finding)) return [];
  const base = { uri: place.uri, id: finding.id, ruleId: finding.ruleId };
  const fix = action(`${fixTitle(finding)}: ${finding.message}`, CodeActionKind.QuickFix, { kind: 'fix', ...base });
  const isPreferred = finding.fixable === 'safe' && finding.confidence >= 0.85;
  const out: CodeAction[] = [
    refusal === undefined ? { ...fix, isPreferred } : { ...fix, disabled: { reason: notFixed(refusal) } },
  ];
  // What may change the meaning of code is looked at one by one.
  if (all.filter((f) => f.ruleId === finding.ruleId && f.fixable === 'safe').length > 1) {
    out.push(action(`Fix all "${finding.ruleId}" in this file`, CodeActionKind.QuickFix, { kind: 'fixAll', ...base }));
  }
  return out;
}

function notFixed(reason: string): string {
  return `Not fixed: ${reason}.`;
}

function actionsFor(context: ServerContext, place: Place, finding: Finding): CodeAction[] {
  const base = { uri: place.uri, id: finding.id, ruleId: finding.ruleId };
  return [
    action(`Ignore this "${finding.ruleId}" (write the reason)`, CodeActionKind.QuickFix, { kind: 'ignore', ...base }),
    ...decisionActions(place, finding),
    ...feedbackActions(context, place.uri, finding),
  ];
}

/** What the title of a fix begins with: an unsafe one says what to look at. */
function fixTitle({ fixable, ruleId }: Finding): string {
  if (fixable !== 'unsafe') return 'Fix';
  const caution = CONVENTIONS.find((c) => c.id === ruleId)?.caution;
  return caution === undefined ? 'Fix, to be checked' : `Fix, to be checked (${caution})`;
}

async function editFor(
  context: ServerContext,
  place: Place,
  document: OpenDocument,
  data: ActionData,
): Promise<Resolution | string> {
  if (place.root === null) return TEXT_CHANGED;
  const { uncut: findings } = await judgementAt(context, place);
  const finding = findings.find((f) => f.id === data.id);
  if (data.kind === 'ignore') {
    if (finding === undefined) return TEXT_CHANGED;
    const language = place.root.workspace.analysisOf(finding.file)?.facts.language;
    const token = language === undefined ? '//' : (PACKS[language]?.lineComment ?? '//');
    const lineStart = document.lines.lineStart(document.lines.lineOf(finding.start));
    const edit = ignoreEdit(document.text, lineStart, token, finding);
    return { edit: workspaceEdit(context, place, document, [edit]), fixes: [] };
  }
  const wanted =
    data.kind === 'fix'
      ? findings.filter((f) => f.id === data.id)
      : findings.filter((f) => f.fixable === 'safe' && (data.ruleId === '' || f.ruleId === data.ruleId));
  if (wanted.length === 0) return TEXT_CHANGED;
  const edits = await editsFor(place.root.workspace, context.session.options.analyzer, wanted, document.text);
  if (typeof edits === 'string') return notFixed(edits);
  return { edit: workspaceEdit(context, place, document, edits), fixes: wanted };
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
