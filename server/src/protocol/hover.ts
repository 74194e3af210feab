import type { Finding } from '@drift/shared';
import type { Hover } from 'vscode-languageserver';
import { stateKey } from '../analysis/conventions/snapshot.ts';
import { populationOf } from '../enforcement/convention-findings.ts';
import { RULES } from '../enforcement/rule-settings.ts';
import { NOT_TOLD, siteAt, siteCount } from '../rules/engine/observation-set.ts';
import { CONVENTIONS } from '../rules/registry.ts';
import { openAt, type Place, placeOf, type ServerContext } from './context.ts';
import { findingsAt } from './diagnostics.ts';
import { outlierLines } from './outliers.ts';
import { offsetOf, rangeOf } from './positions.ts';

/** `textDocument/hover`: the evidence of a finding, or which convention a place follows; null elsewhere. */
export function registerHover(context: ServerContext): void {
  context.connection.onHover(async ({ textDocument, position }): Promise<Hover | null> => {
    const place = placeOf(context.session, textDocument.uri);
    const document = place === null ? undefined : openAt(context.session, place);
    if (place === null || document === undefined) return null;
    const findings = await findingsAt(context, place);
    const offset = offsetOf(document, position, context.encoding);
    const here = findings.filter((f) => f.start <= offset && offset <= f.end);
    const first = here[0];
    if (first !== undefined) {
      return {
        contents: { kind: 'markdown', value: here.map(findingText).join('\n\n---\n\n') },
        range: rangeOf(document, first, context.encoding),
      };
    }
    const followed = followedAt(place, offset);
    return followed === null ? null : { contents: { kind: 'markdown', value: followed } };
  });
}

function findingText(finding: Finding): string {
  const rule = RULES.get(finding.ruleId);
  const lines = [
    `**${escapeMarkdown(finding.message)}**`,
    '',
    `${finding.severity} \`${finding.ruleId}\` · ${escapeMarkdown(rule?.title ?? '')}`,
  ];
  const { evidence, outlier } = finding;
  if (outlier !== undefined) lines.push('', ...outlierLines(outlier));
  if (evidence !== undefined) {
    const share = Math.round((evidence.conforming / Math.max(1, evidence.total)) * 100);
    lines.push(
      '',
      `${evidence.conforming} of ${evidence.total} sites (${share} %) use \`${evidence.expected}\`; this one uses \`${evidence.actual}\`.`,
    );
  }
  lines.push(
    '',
    `Confidence ${finding.confidence.toFixed(2)}, ${finding.tier}; ${finding.isNew ? 'new code' : 'existing code'}.`,
  );
  for (const r of finding.related ?? []) lines.push(`- e.g. \`${r.file}\` ${escapeMarkdown(r.message)}`);
  if (finding.cwe.length > 0) lines.push('', finding.cwe.join(', '));
  lines.push('', `\`drift explain ${finding.id}\``);
  return lines.join('\n');
}

/** One line per convention that the place follows. */
function followedAt(place: Place, offset: number): string | null {
  if (place.root === null || place.id.kind !== 'file') return null;
  const { workspace } = place.root;
  const analysis = workspace.analysisOf(place.id.file);
  const population = analysis === null ? null : populationOf(analysis.role);
  if (analysis === null || population === null) return null;
  const lines: string[] = [];
  for (let i = 0; i < siteCount(analysis.observations); i++) {
    const site = siteAt(analysis.observations, i);
    if (site.value === NOT_TOLD || offset < site.start || offset > site.end) continue;
    const convention = CONVENTIONS[site.convention];
    const state = workspace.conventions.get(stateKey(site.convention, analysis.facts.language, population));
    if (convention === undefined || state === undefined) continue;
    const verb = state.leader.value === site.value ? 'follows' : 'departs from';
    lines.push(
      `${verb} \`${convention.id}\`: \`${state.leader.value}\` in ${state.leader.sites} of ${state.sites} ${convention.sites} (${state.tier}, ${state.category})`,
    );
  }
  return lines.length === 0 ? null : lines.join('\n\n');
}

/** Repository text must not become markup. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#!|]/g, '\\$&');
}
