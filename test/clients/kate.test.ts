import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reportEnvelopeSchema } from '@drift/shared';
import { afterAll, expect, test } from 'vitest';
import * as z from 'zod';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

// The set-up that docs/editors.md gives for Kate, in the real Kate without a window.
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LIMIT_MS = 120_000;

const project = new TemporaryProject({
  'drift.toml': '',
  'find.py': `import sqlite3


def find(name):
    cursor = sqlite3.connect("x.db").cursor()
    cursor.execute("SELECT * FROM users WHERE name = '" + name + "'")
    return cursor.fetchone()
`,
});
const home = new TemporaryProject();
afterAll(() => {
  project.remove();
  home.remove();
});

/** The block of settings below a heading of the page about editors. */
function blockOf(heading: string): string {
  const page = readFileSync(join(ROOT, 'docs/editors.md'), 'utf8');
  const below = page.slice(page.indexOf(`\n## ${heading}\n`));
  return /```json\n([\s\S]*?)```/.exec(below)?.[1] ?? '';
}

const publicationSchema = z.object({
  method: z.literal('textDocument/publishDiagnostics'),
  params: z.object({
    uri: z.string(),
    diagnostics: z.array(z.object({ code: z.string(), message: z.string(), severity: z.number(), range: z.unknown() })),
  }),
});

/** The first message with findings that Kate says it has got; `null` once it ends without one. */
async function told(kate: ChildProcessWithoutNullStreams): Promise<z.infer<typeof publicationSchema> | null> {
  let log = '';
  for await (const chunk of kate.stderr) {
    log += String(chunk);
    for (const [, quoted = ''] of log.matchAll(/^ ("\{.*\}")$/gm)) {
      const message = publicationSchema.safeParse(JSON.parse(String(JSON.parse(quoted))));
      if (message.success && message.data.params.diagnostics.length > 0) return message.data;
    }
  }
  return null;
}

test('Kate is told what drift check says, set up as the page on editors says', async () => {
  const programs = join(ROOT, 'node_modules/.bin');
  home.write('.config/kate/lspclient/settings.json', blockOf('Kate'));
  // What a person answers when Kate asks whether it may start the server.
  const allowed = `AllowedServerCommandLines=${join(programs, 'drift')} lsp --stdio`;
  home.write('.config/katerc', `[lspclient]\n${allowed}\n\n[Kate Plugins]\nlspclientplugin=true\n`);
  const kate = spawn('kate', ['-n', 'find.py'], {
    cwd: project.root,
    env: {
      ...process.env,
      PATH: [programs, process.env['PATH'] ?? ''].join(delimiter),
      HOME: home.root,
      XDG_CONFIG_HOME: join(home.root, '.config'),
      XDG_RUNTIME_DIR: home.root,
      QT_QPA_PLATFORM: 'offscreen',
      LSPCLIENT_DEBUG: '1',
    },
    timeout: LIMIT_MS,
  });
  const ended = once(kate, 'close');
  try {
    const message = await told(kate);
    const run = drift(project.root, ['check', '--all', '--json']);
    const { findings } = reportEnvelopeSchema.parse(JSON.parse(run.stdout)).data;
    expect(findings.length).toBeGreaterThan(0);
    expect(message?.params.uri.endsWith('/find.py')).toBe(true);
    const shown = message?.params.diagnostics.map(({ code, range, message: text }) => ({ code, range, text }));
    expect(shown).toEqual(findings.map(({ ruleId, range, message: text }) => ({ code: ruleId, range, text })));
  } finally {
    kate.kill();
    // It writes its settings to the end.
    await ended;
  }
});
