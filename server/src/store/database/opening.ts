import type { Problem } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { type Checked, checkImage, checkRead, moveAside, readImage } from './image.ts';
import { depthFor, sealState } from './image-seal.ts';
import { peekJournal } from './journal.ts';
import { type AppliedSteps, migrate, schemaVersion } from './migrate.ts';
import type { DatabaseFiles } from './names.ts';
import { fileProblem } from './problems.ts';
import type { DecisionRecord } from './records.ts';
import { newestVersion } from './schema.ts';
import type { SqlEngine, SqlRuntime } from './sql-engine.ts';

/** An image to fall back on, and what to call it in a message. */
export interface BackupImage {
  readonly bytes: Uint8Array;
  readonly name: string;
}

/** What opening needs of others. */
export interface OpeningOptions {
  readonly host: Host;
  readonly files: DatabaseFiles;
  readonly runtime: SqlRuntime;
  readonly steps: AppliedSteps;
  readonly mode: 'writer' | 'reader';
  readonly wasUnclean: boolean;
  /** The newest backup that was verified, if there is any. */
  readonly newestBackup: () => Promise<BackupImage | null>;
  /** Keeps a copy before the schema changes; a problem stops the change. */
  readonly backUp: (image: Uint8Array) => Promise<Problem | null>;
}

/** An opened database and how that came about. */
export interface OpenedImage {
  readonly engine: SqlEngine;
  readonly writable: boolean;
  /** What is in memory is not what is on the disk. */
  readonly dirty: boolean;
  readonly problems: readonly Problem[];
  /** What happened, for the list of events. */
  readonly events: readonly { readonly kind: 'created' | 'migrated' | 'recovered'; readonly details: string }[];
  /** Decisions of the journal: for a reader, who does not take it. */
  readonly decisions: readonly DecisionRecord[];
}

interface Found {
  readonly engine: SqlEngine;
  readonly newer: number | null;
  readonly dirty: boolean;
  readonly problems: readonly Problem[];
  readonly event: { readonly kind: 'created' | 'recovered'; readonly details: string } | null;
  /** Files could not be read: nothing may be written over them. */
  readonly unread: boolean;
}

/**
 * Opens the newest image that is whole: the last one, the one before, a backup, and else an empty one. A writer moves what
 * is damaged aside and brings the schema up to date; a reader changes nothing.
 */
export async function openImage(options: OpeningOptions): Promise<OpenedImage> {
  const { host, files, mode } = options;
  // Before the image: what is cut meanwhile is in the image then.
  const decisions = mode === 'reader' ? await peekJournal(host, files) : [];
  const found = await findImage(options);
  const { migrations } = options.steps;
  const { engine, newer, unread } = found;
  const problems = [...found.problems];
  const events: OpenedImage['events'][number][] = found.event === null ? [] : [found.event];
  if (newer !== null) {
    problems.push(tooNew(newer, newestVersion(migrations)));
    return { engine, writable: false, dirty: false, problems, events: [], decisions };
  }
  const before = schemaVersion(engine);
  const isOld = before > 0 && before < newestVersion(migrations);
  const kept = isOld && mode === 'writer' ? await options.backUp(engine.export()) : null;
  if (kept !== null) return { engine, writable: false, dirty: false, problems: [...problems, kept], events, decisions };
  const migrated = migrate(engine, host, migrations);
  if (!migrated.ok) {
    return { engine, writable: false, dirty: false, problems: [...problems, ...migrated.problems], events, decisions };
  }
  const { from, to } = migrated.value;
  if (isOld) events.push({ kind: 'migrated', details: `from schema ${from} to ${to}` });
  return {
    engine,
    writable: mode === 'writer' && !unread,
    dirty: found.dirty || from < to,
    problems,
    events,
    decisions,
  };
}

async function findImage(options: OpeningOptions): Promise<Found> {
  const { host, files, runtime, mode, steps } = options;
  const check = { runtime, steps };
  const faults: string[] = [];
  const aside: string[] = [];
  const isThere = (await host.stat(files.image)).ok;
  // Without an image a writer was stopped between two names: the next one is whole, or not there.
  for (const path of isThere ? [files.image, files.previous] : [files.next, files.previous]) {
    const read = await readImage(host, path);
    if (!read.ok && read.reason === 'missing') continue;
    if (!read.ok) return unreadable(runtime, fileProblem(read, 'the database could not be read'));
    const seal = path === files.image ? await sealState(host, path, read.value.bytes) : 'none';
    const checked: Checked = checkRead(read.value, { ...check, depth: depthFor(seal, options.wasUnclean) });
    if (checked.kind === 'damaged') {
      faults.push(checked.why);
      const name = mode === 'writer' ? await moveAside(host, files, path) : null;
      if (name !== null) aside.push(name);
      continue;
    }
    const isFallback = faults.length > 0;
    return {
      engine: checked.engine,
      newer: checked.kind === 'newer' ? checked.version : null,
      dirty: path !== files.image,
      unread: false,
      ...(isFallback ? recovered(faults, aside, 'the state saved before it is used') : { problems: [], event: null }),
    };
  }
  return withoutImage(options, faults, aside, check);
}

async function withoutImage(
  { newestBackup, runtime }: OpeningOptions,
  faults: readonly string[],
  aside: readonly string[],
  check: Omit<Parameters<typeof checkImage>[1], 'depth'>,
): Promise<Found> {
  const empty = { newer: null, dirty: true, unread: false } as const;
  if (faults.length === 0) {
    return { ...empty, engine: runtime.open(null), problems: [], event: { kind: 'created', details: '' } };
  }
  const backup = await newestBackup();
  const checked = backup === null ? null : checkImage(backup.bytes, { ...check, depth: 'content' });
  if (backup !== null && checked?.kind === 'ok') {
    return { ...empty, engine: checked.engine, ...recovered(faults, aside, `the backup ${backup.name} is used`) };
  }
  if (checked?.kind === 'newer') checked.engine.close();
  return {
    ...empty,
    engine: runtime.open(null),
    ...recovered(faults, aside, 'it starts empty and fills itself with the next scans'),
  };
}

function recovered(
  [why = 'it is damaged']: readonly string[],
  aside: readonly string[],
  how: string,
): Pick<Found, 'problems' | 'event'> {
  // Who only reads leaves it where it is, damaged as it is.
  const kept = aside.length === 0 ? '' : ` (kept as ${aside.join(', ')})`;
  const verb = aside.length === 0 ? 'is' : 'was';
  return {
    problems: [
      {
        code: 'DB_CORRUPT',
        message: `Drift's database ${verb} damaged: ${why}${kept}; ${how}`,
        hint: 'No finding depends on it. Decisions in .drift/conventions.json are not touched.',
      },
    ],
    event: { kind: 'recovered', details: `${why}${kept}; ${how}` },
  };
}

function unreadable(runtime: SqlRuntime, problem: Problem): Found {
  return {
    engine: runtime.open(null),
    newer: null,
    dirty: false,
    problems: [{ ...problem, hint: 'Nothing is recorded until it can be read again.' }],
    event: null,
    unread: true,
  };
}

function tooNew(version: number, known: number): Problem {
  return {
    code: 'SCHEMA_TOO_NEW',
    message: `the database was made by a newer Drift (schema ${version}, this one knows ${known}); it is only read`,
    hint: 'Upgrade Drift.',
  };
}
