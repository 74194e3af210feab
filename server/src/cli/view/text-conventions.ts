import { counted, displayText, learnedFrom, type ReportEnvelope } from '@drift/shared';
import { columns } from '../columns.ts';
import type { TextStyle } from './text-style.ts';

/** What was learned: one line of numbers, and at a first run the best supported conventions. */
export function conventionLines({ data }: ReportEnvelope, style: TextStyle): string[] {
  const { enforced, hinted, seen, contested, firstRun, best } = data.summary.conventions;
  const from = `Learned from ${displayText(learnedFrom(data.summary.baseline.description))}`;
  if (enforced + hinted + seen + contested === 0)
    return data.summary.files === 0 ? [] : [style.dim(`${from}: no convention has enough evidence yet.`)];
  const told = enforced + hinted > 0 || seen === 0 ? '' : ' (of those on by default none is settled here)';
  const parts = [`${counted(enforced, 'convention')} enforced${told}`];
  if (hinted > 0) parts.push(`${hinted} hinted`);
  parts.push(`${seen} more seen`);
  if (contested > 0) parts.push(`${contested} undecided`);
  const line = style.dim(`${from}: ${parts.join(', ')}. drift conventions lists them.`);
  if (!firstRun || best.length === 0) return [line];
  const rows = best.map((b) => [`  ${b.leader}`, b.evidence, b.key, displayText(b.language)]);
  const [, ...table] = columns(['', '', '', ''], rows).trimEnd().split('\n');
  return ['', 'What this code base does:', ...table, line];
}
