import {
  byCodeUnit,
  DECISIONS_FILE,
  type DecideParams,
  type Decision,
  keyName,
  LANGUAGES,
  normalScope,
  renderDecisions,
  wrongAnswer,
} from '@drift/shared';
import type { ConventionState } from '../analysis/conventions/snapshot.ts';
import { say } from '../enforcement/convention-findings.ts';
import type { FailureReason, Host, HostResult } from '../host/host.ts';
import type { Convention } from '../rules/engine/convention.ts';
import { conventionOf, NOT_TOLD, siteAt, siteCount } from '../rules/engine/observation-set.ts';
import { CONVENTIONS } from '../rules/registry.ts';
import { conventionStates } from './convention-rows.ts';
import { conventionKeys, conventionNumber, isDirectory, readDecisions } from './decisions.ts';
import { keepHalvesApart, pathInside } from './drift-folder.ts';
import { withFileLock } from './file-lock.ts';
import { observationsOf } from './observations-of.ts';
import type { Workspace } from './workspace.ts';

/** A decision that could be made, or the sentence that says why not. */
type Checked = { readonly ok: true; readonly decision: Decision } | { readonly ok: false; readonly message: string };

/** What came of a decision: the answer, and the decision as it was written or taken back. */
export type DecideOutcome =
  | { readonly done: true; readonly message: string; readonly decision: Decision }
  | { readonly done: false; readonly message: string };

/**
 * Writes one decision into the file of the workspace and judges anew. The file is read first, so that what another
 * process wrote is kept, and nobody else decides meanwhile; a file with faults is left alone. Nothing is acknowledged
 * before it is on disk.
 */
export async function decideConvention(workspace: Workspace, host: Host, params: DecideParams): Promise<DecideOutcome> {
  const checked = await check(workspace, host, params);
  if (!checked.ok) return refused(checked.message);
  const { root } = workspace;
  const asked = { decision: checked.decision, isCleared: params.status === 'cleared' };
  // The lock makes a folder, which is not there yet where nothing will be written.
  const possible = await changeOf(host, root, asked);
  if (!possible.ok) return refused(possible.message);
  const path = await pathInside(host, root, DECISIONS_FILE);
  if (!path.ok) return notWritten(path);
  const done = await withFileLock(host, path.value, async (isHeld): Promise<DecideOutcome> => {
    const change = await changeOf(host, root, asked);
    if (!change.ok) return refused(change.message);
    if (!isHeld()) return refused(`${DECISIONS_FILE} was taken over by another process; try again`);
    const written = await host.writeFile(path.value, change.text);
    return written.ok ? { done: true, message: change.message, decision: asked.decision } : notWritten(written);
  });
  if (!done.ok) return notWritten(done);
  if (!done.value.done) return done.value;
  await keepHalvesApart(host, root);
  await workspace.decide(null);
  return done.value;
}

interface Asked {
  readonly decision: Decision;
  readonly isCleared: boolean;
}

/** The file as it will be and the sentence that says so, or why it stays as it is. */
type Change =
  | { readonly ok: true; readonly text: string; readonly message: string }
  | { readonly ok: false; readonly message: string };

async function changeOf(host: Host, root: string, { decision, isCleared }: Asked): Promise<Change> {
  const onDisk = await readDecisions(host, root, null);
  const fault = onDisk.problems[0];
  if (fault !== undefined) return no(`${DECISIONS_FILE} has a fault and was not changed: ${fault.message}`);
  const same = (d: Decision): boolean =>
    d.key === decision.key &&
    d.language === decision.language &&
    d.population === decision.population &&
    (d.scope ?? '') === (decision.scope ?? '');
  const others = onDisk.decisions.filter((d) => !same(d));
  const gone = onDisk.decisions.filter(same);
  const left = others.filter((d) => d.key === decision.key);
  if (isCleared && gone.length === 0)
    return no(
      `nothing was decided about ${decision.key}${inScope(decision) || ' for the whole project'}${stillDecided(left)}`,
    );
  const message = isCleared
    ? `cleared ${decision.key} in ${DECISIONS_FILE}: ${gone.map(told).join(', ')}${stillDecided(left)}`
    : `${decision.status} ${decision.key}${valueText(decision)}${inScope(decision)} in ${DECISIONS_FILE}`;
  return { ok: true, text: renderDecisions(isCleared ? others : [...others, decision]), message };
}

function notWritten(failed: Extract<HostResult<unknown>, { readonly ok: false }>): DecideOutcome {
  const { message = failed.reason, hint = ADVICE[failed.reason] } = failed.problems[0] ?? {};
  return refused(`${DECISIONS_FILE} could not be written: ${message}. ${hint}`);
}

const ADVICE: Readonly<Record<FailureReason, string>> = {
  denied: 'Give this user write access to .drift, then decide again.',
  full: 'Free some space, then decide again.',
  missing: 'Check .drift and its disk, then decide again.',
  failed: 'Check .drift and its disk, then decide again.',
};

function refused(message: string): DecideOutcome {
  return { done: false, message };
}

function inScope({ language, population, scope }: Decision): string {
  const narrowed = [language, population === undefined ? undefined : `${population} code`].filter(
    (n) => n !== undefined,
  );
  return `${narrowed.length === 0 ? '' : ` (${narrowed.join(', ')})`}${scope === undefined ? '' : ` in ${scope}`}`;
}

function valueText({ value }: Decision): string {
  return value === undefined ? '' : ` ${value}`;
}

/** A decision in words, for a sentence that names its key. */
function told(decision: Decision): string {
  return `${decision.status}${valueText(decision)}${inScope(decision)}`;
}

/** What else is decided about the same key: clearing one decision must not look as if it had cleared these. */
function stillDecided(left: readonly Decision[]): string {
  return left.length === 0 ? '' : `; still decided: ${left.map(told).join(', ')}`;
}

async function check(workspace: Workspace, host: Host, params: DecideParams): Promise<Checked> {
  const key = keyName(params.key);
  const number = conventionNumber(key);
  const convention = number === null ? undefined : CONVENTIONS[number];
  if (number === null || convention === undefined)
    return no(`there is no convention "${params.key}"; known: ${conventionKeys().join(', ')}`);
  const language = LANGUAGES.find((l) => l === params.language);
  if (params.language !== undefined && (language === undefined || !convention.languages.includes(language)))
    return no(`${key} is not asked in "${params.language}"; its languages: ${convention.languages.join(', ')}`);
  const { scope } = normalScope(params.scope);
  if (scope !== undefined && !(await isDirectory(host, workspace.root, scope)))
    return no(`${scope} is no directory of the workspace`);
  const states = conventionStates(workspace)
    .map((s) => s.state)
    .filter((s) => s.convention === number && (language ?? s.language) === s.language)
    .filter((s) => (params.population ?? s.population) === s.population);
  const value = answerOf(
    convention,
    [...states.flatMap((s) => s.values.map((v) => v.value)), ...givenNow(workspace, number)],
    states,
    params,
  );
  if (!value.ok) return value;
  return {
    ok: true,
    decision: {
      key,
      status: params.status === 'cleared' ? 'rejected' : params.status,
      ...(value.value === undefined ? {} : { value: value.value }),
      ...(language === undefined ? {} : { language }),
      ...(params.population === undefined ? {} : { population: params.population }),
      ...(scope === undefined ? {} : { scope }),
      ...(params.severity === undefined ? {} : { severity: params.severity }),
      ...(params.reason === undefined ? {} : { reason: params.reason }),
    },
  };
}

type Value =
  | { readonly ok: true; readonly value: string | undefined }
  | { readonly ok: false; readonly message: string };

/** The answer meant: as named or described, or, where none is given for an approval, the one that leads everywhere. */
function answerOf(
  convention: Convention,
  given: readonly string[],
  states: readonly ConventionState[],
  params: DecideParams,
): Value {
  const { status } = params;
  const asked = params.value;
  if (asked === undefined) {
    if (status === 'rejected' || status === 'cleared') return { ok: true, value: undefined };
    const leaders = new Set(states.filter((s) => s.scope.kind === 'project').map((s) => s.leader.value));
    const [only] = leaders;
    if (status === 'approved' && leaders.size === 1) return { ok: true, value: only };
    const per = states.map((s) => `${s.language}: ${s.leader.value}`);
    return no(
      leaders.size === 0
        ? `nothing was learned about ${keyName(convention.id)} yet; name a value with --value`
        : `name a value (--value) or a language (--language); leading now: ${[...new Set(per)].join(', ')}`,
    );
  }
  const meant = (v: string): boolean =>
    v === asked || say(convention, v) === asked || say(convention, v) === `\`${asked}\``;
  const seen = [...new Set(given)];
  const found = seen.find(meant);
  if (found !== undefined) return { ok: true, value: found };
  const { answers } = convention;
  const value = answers === 'open' ? asked : (answers.find(meant) ?? asked);
  const wrong = wrongAnswer(keyName(convention.id), value, answers);
  if (wrong !== null) return no(wrong);
  if (status === 'pinned' && params.unseen) return { ok: true, value };
  const list = seen.map((v) => (say(convention, v) === v ? v : `${v} (${say(convention, v)})`)).join(', ');
  const open = answers === 'open' ? `; ${keyName(convention.id)} takes any name` : '';
  return no(
    `"${asked}" is no answer seen here; seen: ${list || 'none'}${open}${status === 'pinned' ? '; --unseen pins it all the same' : ''}`,
  );
}

/** Answers that the current texts give, those that are judged and do not teach included. */
function givenNow(workspace: Workspace, number: number): readonly string[] {
  const out = new Set<string>();
  for (const file of workspace.files()) {
    const observations = observationsOf(workspace, file);
    for (let i = 0; i < siteCount(observations); i++) {
      const site = conventionOf(observations, i) === number ? siteAt(observations, i).value : NOT_TOLD;
      if (site !== NOT_TOLD) out.add(site);
    }
  }
  return [...out].sort(byCodeUnit);
}

function no(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
