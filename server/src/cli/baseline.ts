import {
  type BaselineImport,
  type BaselineParams,
  baselineAnswerSchema,
  counted,
  displayText,
  Method,
} from '@drift/shared';
import type { Client } from './client.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';

const EXIT_CANNOT_RUN = 2;

/** `drift baseline create|update|import|show`: 0 when done, 2 when nothing was. */
export async function baseline(
  client: Client,
  terminal: Terminal,
  params: Pick<BaselineParams, 'change'> & Partial<BaselineParams>,
  json: boolean,
): Promise<number> {
  const answer = await client.ask(Method.baseline, params, baselineAnswerSchema);
  terminal.clearProgress();
  if (json) printJson(terminal, answer);
  else if (answer.done) {
    terminal.print(`${displayText(answer.message)}\n`);
    for (const line of (answer.imported ?? []).flatMap(importLines)) terminal.print(`${displayText(line)}\n`);
    for (const { ruleId, count } of answer.byRule)
      terminal.print(`  ${displayText(ruleId)}  ${counted(count, 'finding')}\n`);
  } else {
    const hint = answer.hint === undefined ? '' : `${displayText(answer.hint)}\n`;
    terminal.complain(`drift: ${displayText(answer.message)}\n${hint}`);
  }
  return answer.done ? 0 : EXIT_CANNOT_RUN;
}

function importLines(told: BaselineImport): string[] {
  const { entries, matched, unknown, settled, gone, unknownNames, faults, faulty } = told;
  const parts = [
    `${matched} matched`,
    ...(unknown === 0 ? [] : [`${unknown} name rules Drift has none for`]),
    ...(settled === 0 ? [] : [`${settled} need no entry, as their findings are suppressed where they are`]),
    ...(gone === 0 ? [] : [`${gone} match nothing any more`]),
  ];
  const missing = unknownNames.length === 0 ? [] : [`  no rule for: ${unknownNames.join(', ')}`];
  const more = faulty - faults.length;
  return [
    `${told.file ?? `${told.source} comments`}: ${counted(entries, 'entry', 'entries')}: ${parts.join(', ')}`,
    ...missing,
    ...faults.map(({ line, message }) => `  ${line === null ? '' : `line ${line} `}${message}; it accepts nothing`),
    ...(more === 0 ? [] : [`  ${more} more parts are no entries`]),
  ];
}
