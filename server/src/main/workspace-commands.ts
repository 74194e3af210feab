// The verbs about the state of a workspace: status, backups, and what is below `drift ws`.
import { resolve } from 'node:path';
import { BACKUP_REASONS, type BackupReason, HISTORY_KINDS, type WsHistoryParams } from '@drift/shared';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { backupCreate, backupDelete, backupInfo, backupList, backupRestore } from '../cli/backup.ts';
import type { Client } from '../cli/client.ts';
import type { Terminal } from '../cli/terminal.ts';
import {
  deleteWorkspace,
  exportWorkspace,
  gc,
  history,
  importWorkspace,
  migrate,
  reset,
  size,
  status,
  unlock,
  verify,
} from '../cli/workspace.ts';
import { type FormatOptions, type RunVerb, wantsJson, withFormat } from './run-verb.ts';

/** None of these verbs reads code. */
const NOTHING_READ = { onlyReports: true } as const;

type Destroying = FormatOptions & { readonly yes?: boolean };
type Run = (command: Command, verb: (client: Client, terminal: Terminal) => Promise<number>) => Promise<void>;

/** Adds `drift status`, `drift backup` and `drift ws`. */
export function addWorkspace(drift: Command, runVerb: RunVerb): void {
  const run: Run = (command, verb) => runVerb(command, [], NOTHING_READ, verb);
  withFormat(drift.command('status'))
    .description('how the workspace stands, from what is recorded')
    .action((o: FormatOptions, c: Command) => run(c, (client, terminal) => status(client, terminal, wantsJson(o))));
  addBackup(drift, run);
  const ws = drift
    .command('ws')
    .description('upkeep of what Drift keeps about a workspace')
    .action((_o: object, command: Command) => command.outputHelp());
  addUpkeep(ws, run);
  addMoving(ws, run);
}

function addBackup(drift: Command, run: Run): void {
  const backup = drift
    .command('backup')
    .description('copies of the local database, verified when they are made')
    .action((_o: object, command: Command) => command.outputHelp());
  withFormat(backup.command('create'))
    .description('keep the database as it is now')
    .addOption(new Option('--reason <reason>', 'why').choices([...BACKUP_REASONS]).default('user_requested'))
    .action((o: FormatOptions & { reason: BackupReason }, c: Command) =>
      run(c, (client, terminal) => backupCreate(client, terminal, o.reason, wantsJson(o))),
    );
  withFormat(backup.command('list'))
    .description('every backup, the newest first')
    .action((o: FormatOptions, c: Command) => run(c, (client, terminal) => backupList(client, terminal, wantsJson(o))));
  withFormat(backup.command('info [id]'))
    .description('one backup, or the newest')
    .action((id: string | undefined, o: FormatOptions, c: Command) =>
      run(c, (client, terminal) => backupInfo(client, terminal, id, wantsJson(o))),
    );
  destroying(backup.command('restore <id>'))
    .description('put a backup in place of the database, which is kept before')
    .action((id: string, o: Destroying, c: Command) =>
      run(c, (client, terminal) => backupRestore(client, terminal, id, asked(o))),
    );
  destroying(backup.command('delete <id>'))
    .description('delete a backup for good')
    .action((id: string, o: Destroying, c: Command) =>
      run(c, (client, terminal) => backupDelete(client, terminal, id, asked(o))),
    );
}

function addUpkeep(ws: Command, run: Run): void {
  withFormat(ws.command('verify'))
    .description('whether database, settings and backups are whole; 1 where something is not')
    .option('--thorough', 'read every page')
    .action((o: FormatOptions & { thorough?: boolean }, c: Command) =>
      run(c, (client, terminal) => verify(client, terminal, o.thorough === true, wantsJson(o))),
    );
  withFormat(ws.command('gc'))
    .description('take away old history, free space and files nothing needs')
    .option('--dry-run', 'only say what would go')
    .action((o: FormatOptions & { dryRun?: boolean }, c: Command) =>
      run(c, (client, terminal) => gc(client, terminal, o.dryRun === true, wantsJson(o))),
    );
  withFormat(ws.command('size'))
    .description('bytes by what they are for')
    .action((o: FormatOptions, c: Command) => run(c, (client, terminal) => size(client, terminal, wantsJson(o))));
  withFormat(ws.command('migrate'))
    .description('bring the database to the newest schema; it is kept before')
    .option('--dry-run', 'only say what would be done')
    .action((o: FormatOptions & { dryRun?: boolean }, c: Command) =>
      run(c, (client, terminal) => migrate(client, terminal, o.dryRun === true, wantsJson(o))),
    );
  withFormat(ws.command('unlock'))
    .description('take the lock from a process that is gone')
    .option('--force', 'take it from a process that runs, too')
    .action((o: FormatOptions & { force?: boolean }, c: Command) =>
      run(c, (client, terminal) => unlock(client, terminal, o.force === true, wantsJson(o))),
    );
  withFormat(ws.command('history'))
    .description('what was recorded, page by page')
    .addOption(new Option('--kind <kind>', 'of what').choices([...HISTORY_KINDS]).default('scans'))
    .option('--limit <n>', 'rows of a page, 1 to 500', pageSize)
    .option('--cursor <cursor>', 'where to go on, as the page before says')
    .action((o: FormatOptions & { kind: WsHistoryParams['kind']; limit?: number; cursor?: string }, c: Command) =>
      run(c, (client, terminal) => {
        const { kind, limit, cursor } = o;
        const page = { ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) };
        return history(client, terminal, { kind, ...page }, wantsJson(o));
      }),
    );
}

function addMoving(ws: Command, run: Run): void {
  withFormat(ws.command('export <folder>'))
    .description('write the database into a new folder')
    .action((folder: string, o: FormatOptions, c: Command) =>
      run(c, (client, terminal) => exportWorkspace(client, terminal, resolve(folder), wantsJson(o))),
    );
  destroying(ws.command('import <folder>'))
    .description('put an exported database in place of this one, which is kept before')
    .action((folder: string, o: Destroying, c: Command) =>
      run(c, (client, terminal) => importWorkspace(client, terminal, resolve(folder), asked(o))),
    );
  destroying(ws.command('reset'))
    .description('take history, caches and logs away; settings, decisions and backups stay')
    .action((o: Destroying, c: Command) => run(c, (client, terminal) => reset(client, terminal, asked(o))));
  destroying(ws.command('delete'))
    .description('delete .drift; backups stay')
    .action((o: Destroying, c: Command) => run(c, (client, terminal) => deleteWorkspace(client, terminal, asked(o))));
}

function destroying(command: Command): Command {
  return withFormat(command).option('--yes', 'do not ask');
}

function asked(o: Destroying): { readonly yes: boolean; readonly json: boolean } {
  return { yes: o.yes === true, json: wantsJson(o) };
}

function pageSize(text: string): number {
  const size = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (size < 1 || size > 500) throw new InvalidArgumentError('must be a whole number from 1 to 500');
  return size;
}
