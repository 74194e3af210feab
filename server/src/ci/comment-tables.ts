import { markdownSentence } from '@drift/shared';
import { QUOTE_LIMIT } from './parameters.ts';
import type { CiResult } from './result.ts';

/** What the score was made of; nothing where there is none. */
export function scoreLines({ components, score }: CiResult): string[] {
  if (score === null) return [];
  const left = components.filter((c) => c.score === null).map((c) => c.component);
  const note =
    left.length === 0
      ? []
      : ['', `${left.join(', ')} did not run and are left out; the weights are those of the rest, made to sum to 1.`];
  return [
    '| component | score | weight |',
    '|---|---:|---:|',
    ...components.map((c) => `| ${c.component} | ${shown(c.score)} | ${c.weight?.toFixed(2) ?? '-'} |`),
    ...note,
  ];
}

/** What ran, what did not, and why not. */
export function passLines({ passes }: CiResult): string[] {
  return [
    '| pass | result | findings | new | |',
    '|---|---|---:|---:|---|',
    ...passes.map((p) => {
      const ran = p.reason === null;
      const cells = [p.name, p.status, ran ? p.findings : '-', ran ? p.newFindings : '-'];
      return `| ${cells.join(' | ')} | ${p.reason === null ? '' : markdownSentence(p.reason, QUOTE_LIMIT)} |`;
    }),
  ];
}

function shown(score: number | null): string {
  return score === null ? 'not run' : String(Number(score.toFixed(1)));
}
