import { type CheckoutAnswer, grammarOfPath, type ReportAnswer, SEVERITIES } from '@drift/shared';
import { type CiContext, detectContext, LOCAL_CONTEXT, withNamed } from './context.ts';
import { type Frame, judgeRun, resultWithout } from './judge-run.ts';
import type { FailOn, PassName } from './passes.ts';
import { basesOf, type Plan, planOf } from './plan.ts';
import { type CiResult, exitCodeOf } from './result.ts';
import { firstSettings, type GivenSettings, isProposal, type RunSettings, settingsOf } from './run-settings.ts';
import type { Engine, Wanted, World } from './world.ts';
import { writeResults } from './write-results.ts';

/** How `drift ci analyze` was asked to behave. */
export interface AnalyzeOptions extends GivenSettings {
  readonly base: string | undefined;
  readonly failOn: FailOn | undefined;
  /** Name of a file with the changed files, one a line. */
  readonly changedFiles: string | undefined;
  readonly skipped: readonly PassName[];
  readonly allowUntrusted: boolean;
  readonly output: string | undefined;
}

/** `drift ci analyze`: 0 pass, 1 fail, 2 could not run, 3 out of time with what there is. Uses no network. */
export async function analyze(world: World, options: AnalyzeOptions): Promise<number> {
  const asked: Run = { options, context: contextOf(world), engines: [], texts: new Map(), known: { ...NOTHING } };
  let result: CiResult;
  try {
    result = await limited(world, asked);
    if (result.status === 'timeout') for (const engine of asked.engines) engine.kill();
    else for (const engine of asked.engines) await engine.close();
  } catch (error) {
    for (const engine of asked.engines) engine.kill();
    const message = error instanceof Error ? error.message : String(error);
    result = resultWithout(frameOf(world, asked), 'error', `Could not run: ${message}`, [
      { code: 'CI_ANALYSIS_ERROR', message, hint: 'Run drift check by hand to see why' },
    ]);
  }
  const { formats } = asked.known.settings ?? firstSettings(options);
  writeResults(world, result, { formats, output: options.output, texts: asked.texts });
  return exitCodeOf(result.status);
}

function contextOf({ env, files }: World): CiContext {
  const path = env['GITHUB_EVENT_PATH'];
  const isLocal = env['GITHUB_ACTIONS'] !== 'true' && env['GITLAB_CI'] !== 'true';
  const context = isLocal ? LOCAL_CONTEXT : detectContext(env, path === undefined ? null : files.read(path));
  return withNamed(context, env);
}

/** What a run has found out so far. */
interface Known {
  settings: RunSettings | null;
  plan: Plan | null;
  judged: CiResult | null;
}

const NOTHING: Known = { settings: null, plan: null, judged: null };

interface Run {
  readonly options: AnalyzeOptions;
  readonly context: CiContext;
  readonly engines: Engine[];
  /** Texts of the formats that the server renders, by format. */
  readonly texts: Map<string, string>;
  readonly known: Known;
}

/** The result of a run, or what there is of it when the time is over. How long it may take is known after its first part. */
async function limited(world: World, asked: Run): Promise<CiResult> {
  const refused = refusal(world, asked);
  if (refused !== null) return refused;
  const first = firstSettings(asked.options).timeoutMs;
  const planned = await world.within(first, plannedRun(world, asked));
  if (planned === null) return late(world, asked, first);
  const { timeoutMs } = planned.value.settings;
  const done = await world.within(Math.max(0, timeoutMs - world.elapsed()), look(world, asked, planned.value));
  return done === null ? late(world, asked, timeoutMs) : done.value;
}

function late(world: World, asked: Run, limitMs: number): CiResult {
  const message = `The time of ${limitMs / 1_000} s is over`;
  const warning = {
    code: 'CI_ANALYSIS_TIMEOUT',
    message,
    hint: 'Raise --timeout, or keep ~/.drift between runs',
  } as const;
  const { judged } = asked.known;
  if (judged === null)
    return resultWithout(frameOf(world, asked), 'timeout', `${message}; nothing is judged.`, [warning]);
  return {
    ...judged,
    status: 'timeout',
    summary: `${message}; the report is whole, its formats are not.`,
    warnings: [...judged.warnings, warning],
  };
}

async function look(world: World, asked: Run, { plan, settings, checkout, engine }: Planned): Promise<CiResult> {
  const { options, context } = asked;
  const frame = frameOf(world, asked);
  if (plan.isEmpty) return resultWithout(frame, 'pass', 'No changes to analyze: no code changed.');
  const wanted = wantedOf(world, options, { plan, settings });
  if (wanted === null)
    return resultWithout(frame, 'pass', 'No changes to analyze: none of the named files is code that exists.');
  const answer = await engine.report(wanted);
  const failOn = options.failOn ?? failOnOf(answer, checkout, context);
  const judged = judgeRun({ ...frame, failOn, durationMs: Math.round(world.elapsed()) }, answer);
  asked.known.judged = judged;
  for (const format of settings.formats.filter(isOfServer))
    asked.texts.set(format, await engine.render(wanted, format));
  return judged;
}

/** Formats that are made here; all others are the server's. */
export const OWN_FORMATS = ['text', 'json', 'comment'] as const;

function isOfServer(format: string): boolean {
  return !OWN_FORMATS.some((own) => own === format);
}

function refusal(world: World, asked: Run): CiResult | null {
  const { options, context } = asked;
  const frame = frameOf(world, asked);
  if (context.closed) return resultWithout(frame, 'skipped', 'The pull request is closed: nothing was analysed.');
  if (!context.privileged || options.allowUntrusted) return null;
  const message = 'pull_request_target gives the rights of the base to a change by anybody';
  return resultWithout(frame, 'error', `Could not run: ${message}.`, [
    {
      code: 'CI_CONFIG_ERROR',
      message,
      hint: 'Use pull_request, or say --allow-untrusted if the job checks out the base',
    },
  ]);
}

interface Planned {
  readonly plan: Plan;
  readonly settings: RunSettings;
  readonly checkout: CheckoutAnswer;
  readonly engine: Engine;
}

async function plannedRun(world: World, { options, context, engines, known }: Run): Promise<Planned> {
  const bases = basesOf(context, options.base);
  const [guess] = bases;
  const first = await world.start(guess);
  engines.push(first);
  const checkout = await first.checkout(bases);
  const settings = settingsOf(options, checkout, context);
  const { mode, maxFiles } = settings;
  const plan = planOf(context, checkout, { mode, maxFiles, base: options.base, named: namedFiles(world, options) });
  known.settings = settings;
  known.plan = plan;
  if (plan.base === guess) return { plan, settings, checkout, engine: first };
  engines.splice(0, 1);
  await first.close();
  const engine = await world.start(plan.base);
  engines.push(engine);
  return { plan, settings, checkout, engine };
}

/** The files of the list that was given, `null` without one. What was deleted has nothing to look at. */
function namedFiles({ files }: World, { changedFiles }: AnalyzeOptions): readonly string[] | null {
  if (changedFiles === undefined) return null;
  const text = files.read(changedFiles);
  if (text === null) throw new Error(`${changedFiles} does not exist`);
  return text.split(/\r?\n|\0/).filter((line) => line !== '');
}

/** `null` where nothing of what was named can be looked at. */
function wantedOf(
  world: World,
  options: AnalyzeOptions,
  { plan, settings: { gates } }: Pick<Planned, 'plan' | 'settings'>,
): Wanted | null {
  const named = namedFiles(world, options);
  const policy = gates ?? {};
  if (named === null || plan.mode === 'full')
    return { scope: plan.mode === 'full' ? 'all' : 'changed', all: plan.all, paths: [], ...policy };
  const outside = named.find((p) => p.startsWith('/') || /^[A-Za-z]:|(?:^|[\\/])\.\.(?:[\\/]|$)/.test(p));
  if (outside !== undefined) throw new Error(`${outside} of the list of changed files is no path below the root`);
  const paths = named.filter((p) => grammarOfPath(p) !== null && world.files.exists(`${world.root}/${p}`));
  return paths.length === 0 ? null : { scope: 'all', all: plan.all, paths, ...policy };
}

/** Of a change by others, what failed a check before it counts too: the stricter of both. */
function failOnOf(answer: ReportAnswer, { failOnBefore }: CheckoutAnswer, context: CiContext): FailOn {
  if (failOnBefore === null || !isProposal(context)) return answer.failOn;
  const rank = (severity: FailOn): number => (severity === 'none' ? -1 : SEVERITIES.indexOf(severity));
  return rank(failOnBefore) > rank(answer.failOn) ? failOnBefore : answer.failOn;
}

function frameOf(world: World, { options, context, known: { plan, settings } }: Run): Frame {
  return {
    driftVersion: world.version,
    context,
    threshold: (settings ?? firstSettings(options)).threshold,
    skipped: options.skipped,
    failOn: options.failOn ?? 'error',
    durationMs: Math.round(world.elapsed()),
    plan,
    ...(settings === null ? {} : { weights: settings.weights }),
  };
}
