import { cpSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { MIGRATIONS } from '../../server/src/store/database/schema.ts';

const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));
const SCHEMA = join(CHECKOUT, 'server/src/store/database/schema.ts');
/** Where the build put the thread of this Drift, with SQLite beside it. */
const BUILT = join(CHECKOUT, 'server/dist/database.cjs');

/** The schema that a database has, and the one that the step of the next Drift leads to. */
export const [OLD_SCHEMA, NEW_SCHEMA] = [MIGRATIONS.length, MIGRATIONS.length + 1];

/** What the next Drift changes: a table filled from another one, so that the step takes a while and the image grows. */
const STEP = {
  version: NEW_SCHEMA,
  name: 'findings by line',
  sql: `
CREATE TABLE finding_lines (
  id TEXT PRIMARY KEY,
  file TEXT NOT NULL,
  line INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO finding_lines SELECT id, file, 0 FROM findings;
CREATE INDEX finding_lines_file ON finding_lines (file, line);
`,
};

/** Scripts that processes and threads are started from. */
export interface Bundles {
  readonly child: string;
  /** The thread of the database as it was built. */
  readonly thread: string;
  /** The same out of the same sources, but that its schema has one step more. */
  readonly nextThread: string;
}

/** Puts the scripts into a folder. */
export async function bundlesIn(folder: string): Promise<Bundles> {
  const child = join(folder, 'child.mjs');
  const nextThread = join(folder, 'database.cjs');
  await build({
    entryPoints: [join(CHECKOUT, 'test/storage/torture-child.ts')],
    outfile: child,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  await build({
    entryPoints: [join(CHECKOUT, 'server/src/main/database.ts')],
    outfile: nextThread,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
    define: { DRIFT_VERSION: '"next"' },
    plugins: [
      {
        name: 'one-step-more',
        setup: (bundle) => {
          bundle.onLoad({ filter: /schema\.ts$/ }, ({ path }) =>
            path === SCHEMA
              ? { loader: 'ts', contents: `${readFileSync(path, 'utf8')}\nMIGRATIONS.push(${JSON.stringify(STEP)});` }
              : null,
          );
        },
      },
    ],
  });
  cpSync(join(dirname(BUILT), 'wasm/sqlite.wasm'), join(folder, 'wasm/sqlite.wasm'));
  return { child, thread: BUILT, nextThread };
}
