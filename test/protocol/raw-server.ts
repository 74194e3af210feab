import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('../../server/dist/lsp.cjs', import.meta.url));

/** A message of the server. */
export interface RawMessage {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly error?: { readonly code?: unknown };
  readonly result?: unknown;
}

/** The server as bytes: what goes in need not be a frame. */
export class RawServer {
  readonly process: ChildProcessWithoutNullStreams;
  readonly exitCode: Promise<number | null>;
  private output = Buffer.alloc(0);
  private waiting: (() => void)[] = [];

  constructor() {
    this.process = spawn(process.execPath, [SERVER], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.exitCode = new Promise((resolve) => this.process.on('exit', resolve));
    this.process.stdin.on('error', () => undefined);
    this.process.stdout.on('data', (chunk: Buffer) => {
      this.output = Buffer.concat([this.output, chunk]);
      for (const wake of this.waiting.splice(0)) wake();
    });
  }

  write(text: string): void {
    this.process.stdin.write(text);
  }

  send(message: object): void {
    this.write(frame({ jsonrpc: '2.0', ...message }));
  }

  /** The message with this id, once it came. */
  async answer(id: number | null): Promise<RawMessage> {
    for (;;) {
      const found = this.messages().find((m) => m.id === id && m.method === undefined);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** Everything on standard output so far as frames; throws where something else is among them. */
  messages(): RawMessage[] {
    const out: RawMessage[] = [];
    let at = 0;
    while (at < this.output.length) {
      const headerEnd = this.output.indexOf('\r\n\r\n', at);
      if (headerEnd < 0) break;
      const header = this.output.toString('ascii', at, headerEnd);
      const length = /^Content-Length: (\d+)$/.exec(header)?.[1];
      if (length === undefined) throw new Error(`not a frame: ${JSON.stringify(header)}`);
      const end = headerEnd + 4 + Number(length);
      if (end > this.output.length) break;
      const body: RawMessage = JSON.parse(this.output.toString('utf8', headerEnd + 4, end));
      out.push(body);
      at = end;
    }
    return out;
  }

  /** Bytes after the last whole frame. */
  rest(): number {
    let at = 0;
    for (;;) {
      const headerEnd = this.output.indexOf('\r\n\r\n', at);
      const length =
        headerEnd < 0 ? undefined : /Content-Length: (\d+)/.exec(this.output.toString('ascii', at, headerEnd))?.[1];
      if (length === undefined) return this.output.length - at;
      at = headerEnd + 4 + Number(length);
    }
  }
}

/** A message as it goes over the wire. */
export function frame(message: object): string {
  const body = JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
