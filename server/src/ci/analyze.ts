import { type CheckoutAnswer, grammarOfPath, type ReportAnswer, SEVERITIES } from '@drift/shared';
import { type CiContext, detectContext, LOCAL_CONTEXT } from './context.ts';
import { type Frame, judgeRun, resultWithout } from './judge-run.ts';
import type { FailOn, PassName } from './passes.ts';
import { basesOf, type Plan, planOf } from './plan.ts';
import { type CiResult, exitCodeOf } from './result.ts';
import type { Engine, Wanted, World } from './world.ts';
import { writeResults } from './write-results.ts';

/** How `drift ci analyze` was asked to behave. */
export interface AnalyzeOptions {
  readonly mode: 'pr' | 'full' | undefined;
  readonly base: string | undefined;
  readonly failOn: FailOn | undefined;
  readonly threshold: number;
  readonly maxFiles: number;
  readonly timeoutMs: number;
  /** Name of a file with the changed files, one a line. */
  readonly changedFiles: string | undefined;
  readonly skipped: readonly PassName[];
  readonly allowUntrusted: boolean;
  readonly formats: readonly string[];
  readonly output: string | undefined;
  /** Name or file of the policy whose gates are judged as well; none without one. */
  readonly policy: string | undefined;
}

/** `drift ci analyze`: 0 pass, 1 fail, 2 could not run, 3 out of time with what there is. Uses no network. */
export async function analyze(world: World, options: AnalyzeOptions): Promise<number> {
  const context = contextOf(world);
  const engines: Engine[] = [];
  const texts = new Map<string, string>();
  let result: CiResult;
  try {
    const work = run(world, { options, context, engines, texts });
    const done = await world.within(options.timeoutMs, work.steps);
    result = done?.value ?? work.late();
    if (done === null) for (const engine of engines) engine.kill();
    else for (const engine of engines) await engine.close();
  } catch (error) {
    for (const engine of engines) engine.kill();
    const message = error instanceof Error ? error.message : String(error);
    result = resultWithout(frameOf(world, options, context), 'error', `Could not run: ${message}`, [
      { code: 'CI_ANALYSIS_ERROR', message, hint: 'Run drift check by hand to see why' },
    ]);
  }
  writeResults(world, result, { formats: options.formats, output: options.output, texts });
  return exitCodeOf(result.status);
}

function contextOf({ env, files }: World): CiContext {
  const path = env['GITHUB_EVENT_PATH'];
  const isLocal = env['GITHUB_ACTIONS'] !== 'true' && env['GITLAB_CI'] !== 'true';
  return isLocal ? LOCAL_CONTEXT : detectContext(env, path === undefined ? null : files.read(path));
}

interface Run {
  readonly options: AnalyzeOptions;
  readonly context: CiContext;
  readonly engines: Engine[];
  /** Texts of the formats that the server renders, by format. */
  readonly texts: Map<string, string>;
}

/** The steps of a run, and what there is of its result when the time is over. */
function run(world: World, asked: Run): { readonly steps: Promise<CiResult>; readonly late: () => CiResult } {
  const { options, context } = asked;
  const state: { plan: Plan | null; judged: CiResult | null } = { plan: null, judged: null };
  const late = (): CiResult => {
    const message = `The time of ${options.timeoutMs / 1_000} s is over`;
    const warning = {
      code: 'CI_ANALYSIS_TIMEOUT',
      message,
      hint: 'Raise --timeout, or keep ~/.drift between runs',
    } as const;
    const { judged } = state;
    if (judged === null)
      return resultWithout(frameOf(world, options, context, state.plan), 'timeout', `${message}; nothing is judged.`, [
        warning,
      ]);
    return {
      ...judged,
      status: 'timeout',
      summary: `${message}; the report is whole, its formats are not.`,
      warnings: [...judged.warnings, warning],
    };
  };
  const steps = async (): Promise<CiResult> => {
    const refused = refusal(world, asked);
    if (refused !== null) return refused;
    const { plan, checkout, engine } = await planned(world, asked);
    state.plan = plan;
    const frame = frameOf(world, options, context, plan);
    if (plan.isEmpty) return resultWithout(frame, 'pass', 'No changes to analyze: no code changed.');
    const wanted = wantedOf(world, options, plan);
    if (wanted === null)
      return resultWithout(frame, 'pass', 'No changes to analyze: none of the named files is code that exists.');
    const answer = await engine.report(wanted);
    const failOn = options.failOn ?? failOnOf(answer, checkout, context);
    const judged = judgeRun({ ...frame, failOn, durationMs: Math.round(world.elapsed()) }, answer);
    state.judged = judged;
    for (const format of options.formats.filter(isOfServer))
      asked.texts.set(format, await engine.render(wanted, format));
    return judged;
  };
  return { steps: steps(), late };
}

/** Formats that are made here; all others are the server's. */
export const OWN_FORMATS = ['text', 'json', 'comment'] as const;

function isOfServer(format: string): boolean {
  return !OWN_FORMATS.some((own) => own === format);
}

function refusal(world: World, { options, context }: Run): CiResult | null {
  const frame = frameOf(world, options, context);
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

async function planned(
  world: World,
  { options, context, engines }: Run,
): Promise<{ readonly plan: Plan; readonly checkout: CheckoutAnswer; readonly engine: Engine }> {
  const bases = basesOf(context, options.base);
  const [guess] = bases;
  const first = await world.start(guess);
  engines.push(first);
  const checkout = await first.checkout(bases);
  const plan = planOf(context, checkout, { ...options, named: namedFiles(world, options) });
  if (plan.base === guess) return { plan, checkout, engine: first };
  engines.splice(0, 1);
  await first.close();
  const engine = await world.start(plan.base);
  engines.push(engine);
  return { plan, checkout, engine };
}

/** The files of the list that was given, `null` without one. What was deleted has nothing to look at. */
function namedFiles({ files }: World, { changedFiles }: AnalyzeOptions): readonly string[] | null {
  if (changedFiles === undefined) return null;
  const text = files.read(changedFiles);
  if (text === null) throw new Error(`${changedFiles} does not exist`);
  return text.split(/\r?\n|\0/).filter((line) => line !== '');
}

/** `null` where nothing of what was named can be looked at. */
function wantedOf(world: World, options: AnalyzeOptions, plan: Plan): Wanted | null {
  const named = namedFiles(world, options);
  const policy = options.policy === undefined ? {} : { policy: options.policy };
  if (named === null || plan.mode === 'full')
    return { scope: plan.mode === 'full' ? 'all' : 'changed', all: plan.all, paths: [], ...policy };
  const outside = named.find((p) => p.startsWith('/') || /^[A-Za-z]:|(?:^|[\\/])\.\.(?:[\\/]|$)/.test(p));
  if (outside !== undefined) throw new Error(`${outside} of the list of changed files is no path below the root`);
  const paths = named.filter((p) => grammarOfPath(p) !== null && world.files.exists(`${world.root}/${p}`));
  return paths.length === 0 ? null : { scope: 'all', all: plan.all, paths, ...policy };
}

/** Of a change by others, what failed a check before it counts too: the stricter of both. */
function failOnOf(answer: ReportAnswer, { failOnBefore }: CheckoutAnswer, { event }: CiContext): FailOn {
  if (failOnBefore === null || (event !== 'pull_request' && event !== 'merge_group')) return answer.failOn;
  const rank = (severity: FailOn): number => (severity === 'none' ? -1 : SEVERITIES.indexOf(severity));
  return rank(failOnBefore) > rank(answer.failOn) ? failOnBefore : answer.failOn;
}

function frameOf(world: World, options: AnalyzeOptions, context: CiContext, plan: Plan | null = null): Frame {
  const { threshold, skipped } = options;
  const durationMs = Math.round(world.elapsed());
  return {
    driftVersion: world.version,
    context,
    threshold,
    skipped,
    failOn: options.failOn ?? 'error',
    durationMs,
    plan,
  };
}
