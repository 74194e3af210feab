import {
  type AuditDuplicates,
  type AuditRecommendation,
  auditAnswerSchema,
  type DecideParams,
  decideAnswerSchema,
  displayText,
  Method,
  percentText,
} from '@drift/shared';
import { whereText } from './audit-words.ts';
import type { Client } from './client.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';

const EXIT_CANNOT_RUN = 2;

/** How a verb that decides about conventions was asked. */
export interface DecidingOptions {
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** `drift audit apply`: approves what is recommended, as `drift conventions approve` does; never what somebody decided. */
export async function auditApply(
  client: Client,
  terminal: Terminal,
  { dryRun, json }: DecidingOptions,
): Promise<number> {
  const { recommendations } = await client.ask(Method.audit, { record: false }, auditAnswerSchema);
  terminal.clearProgress();
  const chosen = recommendations.filter((r) => r.recommendation === 'approve');
  const done: Step[] = [];
  for (const r of chosen) {
    const what = `${r.key} ${r.value} (${whereText(r)})`;
    done.push({ what, ...(dryRun ? would(`approve ${what}`) : await approve(client, r)) });
  }
  terminal.clearProgress();
  if (json)
    printJson(terminal, {
      dryRun,
      applied: done.map(({ what, done: approved, message }) => ({ what, approved, message })),
    });
  else if (done.length === 0) terminal.print('Nothing is recommended for approval.\n');
  else printSteps(terminal, done);
  return exitCodeOf(done);
}

/**
 * `drift audit merge`: of conventions that hold at the same places keeps one and rejects the others that nobody decided
 * about, as `drift conventions reject` does, so that a place is told once.
 */
export async function auditMerge(
  client: Client,
  terminal: Terminal,
  name: string,
  { dryRun, json }: DecidingOptions,
): Promise<number> {
  const { duplicates } = await client.ask(Method.audit, { record: false }, auditAnswerSchema);
  terminal.clearProgress();
  const group = duplicates.find((g) => g.name === name);
  if (group === undefined) {
    terminal.complain(`drift: there is no group "${displayText(name)}"; ${knownText(duplicates)}\n`);
    return EXIT_CANNOT_RUN;
  }
  const others = group.members.filter((m) => m.id !== group.keep);
  const left = others.filter((m) => m.isDecided).map((m) => m.id);
  const done: Step[] = [];
  for (const m of others.filter((other) => !other.isDecided)) {
    const what = `${m.key} (${whereText(m)})`;
    done.push({ what, ...(dryRun ? would(`reject ${what}`) : await reject(client, group, m)) });
  }
  terminal.clearProgress();
  if (json)
    printJson(terminal, {
      dryRun,
      kept: group.keep,
      leftAlone: left,
      rejected: done.map(({ what, done: rejected, message }) => ({ what, rejected, message })),
    });
  else {
    printSteps(terminal, done);
    for (const id of left) terminal.print(`left as somebody decided: ${displayText(id)}\n`);
    terminal.print(`kept: ${displayText(group.keep)}\n`);
  }
  return exitCodeOf(done);
}

function knownText(groups: readonly AuditDuplicates[]): string {
  return groups.length === 0
    ? 'no conventions hold at the same places'
    : `known: ${groups.map((g) => g.name).join(', ')}`;
}

/** One decision that was to be made. */
interface Step extends Outcome {
  readonly what: string;
}

interface Outcome {
  readonly done: boolean;
  /** True where nothing was to be done but to say so. */
  readonly isDry: boolean;
  readonly message: string;
}

function would(what: string): Outcome {
  return { done: false, isDry: true, message: `would ${what}` };
}

function printSteps(terminal: Terminal, steps: readonly Step[]): void {
  for (const { done, isDry, message } of steps)
    if (done || isDry) terminal.print(`${displayText(message)}\n`);
    else terminal.complain(`drift: ${displayText(message)}\n`);
}

function exitCodeOf(steps: readonly Step[]): number {
  return steps.some((s) => !s.done && !s.isDry) ? EXIT_CANNOT_RUN : 0;
}

async function approve(client: Client, r: AuditRecommendation): Promise<Outcome> {
  const { value } = r;
  const reason = `recommended by drift audit: confidence ${percentText(r.confidence)}, ${r.locations} of ${r.locations + r.outliers} places`;
  return decide(client, r, { status: 'approved', value, reason });
}

function reject(client: Client, group: AuditDuplicates, member: Meant): Promise<Outcome> {
  const reason = `merged by drift audit: ${percentText(group.weakest)} of its places are those of ${group.keep}`;
  return decide(client, member, { status: 'rejected', reason });
}

type Meant = Pick<AuditRecommendation, 'key' | 'language' | 'population' | 'scope'>;

async function decide(
  client: Client,
  { key, language, population, scope }: Meant,
  decision: Pick<DecideParams, 'status' | 'value' | 'reason'>,
): Promise<Outcome> {
  const params = { key, language, population, ...decision, ...(scope === '' ? {} : { scope }) };
  const { done, message } = await client.ask(Method.decide, params, decideAnswerSchema);
  return { done, isDry: false, message };
}
