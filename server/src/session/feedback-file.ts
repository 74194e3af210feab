import { FEEDBACK_FILE, type FeedbackRecord, type Problem, type Result, sortedJson } from '@drift/shared';
import { type FeedbackLog, parseFeedback } from '../analysis/feedback/parse-feedback.ts';
import {
  effectsOf,
  type FeedbackEffects,
  feedbackNotices,
  NO_FEEDBACK,
  sameEffects,
} from '../enforcement/feedback-effects.ts';
import type { Host } from '../host/host.ts';
import { decodeText } from '../syntax/decode-text.ts';
import { hasDriftFolder, keepHalvesApart, pathInside } from './drift-folder.ts';

/** A larger file is not read: no history of people's actions grows so long. */
const MAX_BYTES = 64 * 1024 * 1024;

/** The committed feedback of a root: what it holds, and what follows. Lines are only ever added to it. */
export class FeedbackFile {
  private readonly host: Host;
  private readonly root: string;
  private log: readonly FeedbackRecord[] = [];
  private faults: readonly Problem[] = [];
  private state: FeedbackEffects = NO_FEEDBACK;
  private running: Promise<unknown> = Promise.resolve();

  constructor(host: Host, root: string) {
    this.host = host;
    this.root = root;
  }

  /** In order of time. */
  get records(): readonly FeedbackRecord[] {
    return this.log;
  }

  /** The same object as long as no finding changes by it. */
  get effects(): FeedbackEffects {
    return this.state;
  }

  /** Lines that could not be read, and rules that are off. */
  problems(): readonly Problem[] {
    return [...this.faults, ...feedbackNotices(this.state)];
  }

  /** Reads the file as it is now; true when findings may change by it. */
  read(): Promise<boolean> {
    const turn = this.running.then(() => this.readNow());
    this.running = turn.catch(() => undefined);
    return turn;
  }

  private async readNow(): Promise<boolean> {
    const { records, problems } = await this.load();
    this.log = records;
    this.faults = problems;
    const next = effectsOf(records);
    if (sameEffects(this.state, next)) return false;
    this.state = next;
    return true;
  }

  private async load(): Promise<FeedbackLog> {
    const path = await pathInside(this.host, this.root, FEEDBACK_FILE);
    if (!path.ok) return { records: [], problems: path.problems.map(asFault) };
    const found = await this.host.stat(path.value);
    if (!found.ok && found.reason === 'missing') return { records: [], problems: [] };
    if (found.ok && found.value.size > MAX_BYTES) {
      return { records: [], problems: [asFault({ code: 'FILE_TOO_LARGE', message: 'the file is over 64 MiB' })] };
    }
    const read = await this.host.readFile(path.value);
    if (read.ok) return parseFeedback(decodeText(read.value).text);
    return { records: [], problems: read.reason === 'missing' ? [] : read.problems.map(asFault) };
  }

  /** Adds a record and returns once it is on the disk and in force; nothing has changed when it fails. */
  async append(record: FeedbackRecord): Promise<Result<null>> {
    const path = await pathInside(this.host, this.root, FEEDBACK_FILE);
    if (!path.ok) return path;
    const isFirst = !(await hasDriftFolder(this.host, this.root));
    const written = await this.host.appendLines(path.value, `${sortedJson(record)}\n`);
    if (!written.ok) return written;
    if (isFirst) await keepHalvesApart(this.host, this.root);
    await this.read();
    return { ok: true, value: null };
  }
}

function asFault({ message }: Problem): Problem {
  return {
    code: 'FEEDBACK_ERROR',
    message: `what people said about findings was not read: ${message}`,
    file: FEEDBACK_FILE,
    hint: 'Dismissals have no effect until it can be read.',
  };
}
