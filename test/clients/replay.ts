import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { grammarOfPath, reportEnvelopeSchema } from '@drift/shared';
import { z } from 'zod';
import { uriToPath } from '../../server/src/protocol/uri.ts';
import { type Encoding, offsetAt, type Position, positionAt } from '../support/edit-script.ts';
import type { Random } from '../support/random.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';
import { bodyLength, readTranscript, type Transcript, type TranscriptEvent } from './transcript.ts';
import { Window } from './window.ts';

const MAKE_PROJECT = fileURLToPath(new URL('project.mjs', import.meta.url));
const SEVERITY = { error: 1, warning: 2, info: 3, hint: 4 } as const;

/** What came of a replay, for each window. */
export interface Replayed {
  readonly faults: readonly string[];
  readonly exitCodes: readonly (number | null)[];
  /** Source files that are open at the end. */
  readonly open: number;
  /** Diagnostics of the open documents as the server and as `drift check` tells them. */
  readonly shown: readonly string[];
  readonly checked: readonly string[];
}

/** Says a transcript again in a fresh copy of its project, pausing between messages where there is a generator for it. */
export async function replay(name: string, pauses: Random | null): Promise<Replayed> {
  const project = new TemporaryProject();
  const scenario = name.split('.')[0] ?? name;
  execFileSync(process.execPath, [MAKE_PROJECT, scenario, project.root]);
  const transcript = readTranscript(name, project.root);
  const windows = windowsOf(transcript);
  try {
    const end = bodyLength(transcript.events);
    for (const event of transcript.events.slice(0, end)) {
      await pause(pauses);
      await happen(project, windows, event);
    }
    const shown: string[] = [];
    const checked: string[] = [];
    for (const [window, client] of windows) {
      await client.quiet();
      shown.push(...(await shownBy(client, project.root)).map((line) => `${window} ${line}`));
      checked.push(...checkedFor(scenario, client, project.root).map((line) => `${window} ${line}`));
    }
    const clients = [...windows.values()];
    const open = clients.reduce((sum, c) => sum + openSources(c, project.root).length, 0);
    for (const event of transcript.events.slice(end)) await happen(project, windows, event);
    for (const client of clients) await client.leave();
    const exitCodes = await Promise.all(clients.map((c) => c.exitCode));
    return { faults: clients.flatMap((c) => c.faults), exitCodes, open, shown: shown.sort(), checked: checked.sort() };
  } finally {
    for (const client of windows.values()) client.kill();
    project.remove();
  }
}

function windowsOf({ events }: Transcript): Map<string, Window> {
  const names = [...new Set(events.flatMap((e) => (e.message === undefined ? [] : [e.window])))];
  return new Map(
    names.map((name) => {
      const answers = new Map<string, unknown[]>();
      for (const { window, answers: method, message } of events)
        if (window === name && method !== undefined)
          answers.set(method, [...(answers.get(method) ?? []), message?.result]);
      return [name, new Window(answers, names.length === 1)];
    }),
  );
}

async function happen(
  project: TemporaryProject,
  windows: ReadonlyMap<string, Window>,
  event: TranscriptEvent,
): Promise<void> {
  for (const [path, text] of Object.entries(event.disk ?? {})) {
    if (text === null) rmSync(join(project.root, path), { force: true });
    else project.write(path, text);
  }
  if (event.message !== undefined && event.answers === undefined) await windows.get(event.window)?.say(event.message);
}

/** Mostly none, often a moment, now and then long enough for a lane to begin. */
async function pause(random: Random | null): Promise<void> {
  if (random === null) return;
  const kind = random.below(100);
  if (kind >= 97) await delay(150 + random.below(100));
  else if (kind >= 60) await delay(random.below(12));
}

/** Source files of the root that a window has open, with their texts. */
function openSources(client: Window, root: string): readonly (readonly [uri: string, path: string, text: string])[] {
  return [...client.open.texts].flatMap(([uri, text]) => {
    const path = uriToPath(uri);
    const isSource = path?.startsWith(`${root}/`) === true && grammarOfPath(path) !== null;
    return isSource ? [[uri, path.slice(root.length + 1), text] as const] : [];
  });
}

const at = z.object({ line: z.number(), character: z.number() });
const shownSchema = z.object({
  range: z.object({ start: at, end: at }),
  severity: z.number(),
  code: z.string(),
  message: z.string(),
  data: z.object({ id: z.string(), isNew: z.boolean(), confidence: z.number() }),
});

async function shownBy(client: Window, root: string): Promise<readonly string[]> {
  const out: string[] = [];
  for (const [uri, path, text] of openSources(client, root)) {
    const place = (p: Position): Position => utf16(text, p, client.open.encoding);
    for (const found of await client.diagnosticsOf(uri)) {
      const { range, severity, code, message, data } = shownSchema.parse(found);
      out.push(
        JSON.stringify([
          path,
          place(range.start),
          place(range.end),
          severity,
          code,
          message,
          data.id,
          data.isNew,
          data.confidence,
        ]),
      );
    }
  }
  return out;
}

/** A position as `drift check` counts: in UTF-16 and without a byte-order mark. */
function utf16(text: string, position: Position, encoding: Encoding): Position {
  const { line, character } = positionAt(text, offsetAt(text, position, encoding), 'utf-16');
  return { line, character: line === 0 && text.startsWith('\ufeff') ? character - 1 : character };
}

const checks = new Map<string, readonly string[]>();

/** What `drift check` prints of the files a window has open, with their open texts on the disk; once for equal projects. */
function checkedFor(scenario: string, client: Window, root: string): readonly string[] {
  const copy = new TemporaryProject();
  try {
    // What Drift keeps for itself stays behind: no finding depends on it.
    cpSync(root, copy.root, { recursive: true, filter: (path) => !/\.drift\/(?:local|cache|drift\.db)/.test(path) });
    const open = openSources(client, root);
    for (const [, path, text] of open) copy.write(path, text);
    // Equal texts are not enough: what is new depends on the history that a scenario begins with.
    const key = JSON.stringify([scenario, textsBelow(copy.root), open.map(([, path]) => path)]);
    const known = checks.get(key);
    if (known !== undefined) return known;
    const run = drift(copy.root, ['check', '--all', '--json']);
    const { findings } = reportEnvelopeSchema.parse(JSON.parse(run.stdout)).data;
    const paths = new Set(open.map(([, path]) => path));
    const lines = findings
      .filter((f) => paths.has(f.path))
      .map((f) =>
        JSON.stringify([
          f.path,
          f.range.start,
          f.range.end,
          SEVERITY[f.severity],
          f.ruleId,
          f.message,
          f.id,
          f.isNew,
          f.confidence,
        ]),
      );
    checks.set(key, lines);
    return lines;
  } finally {
    copy.remove();
  }
}

/** Every text of a folder, whose check need not be made twice. */
function textsBelow(folder: string): readonly (readonly [path: string, text: string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && !e.parentPath.includes('/.git'))
    .map((e) => join(e.parentPath, e.name))
    .sort()
    .map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')] as const);
}
