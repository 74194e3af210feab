import { type DecideParams, decideParamsSchema, type Finding, keyName } from '@drift/shared';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { say } from '../enforcement/convention-findings.ts';
import { CONVENTIONS } from '../rules/registry.ts';
import { conventionNumber } from '../session/decisions.ts';
import type { Place } from './context.ts';

/** The command that writes a decision about a convention; its one argument is that of `drift/conventions/decide`. */
export const DECIDE_COMMAND = 'drift.conventions.decide';

/** What a person can decide about the convention that a finding departs from. */
export function decisionActions(place: Place, finding: Finding): CodeAction[] {
  const { evidence } = finding;
  const convention = CONVENTIONS[conventionNumber(finding.ruleId) ?? -1];
  const analysis = place.root?.workspace.analysisOf(finding.file);
  if (evidence === undefined || convention === undefined || analysis == null) return [];
  const about = { key: keyName(finding.ruleId), language: analysis.facts.language, uri: place.uri, unseen: false };
  const [expected, actual] = [say(convention, evidence.expected), say(convention, evidence.actual)];
  const directory = finding.file.slice(0, Math.max(0, finding.file.lastIndexOf('/')));
  const scoped = evidence.scope === '' ? {} : { scope: evidence.scope };
  const out: CodeAction[] = [];
  if (directory !== '') {
    out.push(
      action(`This directory does it differently: ${actual} in ${directory}`, {
        ...about,
        status: 'approved',
        value: evidence.actual,
        scope: directory,
      }),
    );
  }
  out.push(
    action(`Approve this convention: ${expected}`, {
      ...about,
      ...scoped,
      status: 'approved',
      value: evidence.expected,
    }),
    action(`Reject this convention: ${expected} is no rule here`, {
      ...about,
      ...scoped,
      status: 'rejected',
      value: evidence.expected,
    }),
  );
  return out;
}

function action(title: string, params: DecideParams): CodeAction {
  return { title, kind: CodeActionKind.QuickFix, command: { title, command: DECIDE_COMMAND, arguments: [params] } };
}

/** The argument of the command, or why it cannot be used. */
export function decideArgument(args: readonly unknown[] | undefined): DecideParams | string {
  const parsed = decideParamsSchema.safeParse(args?.[0]);
  return parsed.success ? parsed.data : `${DECIDE_COMMAND} takes one object as drift/conventions/decide does`;
}
