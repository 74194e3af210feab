import type { GateStatus } from '@drift/shared';
import { inertCode, inertSentence } from './markdown-text.ts';
import { QUOTE_LIMIT } from './parameters.ts';
import type { CiResult } from './result.ts';

const GATE_WORDS: Readonly<Record<GateStatus, string>> = {
  passed: 'passed',
  warned: 'warned',
  failed: '**failed**',
  notRun: 'not run',
  errored: '**errored**',
};

/** The verdict of the policy as a table, and why; nothing where the report was not asked for it. */
export function gateLines({ gates }: CiResult): string[] {
  if (gates === null) return [];
  const verdict = gates.passed ? 'passed' : gates.dryRun ? 'failed, which counts for nothing in a dry run' : 'failed';
  return [
    `### Gates: ${verdict} (policy ${inertCode(gates.policy, QUOTE_LIMIT)})`,
    '',
    '| gate | score | result | |',
    '|---|---:|---|---|',
    ...gates.gates.map(
      (g) => `| ${g.id} | ${g.score ?? '-'} | ${GATE_WORDS[g.status]} | ${inertSentence(g.summary, QUOTE_LIMIT)} |`,
    ),
    '',
    ...gates.reasons.map((r) => `- ${r.code}: ${inertSentence(r.message, QUOTE_LIMIT)}`),
    '',
  ];
}

/** What the score was made of. */
export function scoreLines({ components, score }: CiResult): string[] {
  if (score === null) return [];
  const left = components.filter((c) => c.score === null).map((c) => c.component);
  const note =
    left.length === 0
      ? []
      : [`${left.join(', ')} did not run and are left out; the weights are those of the rest, made to sum to 1.`, ''];
  return [
    '<details><summary>Score</summary>',
    '',
    '| component | score | weight |',
    '|---|---:|---:|',
    ...components.map((c) => `| ${c.component} | ${shown(c.score)} | ${c.weight?.toFixed(2) ?? '-'} |`),
    '',
    ...note,
    '</details>',
    '',
  ];
}

/** What ran, what did not, and why not. */
export function passLines({ passes }: CiResult): string[] {
  return [
    '<details><summary>Passes</summary>',
    '',
    '| pass | result | findings | new | |',
    '|---|---|---:|---:|---|',
    ...passes.map((p) => {
      const ran = p.reason === null;
      const cells = [p.name, p.status, ran ? p.findings : '-', ran ? p.newFindings : '-'];
      return `| ${cells.join(' | ')} | ${p.reason === null ? '' : inertSentence(p.reason, QUOTE_LIMIT)} |`;
    }),
    '',
    '</details>',
    '',
  ];
}

function shown(score: number | null): string {
  return score === null ? 'not run' : String(Number(score.toFixed(1)));
}
