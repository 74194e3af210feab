import {
  type Finding,
  Method,
  noParamsSchema,
  type RootStatus,
  SEVERITIES,
  type Severity,
  type StatusAnswer,
} from '@drift/shared';
import { parentPath } from '../host/paths.ts';
import { maskText } from '../knowledge/secrets/mask-text.ts';
import { GateMemory } from '../session/gates/gate-memory.ts';
import { gateStanding } from '../session/gates/gate-standing.ts';
import type { Root } from '../session/root.ts';
import type { ServerContext } from './context.ts';
import { onRequest } from './on-request.ts';
import { sessionNotRun } from './report.ts';
import { pathToUri } from './uri.ts';

/** Least time between two notifications. */
const TELL_AGAIN_MS = 500;

type Counts = Pick<RootStatus, 'counts' | 'newFindings'>;
type Judged = Pick<RootStatus, 'counts' | 'newFindings' | 'gates'>;

const NOT_JUDGED: Judged = { counts: { error: 0, warning: 0, info: 0, hint: 0 }, newFindings: 0, gates: null };

/** `drift/status`: how every root stands, as it is now; nothing is waited for but findings that are being judged. */
export function registerStatus(context: ServerContext): void {
  onRequest(context, Method.status, noParamsSchema, () => context.status.answer(context));
}

/** Tells clients that ask for it how the roots stand, when that may have changed, and not more often than is of use. */
export class StatusTeller {
  private context: ServerContext | null = null;
  /** Something may have changed since the last look. */
  private stale = false;
  private telling = false;
  private last = '';
  private readonly judged = new WeakMap<Root, { readonly revision: number; readonly found: Judged }>();
  /** What was counted of the findings of a file, which are the same list as long as nothing of it changes. */
  private readonly counted = new WeakMap<readonly Finding[], Counts>();
  private readonly memories = new WeakMap<Root, GateMemory>();

  /** Begins to tell: what was noted before is told now. */
  start(context: ServerContext): void {
    this.context = context;
    this.note();
  }

  /** Something may stand otherwise than it was told. */
  note(): void {
    const { context } = this;
    if (context === null || !context.init.clientFeatures.status) return;
    this.stale = true;
    if (!this.telling) void this.tellWhileStale(context);
  }

  /** One look after the other: of two at once the older could be told last. */
  private async tellWhileStale(context: ServerContext): Promise<void> {
    const { host } = context.session.options;
    this.telling = true;
    while (this.stale) {
      await new Promise<void>((resolve) => host.delay(TELL_AGAIN_MS, resolve));
      this.stale = false;
      try {
        await this.tell(context);
      } catch (error: unknown) {
        const message = maskText(error instanceof Error ? error.message : String(error));
        context.connection.console.error(`Drift could not tell how it stands: ${message}`);
      }
    }
    this.telling = false;
  }

  /** How every root stands now. */
  async answer(context: ServerContext): Promise<StatusAnswer> {
    const roots = context.session.roots.map((root) => this.statusOf(context, root));
    return { roots: await Promise.all(roots) };
  }

  private async tell(context: ServerContext): Promise<void> {
    const status = await this.answer(context);
    const text = JSON.stringify(status);
    if (text === this.last) return;
    this.last = text;
    await context.connection.sendNotification(Method.status, status);
  }

  private async statusOf(context: ServerContext, root: Root): Promise<RootStatus> {
    const { phase, done, total, problem } = root.progress;
    const { holder } = root.database.state;
    return {
      uri: pathToUri(root.path) ?? root.path,
      name: nameOf(root.path),
      phase,
      files: { done, total },
      ...(await this.judgedOf(context, root)),
      heldBy: holder === null ? null : { pid: holder.pid, host: holder.host, command: holder.command },
      audit: root.audit,
      problem,
    };
  }

  /** Counted and judged once after each change; while a root is read, as it stood before. */
  private async judgedOf(context: ServerContext, root: Root): Promise<Judged> {
    const known = this.judged.get(root);
    if (root.progress.phase !== 'ready') return known?.found ?? NOT_JUDGED;
    const { revision } = context.changes;
    if (known?.revision === revision) return known.found;
    const { host } = context.session.options;
    const memory = this.memories.get(root) ?? new GateMemory(host);
    this.memories.set(root, memory);
    const gates = await gateStanding(host, root.workspace, memory, sessionNotRun(context));
    const found = { ...(await this.countsNow(root)), gates };
    this.judged.set(root, { revision, found });
    return found;
  }

  private async countsNow({ workspace }: Root): Promise<Counts> {
    const files = workspace.files();
    await workspace.prepare(files);
    const pacer = workspace.pacer();
    const sum = { error: 0, warning: 0, info: 0, hint: 0, fresh: 0 };
    for (const file of files) {
      const { findings } = workspace.judgementOf(file, true);
      const own = this.counted.get(findings) ?? countsOf(findings);
      this.counted.set(findings, own);
      for (const severity of SEVERITIES) sum[severity] += own.counts[severity];
      sum.fresh += own.newFindings;
      await pacer.pause();
    }
    const { fresh, ...counts } = sum;
    return { counts, newFindings: fresh };
  }
}

function nameOf(path: string): string {
  return path.slice(parentPath(path).length).replace(/^[\\/]/, '');
}

function countsOf(findings: readonly Finding[]): Counts {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  let newFindings = 0;
  for (const finding of findings) {
    counts[finding.severity]++;
    if (finding.isNew) newFindings++;
  }
  return { counts, newFindings };
}
