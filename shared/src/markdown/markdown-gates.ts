import type { GateReport, GateStatus } from '../gates.ts';
import { sentences } from '../sentences.ts';
import { markdownSentence, markdownText } from './markdown-text.ts';

/** Longest sentence about a gate, in characters before it is escaped. */
const MAX_TEXT = 300;

const STATUS: Readonly<Record<GateStatus, string>> = {
  passed: 'passed',
  warned: 'warned',
  failed: '**failed**',
  notRun: 'not run',
  errored: '**could not be told**',
};

/** The verdict of a policy: a heading, a table of its gates, and the reasons. */
export function markdownGates({ policy, passed, dryRun, score, threshold, gates, reasons }: GateReport): string[] {
  const verdict = passed ? 'passed' : dryRun ? 'not met, which fails nothing' : 'failed';
  return [
    '',
    `### Gates: ${verdict} (policy ${markdownText(policy, MAX_TEXT)})`,
    '',
    '| gate | result | score | |',
    '|---|---|---:|---|',
    ...gates.map(
      (g) =>
        `| ${markdownText(g.id)} | ${STATUS[g.status]}${g.blocking ? '' : ' (does not block)'} | ${scoreText(g.score)} | ${markdownSentence(sentences(g.summary, g.hint), MAX_TEXT)} |`,
    ),
    '',
    `Score ${scoreText(score)}, wanted ${threshold}. ${reasons.map((r) => markdownSentence(r.message, MAX_TEXT)).join(' ')}`.trimEnd(),
  ];
}

function scoreText(score: number | null): string {
  return score === null ? '-' : String(Math.round(score));
}
