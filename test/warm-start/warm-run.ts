import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Method } from '@drift/shared';
import { LspClient } from '../support/lsp-client.ts';

/** A home folder of its own, removed by `remove`. */
export class TemporaryHome {
  readonly path = mkdtempSync(join(tmpdir(), 'drift-home-'));

  get env(): Record<string, string> {
    return { HOME: this.path, USERPROFILE: this.path };
  }

  /** Segment files below `folder` (or the home), by path, in order. */
  segments(folder = join(this.path, '.drift', 'cache')): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((e) => e.name.endsWith('.seg'))
      .map((e) => join(e.parentPath, e.name))
      .sort();
  }

  /** Takes away what was kept of projects; Drift's own compiled code stays, for a cold start of it shows nothing here. */
  forget(): void {
    const cache = join(this.path, '.drift', 'cache');
    for (const name of existsSync(cache) ? readdirSync(cache) : [])
      if (name !== 'code') rmSync(join(cache, name), { recursive: true });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** What one start of the server did and said. */
export interface WarmRun {
  readonly parsed: number;
  readonly judged: number;
  readonly kept: number;
  /** The whole report, old findings included, in the form that leaves out time and place. */
  readonly report: string;
  /** What was logged besides how the files were read. */
  readonly notes: readonly string[];
}

export interface WarmOptions {
  readonly root: string;
  readonly home: TemporaryHome;
  readonly flags?: Readonly<Record<string, string>>;
  readonly init?: Record<string, unknown>;
  /** As `ClientOptions.ownProcess`. */
  readonly ownProcess?: boolean;
}

const COUNTS = /: (\d+) parsed, (\d+) judged anew, (\d+) as kept$/;

/** Starts a batch server, asks for the report and ends it as the command line does. */
export async function warmRun({
  root,
  home,
  flags = {},
  init = {},
  ownProcess = false,
}: WarmOptions): Promise<WarmRun> {
  const all = { 'analysis.incubating': 'all', ...flags };
  const client = await LspClient.start({
    root,
    env: home.env,
    ownProcess,
    init: { mode: 'batch', flags: all, ...init },
  });
  const { text } = await client.request<{ text: string }>(Method.render, {
    format: 'json',
    command: 'check',
    stable: true,
    all: true,
  });
  await client.until(() => client.messages.some((m) => COUNTS.test(m)));
  await client.stop();
  const [, parsed, judged, kept] = COUNTS.exec(client.messages.find((m) => COUNTS.test(m)) ?? '') ?? [];
  return {
    parsed: Number(parsed),
    judged: Number(judged),
    kept: Number(kept),
    report: text,
    notes: client.messages.filter((m) => !COUNTS.test(m)),
  };
}
