import { counted, type Finding } from '@drift/shared';
import type { Hover, HoverParams } from 'vscode-languageserver';
import { contestedAmong } from '../analysis/conventions/category.ts';
import { type ConventionState, stateFor } from '../analysis/conventions/snapshot.ts';
import { populationOf, say, sitesText } from '../enforcement/convention-findings.ts';
import { leftText } from '../enforcement/left-to-tools.ts';
import { RULES } from '../enforcement/rule-settings.ts';
import type { Convention } from '../rules/engine/convention.ts';
import { NOT_TOLD, siteAt, siteCount } from '../rules/engine/observation-set.ts';
import { CONVENTIONS } from '../rules/registry.ts';
import type { OpenDocument } from '../session/document.ts';
import { observationsOf } from '../session/observations-of.ts';
import { kindAt } from '../session/pattern-rows.ts';
import { shownEvidence } from '../session/positions-of.ts';
import { openAt, type Place, placeOf, type ServerContext } from './context.ts';
import { findingsAt } from './diagnostics.ts';
import { type Markup, markupFor } from './markup.ts';
import { outlierLines } from './outliers.ts';
import { offsetOf, rangeOf } from './positions.ts';
import { checked } from './request-schemas.ts';
import { unlessOutdated } from './unless-outdated.ts';

/** `textDocument/hover`: the evidence of a finding, or which convention a place follows; null elsewhere. */
export function registerHover(context: ServerContext): void {
  context.connection.onHover(
    checked('textDocument/hover', async ({ textDocument, position }: HoverParams): Promise<Hover | null> => {
      const place = placeOf(context.session, textDocument.uri);
      if (place === null) return null;
      return unlessOutdated(
        () => openAt(context.session, place),
        (document) => hoverAt(context, place, document, position),
        null,
      );
    }),
  );
}

async function hoverAt(
  context: ServerContext,
  place: Place,
  document: OpenDocument,
  position: HoverParams['position'],
): Promise<Hover | null> {
  const findings = await findingsAt(context, place);
  const offset = offsetOf(document, position, context.encoding);
  const here = findings.filter((f) => f.start <= offset && offset <= f.end);
  const first = here[0];
  const markup = markupFor(context.features);
  const { kind } = markup;
  if (first !== undefined) {
    return {
      contents: { kind, value: here.map((f) => findingText(f, markup)).join(markup.rule) },
      range: rangeOf(document, first, context.encoding),
    };
  }
  const said = [kindText(place, offset, markup), followedAt(place, offset, markup)].filter((t) => t !== null);
  return said.length === 0 ? null : { contents: { kind, value: said.join('\n\n') } };
}

function findingText(finding: Finding, { text, code, strong }: Markup): string {
  const rule = RULES.get(finding.ruleId);
  const lines = [
    strong(finding.message),
    '',
    `${finding.severity} ${code(finding.ruleId)} · ${text(rule?.title ?? '')}`,
  ];
  const { outlier } = finding;
  const evidence = finding.evidence === undefined ? undefined : shownEvidence(finding.evidence);
  if (outlier !== undefined) lines.push('', ...outlierLines(outlier));
  if (evidence !== undefined && evidence.total > 0) {
    const share = Math.round((evidence.conforming / Math.max(1, evidence.total)) * 100);
    lines.push(
      '',
      `${evidence.conforming} of ${counted(evidence.total, 'site')} (${share} %) ${evidence.conforming === 1 ? 'uses' : 'use'} ${code(evidence.expected)}; this one uses ${code(evidence.actual)}.`,
    );
  }
  lines.push(
    '',
    `Confidence ${finding.confidence.toFixed(2)}, ${finding.tier}; ${finding.isNew ? 'new code' : 'existing code'}.`,
  );
  for (const r of finding.related ?? []) lines.push(`- e.g. ${code(r.file)} ${text(r.message)}`);
  if (finding.cwe.length > 0) lines.push('', finding.cwe.join(', '));
  lines.push('', code(`drift explain ${finding.id}`));
  return lines.join('\n');
}

/** Steps and examples named of a pattern. */
const MAX_NAMED = { steps: 5, examples: 2 } as const;

/** On the name of a function that is one of many of its kind: how many, what they do, and where. */
function kindText(place: Place, offset: number, { code }: Markup): string | null {
  if (place.root === null || place.id.kind !== 'file') return null;
  const { patterns } = place.root.workspace;
  // Learning takes longer than a hover may: the next one shows what this one asks for.
  if (patterns.current === null && place.root.workspace.loaded)
    void patterns.ask(place.root.workspace.pacer()).catch(() => {});
  const kind = kindAt(place.root.workspace, place.id.file, offset);
  if (kind === null) return null;
  const { functionCount, steps, examples } = kind;
  const does = steps.slice(0, MAX_NAMED.steps).map((s) => `${code(s.text)} (${s.having})`);
  const seen = examples.slice(0, MAX_NAMED.examples).map((e) => code(`${e.path}${e.line < 0 ? '' : `:${e.line + 1}`}`));
  return `one of ${counted(functionCount, 'function')} like this: ${does.join(', ')}; e.g. ${seen.join(', ')}`;
}

/** One line per convention that the place follows. */
function followedAt(place: Place, offset: number, markup: Markup): string | null {
  if (place.root === null || place.id.kind !== 'file') return null;
  const { workspace } = place.root;
  const analysis = workspace.analysisOf(place.id.file);
  const population = analysis === null ? null : populationOf(analysis.role);
  if (analysis === null || population === null) return null;
  const lines: string[] = [];
  const observations = observationsOf(workspace, place.id.file);
  for (let i = 0; i < siteCount(observations); i++) {
    const site = siteAt(observations, i);
    if (site.value === NOT_TOLD || offset < site.start || offset > site.end) continue;
    const convention = CONVENTIONS[site.convention];
    const question = { convention: site.convention, language: analysis.facts.language, population };
    const state = stateFor(workspace.conventions, question, place.id.file);
    const left = convention === undefined ? null : workspace.left.to(convention, question.language, place.id.file);
    if (convention !== undefined && left !== null)
      lines.push(`${markup.code(convention.id)} is ${markup.text(leftText(left))}`);
    if (convention === undefined || state === undefined || left !== null) continue;
    lines.push(standingText({ convention, state, value: site.value }, markup));
  }
  return lines.length === 0 ? null : lines.join('\n\n');
}

/** How a place stands to what is usual: the leading answer, its share, how settled it is, and who decided. */
function standingText(
  {
    convention,
    state,
    value,
  }: { readonly convention: Convention; readonly state: ConventionState; readonly value: string },
  { text, code, lineEnd }: Markup,
): string {
  const { leader, enforcement, decision } = state;
  const expected = enforcement?.expected ?? leader.value;
  const id = code(convention.id);
  if (state.sites === 0) {
    const what = `${decision?.status ?? 'expected'}: ${text(say(convention, expected))}`;
    return `${id} in ${code(state.scope.path)}, ${what}; nothing there teaches it yet`;
  }
  const isSide = contestedAmong(state.values.map((v) => v.share)).some((i) => state.values[i]?.value === value);
  const verb =
    state.category === 'contested' && enforcement === null
      ? isSide
        ? 'takes a side in'
        : 'answers otherwise than both sides in'
      : value === expected
        ? 'follows'
        : 'departs from';
  const share = Math.round(leader.share * 100);
  const place = state.scope.path === '' ? '' : ` in ${code(state.scope.path)}`;
  const lines = [
    `${verb} ${id}${place}: ${text(say(convention, leader.value))} in ${share} % of ${counted(state.files, 'file')} (${leader.sites} of ${sitesText(convention, state.sites)})`,
    `${state.tier}, ${CATEGORY_TEXTS[state.category]}${decisionText(state)}`,
  ];
  const rivals = state.values
    .slice(1, 3)
    .map((v) => `${text(say(convention, v.value))} ${Math.round(v.share * 100)} %`);
  if (rivals.length > 0) lines.push(`also: ${rivals.join(', ')}`);
  return lines.join(lineEnd);
}

/** What people said of a convention, or that they have not yet where it is for them to say. */
function decisionText({ category, decision }: ConventionState): string {
  const isContested = category === 'contested';
  if (decision === null) return isContested ? ': nobody decided yet' : '';
  if (decision.status !== 'rejected') return `, ${decision.status}`;
  return isContested ? ': the team decided that either is fine' : ', rejected: what does otherwise is not told';
}

const CATEGORY_TEXTS: Readonly<Record<ConventionState['category'], string>> = {
  universal: 'universal',
  projectSpecific: 'project-specific',
  emerging: 'a new habit spreading',
  legacy: 'an old habit going',
  contested: 'contested',
  unsettled: 'not settled',
};
