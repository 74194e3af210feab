import { Method, noParamsSchema, type RootStatus, type Severity, type StatusAnswer } from '@drift/shared';
import { parentPath } from '../host/paths.ts';
import { maskText } from '../knowledge/secrets/mask-text.ts';
import { allFindings } from '../session/report.ts';
import type { Root } from '../session/root.ts';
import type { ServerContext } from './context.ts';
import { onRequest } from './on-request.ts';
import { pathToUri } from './uri.ts';

/** Least time between two notifications. */
const TELL_AGAIN_MS = 500;

type Counts = Pick<RootStatus, 'counts' | 'newFindings'>;

const NO_COUNTS: Counts = { counts: { error: 0, warning: 0, info: 0, hint: 0 }, newFindings: 0 };

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
  private readonly counted = new WeakMap<Root, { readonly revision: number; readonly counts: Counts }>();

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
      ...(await this.countsOf(context, root)),
      heldBy: holder === null ? null : { pid: holder.pid, host: holder.host, command: holder.command },
      audit: root.audit,
      problem,
    };
  }

  /** Counted once after each change; while a root is read, as it stood before. */
  private async countsOf({ changes }: ServerContext, root: Root): Promise<Counts> {
    const known = this.counted.get(root);
    if (root.progress.phase !== 'ready') return known?.counts ?? NO_COUNTS;
    const { revision } = changes;
    if (known?.revision === revision) return known.counts;
    const counts = await countsNow(root);
    this.counted.set(root, { revision, counts });
    return counts;
  }
}

function nameOf(path: string): string {
  return path.slice(parentPath(path).length).replace(/^[\\/]/, '');
}

async function countsNow({ workspace }: Root): Promise<Counts> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  let newFindings = 0;
  for (const finding of await allFindings(workspace)) {
    counts[finding.severity]++;
    if (finding.isNew) newFindings++;
  }
  return { counts, newFindings };
}
