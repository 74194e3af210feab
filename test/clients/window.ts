import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Message, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { z } from 'zod';
import type { Encoding } from '../support/edit-script.ts';
import { startServer } from '../support/in-process.mjs';
import { OpenTexts } from './open-texts.ts';
import type { TranscriptEvent } from './transcript.ts';

const SERVER = fileURLToPath(new URL('../../server/dist/lsp.cjs', import.meta.url));

const diagnosticsSchema = z.array(z.looseObject({ code: z.string(), message: z.string() }));
const incomingSchema = z.object({
  id: z.union([z.number(), z.string()]).nullish(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ code: z.number(), message: z.string() }).optional(),
});
type Incoming = z.infer<typeof incomingSchema>;
const publishSchema = z.object({ uri: z.string(), diagnostics: diagnosticsSchema });
const logSchema = z.object({ type: z.number(), message: z.string() });
const capabilitiesSchema = z.object({
  capabilities: z.object({
    positionEncoding: z.enum(['utf-16', 'utf-8', 'utf-32']).default('utf-16'),
    diagnosticProvider: z.unknown().optional(),
  }),
});

/** Errors by which the protocol lets a server turn a request away: content modified, server cancelled, request cancelled. */
const ALLOWED = new Set([-32801, -32802, -32800]);
const METHOD_NOT_FOUND = { code: -32601, message: 'not recorded' };
/** What a request after `shutdown` is to be answered with. */
const INVALID_REQUEST = -32600;
const ERROR = 1;

/** One window of a recorded client with a server of its own: says what it said, and keeps what comes back. */
export class Window {
  readonly open = new OpenTexts();
  readonly faults: string[] = [];
  readonly exitCode: Promise<number | null>;
  pulls = false;
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly writer: StreamMessageWriter;
  private readonly answers: Map<string, unknown[]>;
  private readonly published = new Map<string, z.infer<typeof diagnosticsSchema>>();
  private readonly pending = new Map<string | number, string>();
  private readonly own = new Map<string, (answer: Incoming) => void>();
  private waiting: (() => void)[] = [];
  private readonly said = new Set<string>();
  private ended = false;

  /** `answers`: what the client answered to requests of the server, by method, in order. `isAlone`: no other window. */
  constructor(answers: Map<string, unknown[]>, isAlone: boolean) {
    this.answers = answers;
    // Servers of one project know each other by their process.
    this.process = isAlone
      ? startServer({ env: process.env })
      : spawn(process.execPath, [SERVER], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.process.stdin.on('error', () => undefined);
    this.process.stderr.on('data', (data) => this.faults.push(`standard error: ${String(data)}`));
    this.writer = new StreamMessageWriter(this.process.stdin);
    new StreamMessageReader(this.process.stdout).listen((message) => {
      this.took(incomingSchema.parse(message));
      for (const wake of this.waiting.splice(0)) wake();
    });
    this.exitCode = new Promise((resolve) =>
      this.process.on('exit', (code) => {
        this.ended = true;
        for (const wake of this.waiting.splice(0)) wake();
        resolve(code);
      }),
    );
  }

  /** Says a recorded message. `initialize` is answered before anything else is said, as the protocol asks. */
  async say(message: NonNullable<TranscriptEvent['message']>): Promise<void> {
    const { id, method, params } = message;
    if (method === undefined) return;
    this.said.add(method);
    if (id === undefined) this.open.follow(method, params);
    else this.pending.set(id, method);
    await this.write({ ...message });
    if (method === 'initialize' && id !== undefined) await this.until(() => !this.pending.has(id));
  }

  /** A request of the replay's own. */
  async ask(method: string, params: object): Promise<unknown> {
    const id = `replay ${this.own.size}`;
    let answer: Incoming | undefined;
    this.own.set(id, (a) => {
      answer = a;
    });
    await this.write({ id, method, params });
    await this.until(() => answer !== undefined);
    if (answer?.error !== undefined) this.faults.push(`${method}: ${answer.error.message}`);
    return answer?.result;
  }

  /** What the server says of an open document once nothing is under way any more. */
  async diagnosticsOf(uri: string): Promise<z.infer<typeof diagnosticsSchema>> {
    if (!this.pulls) return this.published.get(uri) ?? [];
    const report = await this.ask('textDocument/diagnostic', { textDocument: { uri } });
    return z.object({ items: diagnosticsSchema }).parse(report).items;
  }

  /** Waits for what is under way; only a workspace pull may stay open, it is answered when there is something new. */
  async quiet(): Promise<void> {
    await this.until(() => [...this.pending.values()].every((method) => method === 'workspace/diagnostic'));
    await this.ask('drift/check/digest', {});
  }

  /** Resolves once `check` holds, or the process has ended, which is a fault. */
  private async until(check: () => boolean): Promise<void> {
    while (!check()) {
      if (this.ended) {
        this.faults.push('the server ended');
        return;
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** Says what is left of a goodbye: some clients end the server after `shutdown` without a word, or before it. */
  async leave(): Promise<void> {
    if (!this.said.has('shutdown') && !this.ended) await this.ask('shutdown', {});
    if (!this.said.has('exit') && !this.ended) await this.write({ method: 'exit' });
  }

  kill(): void {
    this.process.kill('SIGKILL');
  }

  private took(message: Incoming): void {
    const { id, method } = message;
    if (method !== undefined && id != null) void this.answer(id, method);
    else if (method !== undefined) this.notified(method, message.params);
    else if (typeof id === 'string' && this.own.has(id)) this.own.get(id)?.(message);
    else if (id != null) this.answered(id, message);
  }

  private answered(id: string | number, { error, result }: Incoming): void {
    const method = this.pending.get(id) ?? 'unknown';
    this.pending.delete(id);
    const isLate = error?.code === INVALID_REQUEST && this.said.has('shutdown');
    if (error !== undefined && !ALLOWED.has(error.code) && !isLate)
      this.faults.push(`${method}: ${error.code} ${error.message}`);
    if (method !== 'initialize' || error !== undefined) return;
    const { capabilities } = capabilitiesSchema.parse(result);
    this.open.encoding = capabilities.positionEncoding satisfies Encoding;
    this.pulls = capabilities.diagnosticProvider !== undefined;
  }

  private notified(method: string, params: unknown): void {
    if (method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = publishSchema.parse(params);
      this.published.set(uri, diagnostics);
    } else if (method === 'window/logMessage') {
      const { type, message } = logSchema.parse(params);
      if (type === ERROR) this.faults.push(`log: ${message}`);
    }
  }

  /** What the client answered when it was recorded; the last answer of a method holds for all that come after. */
  private async answer(id: string | number, method: string): Promise<void> {
    const known = this.answers.get(method);
    const result = known !== undefined && known.length > 1 ? known.shift() : known?.[0];
    await this.write(known === undefined ? { id, error: METHOD_NOT_FOUND } : { id, result: result ?? null });
  }

  private async write(message: object): Promise<void> {
    const whole: Message = { jsonrpc: '2.0', ...message };
    await this.writer.write(whole);
  }
}
