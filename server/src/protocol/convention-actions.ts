import { type DecideParams, decideParamsSchema, type Finding, keyName, type Span } from '@drift/shared';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { stateFor } from '../analysis/conventions/snapshot.ts';
import { populationOf, say } from '../enforcement/convention-findings.ts';
import { conventionSeverity } from '../enforcement/rule-settings.ts';
import { NOT_TOLD, siteAt, siteCount } from '../rules/engine/observation-set.ts';
import { CONVENTIONS } from '../rules/registry.ts';
import { conventionNumber } from '../session/decisions.ts';
import { observationsOf } from '../session/observations-of.ts';
import type { Place } from './context.ts';

/** The command that writes a decision about a convention; its one argument is that of `drift/conventions/decide`. */
export const DECIDE_COMMAND = 'drift.conventions.decide';

/** What a person can decide about the convention that a finding departs from. */
export function decisionActions(place: Place, finding: Finding): CodeAction[] {
  const { evidence } = finding;
  const convention = CONVENTIONS[conventionNumber(finding.ruleId) ?? -1];
  const analysis = place.root?.workspace.analysisOf(finding.file);
  if (evidence === undefined || convention === undefined || analysis == null) return [];
  const about = { key: keyName(finding.ruleId), language: analysis.facts.language, uri: place.uri };
  const [expected, actual] = [say(convention, evidence.expected), say(convention, evidence.actual)];
  const directory = finding.file.slice(0, Math.max(0, finding.file.lastIndexOf('/')));
  const scoped = evidence.scope === '' ? {} : { scope: evidence.scope };
  const reach = reachText(about.language, evidence.scope);
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
    action(`Approve this convention: ${expected} ${reach}`, {
      ...about,
      ...scoped,
      status: 'approved',
      value: evidence.expected,
    }),
    action(`Reject this convention: ${expected} is no rule ${reach}`, {
      ...about,
      ...scoped,
      status: 'rejected',
      value: evidence.expected,
    }),
  );
  return out;
}

/** Sides of an undecided question that are offered. */
const MAX_SIDES = 2;

/** What a person can decide about the undecided questions that arise at a place: the way back to a note that was put away. */
export function contestedActions({ root, id, uri }: Place, at: Span): CodeAction[] {
  const analysis = root === null || id.kind !== 'file' ? null : root.workspace.analysisOf(id.file);
  const population = analysis === null ? null : populationOf(analysis.role);
  const config = root?.workspace.config?.config;
  if (root === null || id.kind !== 'file' || analysis === null || population === null || config === undefined)
    return [];
  const { language } = analysis.facts;
  const observations = observationsOf(root.workspace, id.file);
  const out = new Map<string, CodeAction>();
  for (let i = 0; i < siteCount(observations); i++) {
    const site = siteAt(observations, i);
    const convention = CONVENTIONS[site.convention];
    if (convention === undefined || site.value === NOT_TOLD || site.start > at.end || at.start > site.end) continue;
    if (root.workspace.left.to(convention, language, id.file) !== null) continue;
    const state = stateFor(root.workspace.conventions, { convention: site.convention, language, population }, id.file);
    if (state?.category !== 'contested' || state.decision !== null) continue;
    if (conventionSeverity(config, convention, state, 'info') === null) continue;
    const scope = state.scope.path === '' ? {} : { scope: state.scope.path };
    const about = { key: keyName(convention.id), language, population, ...scope, uri };
    const reach = reachText(`${language} ${population === 'test' ? 'tests' : 'code'}`, state.scope.path);
    const sides = state.values.slice(0, MAX_SIDES).map(({ value }) =>
      action(`Approve ${say(convention, value)} ${reach} (${convention.title})`, {
        ...about,
        status: 'approved',
        value,
      }),
    );
    for (const a of [
      ...sides,
      action(`Either is fine ${reach} (${convention.title})`, { ...about, status: 'rejected' }),
    ])
      out.set(a.title, a);
  }
  return [...out.values()];
}

/** How far a decision goes: no finding is decided about by itself. */
function reachText(what: string, scope: string): string {
  return `for ${what} in ${scope === '' ? 'the whole project' : scope}`;
}

/** What its default says is left out: some clients hand `false` back as `null`. */
function action(title: string, params: Omit<DecideParams, 'unseen'>): CodeAction {
  return { title, kind: CodeActionKind.QuickFix, command: { title, command: DECIDE_COMMAND, arguments: [params] } };
}

/** The argument of the command, or why it cannot be used. */
export function decideArgument(args: readonly unknown[] | undefined): DecideParams | string {
  const parsed = decideParamsSchema.safeParse(args?.[0]);
  return parsed.success ? parsed.data : `${DECIDE_COMMAND} takes one object as drift/conventions/decide does`;
}
