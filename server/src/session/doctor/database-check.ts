import { joinPath } from '../../host/paths.ts';
import type { Database } from '../../store/database/database.ts';
import { DATABASE_FILE } from '../drift-folder.ts';
import { keepPresent } from '../ws/backup-actions.ts';
import { migrateDatabase } from '../ws/upkeep.ts';
import { broken, type Check, fine, type Mended, type Patient, reasonOf, warned } from './check.ts';

/** The database can be opened, and every part of it hangs together. */
export const databaseWhole: Check = {
  id: 'database',
  async run({ ws, thorough, root }) {
    const report = await ws.inspect(joinPath(root, DATABASE_FILE), thorough);
    if (report.kind === 'missing') return fine('there is no database yet; the first scan makes it');
    if (report.kind === 'damaged')
      return broken(
        `the database is damaged: ${report.why}`,
        'Run `drift doctor --fix`: it keeps a copy and takes the state saved before, else the newest verified backup, else starts anew.',
        report.detail,
      );
    if (report.kind === 'unreadable')
      return broken(`the database cannot be read: ${report.why}`, 'Check its permissions, or install Drift again.');
    if (!thorough || report.kind === 'newer') return fine(`the database can be opened (${kib(report.bytes)} KiB)`);
    const told = await ws.database.integrity('full');
    const faults = told.ok ? told.value.faults : told.problems.map((p) => p.message);
    return faults.length === 0
      ? fine(`the database is whole (${kib(report.bytes)} KiB, every page read)`)
      : warned(`what the database counts does not add up: ${faults[0] ?? ''}`, 'Run `drift check` to record anew.');
  },
  mend: async (patient) => mendDatabase(patient),
};

/** A copy first; then what opening falls back on: the state saved before, the newest backup that is whole, or nothing. */
async function mendDatabase({ ws, root }: Patient): Promise<Mended> {
  const report = await ws.inspect(joinPath(root, DATABASE_FILE), false);
  if (report.kind !== 'damaged') return { done: false, text: 'this cannot be mended by itself' };
  const kept = await keepPresent(ws, 'pre_destructive');
  if (!kept.ok) return { done: false, text: kept.error.message };
  const took = ws.database.state.mode === 'writer' ? await writtenAnew(ws.database) : await reopened(ws.database);
  if (!took.done) return took;
  const copy = kept.backup === null ? kept.note : `what was there is kept as ${kept.backup.id}`;
  return { done: true, text: `${took.text}; ${copy}` };
}

/** Whoever opens it to write moves the damaged one aside and says what is used in its place. */
async function reopened(database: Database): Promise<Mended> {
  if (!(await database.willWrite())) return { done: false, text: database.state.reason };
  const saved = await database.flush();
  if (!saved.ok) return { done: false, text: reasonOf(saved) };
  return { done: true, text: database.state.problems[0]?.message ?? 'the database was opened anew' };
}

/** A process that has it open and writes holds the newest state: it goes over what was damaged on the disk. */
async function writtenAnew(database: Database): Promise<Mended> {
  const held = await database.exportBytes();
  const saved = held.ok ? await database.replaceWith(held.value) : held;
  if (!saved.ok) return { done: false, text: reasonOf(saved) };
  return { done: true, text: 'the database was damaged on the disk; the state held in memory is saved over it' };
}

/** The database has the schema of this build. */
export const schemaCurrent: Check = {
  id: 'schema',
  async run({ ws, thorough, root }) {
    const report = await ws.inspect(joinPath(root, DATABASE_FILE), thorough);
    const { schemaVersion: has, latestSchema: latest } = report;
    if (report.kind === 'newer')
      return warned(
        `the database was made by a newer Drift (schema ${has}; this one knows ${latest}), so it is only read`,
        'Upgrade Drift, or `drift backup restore` an older state.',
      );
    if (report.kind !== 'ok') return fine('nothing to compare');
    if (has === latest) return fine(`schema ${has} is the newest`);
    return warned(
      `the database has schema ${has}; this Drift has ${latest}`,
      'Run `drift doctor --fix` or `drift ws migrate`; a backup is made before.',
    );
  },
  async mend({ ws }) {
    const migrated = await migrateDatabase(ws, false);
    if (!migrated.ok) return { done: false, text: migrated.error.message };
    const { from, to, backup } = migrated;
    if (from === to) return { done: false, text: 'there is nothing to migrate' };
    return { done: true, text: `went from schema ${from} to ${to}; kept ${backup?.id ?? 'nothing'} before` };
  },
};

/** SQLite, which ships with Drift, starts. */
export const sqliteStarts: Check = {
  id: 'sqlite',
  async run({ ws, thorough, root }) {
    // The thread opens SQLite before it looks for the file.
    const { latestSchema, why } = await ws.inspect(joinPath(root, DATABASE_FILE), thorough);
    return latestSchema > 0
      ? fine('SQLite starts')
      : broken(`SQLite does not start: ${why}`, 'Install Drift again: its files are incomplete or damaged.');
  },
};

function kib(bytes: number): number {
  return Math.ceil(bytes / 1_024);
}
