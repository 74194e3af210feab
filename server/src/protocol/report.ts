import {
  type digestAnswerSchema,
  digestParamsSchema,
  type FileId,
  Method,
  type NotRun,
  REPORT_SCHEMA_VERSION,
  type Report,
  type ReportAnswer,
  type ReportEnvelope,
  type ReportParams,
  type renderAnswerSchema,
  renderParamsSchema,
  reportParamsSchema,
  stableEnvelope,
} from '@drift/shared';
import type * as z from 'zod';
import { renderReport } from '../enforcement/reporters/render.ts';
import { contentName } from '../session/fact-keys.ts';
import type { GateAsk, GateRun } from '../session/gates/gate-run.ts';
import { keepAnswer, keptAnswer } from '../session/kept-answer.ts';
import { toReportFinding } from '../session/positions-of.ts';
import { allFindings, buildReport, digestOf, digestOfAll } from '../session/report.ts';
import { withExtras } from '../session/report-extras.ts';
import type { Root } from '../session/root.ts';
import { type StagedTexts, stagedTexts } from '../session/staged.ts';
import { decodeText } from '../syntax/decode-text.ts';
import type { ServerContext } from './context.ts';
import { prepareRecording, recordNow } from './keep-scan.ts';
import type { Lanes } from './lanes.ts';
import { invalidParams, onRequest } from './on-request.ts';
import { type JudgedReport, withVerdict } from './report-verdict.ts';
import { rootMeant } from './root-meant.ts';

/** `drift/report`, `drift/report/render` and `drift/check/digest`: what the terminal and CI print. */
export function registerReport(context: ServerContext, lanes: Lanes, version: string): void {
  onRequest(
    context,
    Method.report,
    reportParamsSchema,
    async (params) => (await answered(context, lanes, params, askOf(params))).answer,
  );
  onRequest(context, Method.render, renderParamsSchema, async (params) => {
    const { root, answer } = await answered(context, lanes, params, askOf(params));
    return render(root, answer, params, version);
  });
  onRequest(context, Method.digest, digestParamsSchema, (params) => digest(context, lanes, params));
}

/** The verdict that comes with a report that names a policy. */
function askOf({ policy, policyOf, advisory }: ReportParams): GateAsk | null {
  return policy === undefined ? null : { policy, gates: null, dryRun: advisory, policyOf };
}

/** The digest of the root of a document, or of all roots: several digests, in the order of the roots, make one. */
async function digest(
  context: ServerContext,
  lanes: Lanes,
  { uri }: z.infer<typeof digestParamsSchema>,
): Promise<z.infer<typeof digestAnswerSchema>> {
  const settled = await settledRoot(context, lanes, uri);
  const digests: string[] = [];
  let count = 0;
  for (const { workspace, loading } of uri === undefined ? [...context.session.roots] : [settled]) {
    await loading;
    const findings = await allFindings(workspace);
    digests.push(digestOf(findings.map((f) => toReportFinding(workspace, f))));
    count += findings.length;
  }
  const [only = ''] = digests;
  return { digest: digests.length === 1 ? only : digestOfAll(digests), findings: count };
}

/** The root of a document or folder (else the first one), read completely, with every open document analysed. */
export async function settledRoot(context: ServerContext, lanes: Lanes, uri: string | undefined): Promise<Root> {
  const root = rootMeant(context, uri);
  // What the lanes take over may turn something on for which everything is read again.
  for (let loading: Promise<void> | null = null; loading !== root.loading; ) {
    loading = root.loading;
    await loading;
    await lanes.settled();
  }
  return root;
}

/** The root a report is about: one report never stands for several roots. */
function reportedRoot(context: ServerContext, uri: string | undefined): Root {
  if (uri === undefined && context.session.roots.length > 1)
    throw invalidParams('several workspace folders are open; name one by uri');
  return rootMeant(context, uri);
}

/** A report, and the root it is about; for a client that wants nothing else, the one an earlier run gave will do. */
export async function answered(
  context: ServerContext,
  lanes: Lanes,
  params: ReportParams,
  ask: GateAsk | null,
): Promise<{ root: Root; answer: ReportAnswer; run: GateRun | null }> {
  const [only] = context.session.roots;
  // The session's own problems are not among what a report is kept under.
  const isPlain = (): boolean => context.session.roots.length === 1 && context.session.problems.length === 0;
  const mayKeep = context.init.onlyReports && only !== undefined && isPlain();
  const isWhole = params.paths.length === 0 && params.scope !== 'staged';
  const isTrial = ask?.dryRun === true && !params.advisory;
  const isRecorded = context.init.onlyReports && isWhole && !isTrial;
  // A report given again records nothing, so a history that was taken away would stay away.
  const isDue = async ({ database }: Root): Promise<boolean> =>
    isRecorded && context.init.cache && (await database.isToBeMade());
  const { path } = reportedRoot(context, params.uri);
  // git is asked while the root is read.
  const staged = params.scope === 'staged' ? stagedTexts(context.session.options.host, path) : null;
  if (mayKeep && only.isUnread) {
    const kept = await keptAnswer(only.workspace, params, only.controller.signal);
    if (kept !== null && !(await isDue(only))) {
      const { answer, files, read } = kept;
      context.connection.console.log(`Drift found ${only.path} as it was: ${files} files, ${read} of them read`);
      return { root: only, answer, run: null };
    }
  }
  const root = await settledRoot(context, lanes, params.uri);
  if (isRecorded) prepareRecording(context, root);
  const { answer, run } = await report(context, root, { params, ask }, staged);
  if (mayKeep && isPlain()) await keepAnswer(root.workspace, params, answer);
  if (isRecorded) recordNow(context, root, answer.report.digest);
  return { root, answer, run };
}

/** How a report is asked for: `ask` for a verdict with it. */
interface Asking {
  readonly params: ReportParams;
  readonly ask: GateAsk | null;
}

/** `staged`: what is staged, where the report is about that. */
async function report(
  context: ServerContext,
  root: Root,
  { params, ask }: Asking,
  staged: Promise<StagedTexts> | null,
): Promise<{ answer: ReportAnswer; run: GateRun | null }> {
  const { workspace } = root;
  const failOn = workspace.config?.config.quality_gates.fail_on ?? 'error';
  const judged =
    staged === null
      ? await presentReport(context, root, { params, ask })
      : await stagedReport(context, root, { params, ask }, await staged);
  return { answer: { report: judged.report, failOn }, run: judged.run };
}

async function presentReport(context: ServerContext, root: Root, { params, ask }: Asking): Promise<JudgedReport> {
  const { workspace } = root;
  const files = params.scope === 'changed' ? new Set<FileId>(workspace.baseline.changes.keys()) : null;
  const unknown = await missingPaths(context, root, params.paths);
  const { options } = context.session;
  const built = await withExtras(workspace, options, params, await buildReport(workspace, params, files));
  const complete = withoutHistory(withMissing(withSession(context, built), unknown, params), params);
  return withVerdict(context, workspace, ask, { scope: { params, files }, report: complete });
}

/** Without a commit to compare with nothing can be told about changed files. */
function withoutHistory(built: Report, params: ReportParams): Report {
  if (params.scope !== 'changed' || built.summary.baseline.kind === 'git') return built;
  const reason = `what changed cannot be told: ${built.summary.baseline.description}`;
  return {
    ...built,
    notRun: [
      ...built.notRun,
      { what: 'changed files', reason, hint: 'Run without --changed, or inside a git repository with a commit.' },
    ],
  };
}

/** Problems of the session itself mean that something was not looked at. */
function withSession(context: ServerContext, built: Report): Report {
  const { problems } = context.session;
  if (problems.length === 0) return built;
  return {
    ...built,
    problems: [...built.problems, ...problems],
    notRun: [...built.notRun, ...sessionNotRun(context)],
  };
}

/** What the problems of the session itself keep from being looked at. */
export function sessionNotRun({ session }: ServerContext): readonly NotRun[] {
  return session.problems.map((p) => ({
    what: 'session',
    reason: p.message,
    hint: p.hint ?? 'Run again with another path.',
  }));
}

function withMissing(built: Report, missing: readonly string[], params: ReportParams): Report {
  const notRun = missing.map((path) => ({
    what: 'path',
    reason: `${path} does not exist in the workspace`,
    hint: 'Check the spelling; paths are relative to the root.',
  }));
  // Where only changed files are asked for, none may have changed.
  const nothing =
    params.scope !== 'changed' &&
    missing.length === 0 &&
    params.paths.length > 0 &&
    built.summary.files === 0 &&
    built.notRun.length === 0
      ? [
          {
            what: 'path',
            reason: `no source file of a known language lies under ${params.paths.join(', ')}`,
            hint: 'Files may be ignored by .gitignore, .driftignore or the built-in ignores.',
          },
        ]
      : [];
  return { ...built, notRun: [...built.notRun, ...notRun, ...nothing] };
}

/** Named places that do not exist below the root. */
export async function missingPaths(context: ServerContext, root: Root, paths: readonly string[]): Promise<string[]> {
  const missing: string[] = [];
  for (const path of paths) {
    if (path === '' || path === '.') continue;
    const found = await context.session.options.host.stat(`${root.path}/${path}`);
    if (!found.ok) missing.push(path);
  }
  return missing;
}

/** Lays the staged texts over their files for the time of one report, but for those that lie on the disk as well. */
async function stagedReport(
  context: ServerContext,
  root: Root,
  { params, ask }: Asking,
  staged: StagedTexts,
): Promise<JudgedReport> {
  const { analyzer } = context.session.options;
  const { workspace } = root;
  const asked = new Set<FileId>();
  const laid: FileId[] = [];
  for (const [file, bytes] of staged.texts) {
    const identity = workspace.identityOf(file);
    if (identity === null) continue;
    asked.add(file);
    if (contentName(identity.grammar, bytes) === workspace.contentOf(file)) continue;
    const { text } = decodeText(bytes);
    await analyzer.ensure(identity.grammar);
    workspace.setOverlay(file, text, analyzer.analyze(identity, text));
    laid.push(file);
  }
  const { options } = context.session;
  const built = await withExtras(workspace, options, params, await buildReport(workspace, params, asked));
  const notRun = staged.problems.map((p) => ({
    what: 'staged files',
    reason: p.message,
    hint: p.hint ?? 'Check that git works here.',
  }));
  const whole = withSession(context, built);
  const complete = { ...whole, notRun: [...whole.notRun, ...notRun] };
  const judged = await withVerdict(context, workspace, ask, { scope: { params, files: asked }, report: complete });
  for (const file of laid) workspace.removeOverlay(file);
  return judged;
}

function render(
  root: Root,
  answer: ReportAnswer,
  params: z.infer<typeof renderParamsSchema>,
  version: string,
): z.infer<typeof renderAnswerSchema> {
  const envelope: ReportEnvelope = {
    schemaVersion: REPORT_SCHEMA_VERSION,
    command: params.command,
    root: root.path,
    driftVersion: version,
    ...(params.generatedAt === undefined ? {} : { generatedAt: params.generatedAt }),
    data: answer.report,
    warnings: [],
    meta: params.durationMs === undefined ? {} : { durationMs: params.durationMs },
  };
  const ready = params.stable ? stableEnvelope(envelope) : envelope;
  return {
    ...answer,
    text: renderReport(ready, params.format),
    more: params.more.map((format) => renderReport(ready, format)),
  };
}
