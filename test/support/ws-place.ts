import { DEFAULT_CONFIG } from '@drift/shared';
import type { MemoryHost } from '../../server/src/host/memory-host.ts';
import type { WsPlace } from '../../server/src/session/ws/place.ts';
import type { Database } from '../../server/src/store/database/database.ts';
import { newestWholeBackup } from '../../server/src/store/database/fallback-backup.ts';
import { Inspector } from '../../server/src/store/database/inspector.ts';
import type { Migration } from '../../server/src/store/database/schema.ts';
import { databaseHost, databaseOn } from './database.ts';

/** A workspace in memory with everything the functions about it work on. */
export interface TestPlace extends WsPlace {
  readonly host: MemoryHost;
  readonly database: Database;
  /** Steps of progress told so far. */
  readonly steps: readonly (readonly [done: number, total: number])[];
  /** What the database told a person. */
  readonly told: readonly string[];
}

/** A workspace at `/w`; `backup` overrides settings of the table, `migrations` the steps of the schema. */
export function testPlace(
  options: {
    readonly backup?: Partial<WsPlace['config']['backup']>;
    readonly migrations?: readonly Migration[];
    readonly host?: MemoryHost;
  } = {},
): TestPlace {
  const { migrations } = options;
  const made: { host: MemoryHost | null } = { host: options.host ?? null };
  made.host ??= databaseHost(undefined, {
    ...(migrations === undefined ? {} : { migrations }),
    newestBackup: async (root, inspect) => (made.host === null ? null : newestWholeBackup(made.host, root, inspect)),
  }).host;
  const { host } = made;
  const steps: [number, number][] = [];
  const { database, told } = databaseOn(host);
  return {
    host,
    root: '/w',
    database,
    inspect: new Inspector(host, 'database').inspect,
    driftVersion: '0.0.0',
    config: { ...DEFAULT_CONFIG, backup: { ...DEFAULT_CONFIG.backup, ...options.backup } },
    onProgress: (done, total) => steps.push([done, total]),
    steps,
    get told() {
      return told.map((problem) => problem.message);
    },
  };
}

/** Turns bytes over in the middle of a file. */
export async function damage(host: MemoryHost, path: string): Promise<void> {
  const read = await host.readFile(path);
  if (!read.ok) throw new Error(`nothing to damage at ${path}`);
  const bytes = Uint8Array.from(read.value);
  for (let at = 4_096; at < Math.min(bytes.length, 24_576); at++) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  host.put(path, bytes);
}
