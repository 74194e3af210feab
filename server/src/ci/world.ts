import type { CheckoutAnswer, ReportAnswer } from '@drift/shared';
import type { Environment } from './context.ts';

/** What a call to a provider says, and how. */
export interface CallInit {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A token must not follow to where a redirection leads. */
  readonly redirect: 'error';
  readonly signal: AbortSignal;
}

/** What is read of an answer. */
export interface CallAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** The way to a provider: `fetch` of the platform, or a recorded one. */
export type Fetch = (url: string, init: CallInit) => Promise<CallAnswer>;

/** Calls to a provider, and the clock they wait by. */
export interface Network {
  readonly fetch: Fetch;
  /** Settles after so many milliseconds. */
  sleep(ms: number): Promise<void>;
}

/** Files that the verbs read and write outside the analysis. */
export interface Files {
  /** `null` where there is no such file; throws where it cannot be read. */
  read(path: string): string | null;
  write(path: string, text: string): void;
  append(path: string, text: string): void;
  exists(path: string): boolean;
}

/** How a report is asked for. */
export interface Wanted {
  readonly scope: 'all' | 'changed';
  readonly all: boolean;
  readonly paths: readonly string[];
  /** The policy whose verdict the report carries. */
  readonly policy?: string;
  /** That verdict fails nothing. */
  readonly advisory?: boolean;
  /** Whether the policy is that of the files, or of the commit compared with. */
  readonly policyOf?: 'files' | 'baseline';
}

/** One server, asked about one root. */
export interface Engine {
  checkout(bases: readonly string[]): Promise<CheckoutAnswer>;
  report(wanted: Wanted): Promise<ReportAnswer>;
  render(wanted: Wanted, format: string): Promise<string>;
  close(): Promise<void>;
  /** Ends at once, whatever it does. */
  kill(): void;
}

/** Starts a server that judges against a commit; the default one for `undefined`. */
export type StartEngine = (base: string | undefined) => Promise<Engine>;

/** Everything outside that a verb may use. */
export interface World {
  readonly env: Environment;
  readonly files: Files;
  readonly network: Network;
  readonly start: StartEngine;
  readonly root: string;
  readonly version: string;
  print(text: string): void;
  complain(text: string): void;
  /** What the work gives, or `null` once so many milliseconds are over. */
  within<T>(ms: number, work: Promise<T>): Promise<{ readonly value: T } | null>;
  /** Milliseconds since the command started. */
  elapsed(): number;
}
