import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a client sent. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** What the provider answers. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A provider on loopback that answers by a function and keeps what it was sent. */
export interface RecordedProvider {
  readonly url: string;
  readonly sent: readonly Sent[];
  close(): Promise<void>;
}

/** Starts one on a free port of 127.0.0.1. */
export async function recordedProvider(answer: (sent: Sent, nth: number) => Reply): Promise<RecordedProvider> {
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const { method = '', url = '', headers } = request;
      const one: Sent = { method, path: url, headers, body: text === '' ? null : JSON.parse(text) };
      sent.push(one);
      const { status, body, headers: own } = answer(one, sent.length);
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...own });
      response.end(body === undefined ? '' : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    sent,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the provider listens on no port');
  return address.port;
}
