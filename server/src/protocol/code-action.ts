import { displayText, type Finding } from '@drift/shared';
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Command,
  MessageType,
  ShowMessageNotification,
} from 'vscode-languageserver';
import { CONVENTIONS } from '../rules/registry.ts';
import type { OpenDocument } from '../session/document.ts';
import { refusalsOf } from '../session/fixes.ts';
import { isNamingFinding } from '../session/rename.ts';
import type { Root } from '../session/root.ts';
import { type ActionData, actionDataSchema, editOf, notFixed } from './action-edit.ts';
import { asCommand } from './apply-action.ts';
import { openAt, type Place, placeOf, type ServerContext } from './context.ts';
import { contestedActions, decisionActions } from './convention-actions.ts';
import { judgementAt } from './diagnostics.ts';
import { feedbackActions } from './feedback-commands.ts';
import { expectFixed } from './feedback-watch.ts';
import { offsetOf } from './positions.ts';
import { renameActions } from './rename-action.ts';
import { checked } from './request-schemas.ts';
import { DiagnosticWriter } from './to-diagnostic.ts';
import { unlessOutdated } from './unless-outdated.ts';

/** Findings of one request whose fixes are tried at once, to say beforehand which are refused. */
const MAX_TRIED = 20;
const FIX_ALL_KIND = 'source.fixAll.drift';
/** What takes a function apart is no quick repair. */
const EXTRACT_KIND = 'refactor.rewrite.drift';

/** `textDocument/codeAction` and `codeAction/resolve`. */
export function registerCodeActions(context: ServerContext): void {
  const { connection } = context;
  connection.onCodeAction(
    checked(
      'textDocument/codeAction',
      async ({ textDocument, range, context: asked }: CodeActionParams): Promise<(CodeAction | Command)[]> => {
        const place = placeOf(context.session, textDocument.uri);
        if (place === null) return [];
        return unlessOutdated(
          () => openAt(context.session, place),
          async (document) => {
            const offered = await offeredAt(context, place, document, range);
            const { only } = asked;
            const wanted = (kind: string): boolean =>
              only == null || only.some((k) => kind === k || kind.startsWith(`${k}.`));
            return forClient(context, offered.filter((a) => wanted(a.kind ?? '')).map(shownAction));
          },
          [],
        );
      },
    ),
  );
  connection.onCodeActionResolve(
    checked('codeAction/resolve', async (unresolved: CodeAction): Promise<CodeAction> => {
      const data = actionDataSchema.safeParse(unresolved.data);
      const place = data.success ? placeOf(context.session, data.data.uri) : null;
      if (!data.success || place === null || openAt(context.session, place) === undefined) return unresolved;
      const made = await editOf(context, data.data);
      if (typeof made === 'string') return refused(context, unresolved, made);
      if (place.root !== null) expectFixed(context, place.root, made.mended);
      return { ...unresolved, edit: made.edit };
    }),
  );
}

/** Everything that can be done in a range, edits still to be computed. */
async function offeredAt(
  context: ServerContext,
  place: Place,
  document: OpenDocument,
  range: CodeActionParams['range'],
): Promise<CodeAction[]> {
  if (place.root === null) return [];
  const from = offsetOf(document, range.start, context.encoding);
  const to = offsetOf(document, range.end, context.encoding);
  const { findings, uncut: all } = await judgementAt(context, place);
  const here = findings.filter((f) => f.start <= to && from <= f.end);
  const writer = new DiagnosticWriter(context, place.root);
  await writer.prepare(here);
  const refusals = await refusalsAt(context, place.root, here, document);
  const actions = here.flatMap((f) =>
    [
      ...renameActions(place, f, document),
      ...fixActions(place, f, all, refusals.get(f.id)),
      ...actionsFor(context, place, f),
    ].map((a) => ({ ...a, diagnostics: [writer.write(f)] })),
  );
  actions.push(...contestedActions(place, { start: from, end: to }).map((a) => ({ ...a, diagnostics: [] })));
  if (all.some((f) => f.fixable === 'safe')) {
    const data: ActionData = { kind: 'fixAll', uri: place.uri, id: '', ruleId: '' };
    actions.push({ ...action('Fix all safe Drift findings in this file', FIX_ALL_KIND, data), diagnostics: [] });
  }
  return actions;
}

/** The actions in the form the client takes: not every client asks for an edit that is not there yet. */
async function forClient(context: ServerContext, actions: readonly CodeAction[]): Promise<(CodeAction | Command)[]> {
  const { codeActions } = context.features;
  if (codeActions === 'resolved') return [...actions];
  if (codeActions === 'commands') return actions.flatMap((a) => asCommand(context, a) ?? []);
  const whole: CodeAction[] = [];
  for (const a of actions) whole.push(...(await withEdit(context, a)));
  return whole;
}

/**
 * The action with its edit; where there is none it is disabled, or left out for a client that does not show such actions.
 * What it remembers stays: a client of Drift's own tells by it a fix from a note that ignores.
 */
async function withEdit(context: ServerContext, unresolved: CodeAction): Promise<readonly CodeAction[]> {
  const known = actionDataSchema.safeParse(unresolved.data);
  if (!known.success || unresolved.disabled !== undefined) return [unresolved];
  const made = await editOf(context, known.data);
  if (typeof made !== 'string') return [{ ...unresolved, edit: made.edit }];
  return context.features.disabledActions ? [{ ...unresolved, disabled: { reason: displayText(made) } }] : [];
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
  const kind = finding.outlier === undefined ? CodeActionKind.QuickFix : EXTRACT_KIND;
  const fix = action(`${fixTitle(finding)}: ${finding.message}`, kind, { kind: 'fix', ...base });
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
