import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { reportEnvelopeSchema } from '@drift/shared';
import { expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { type Encoding, offsetAt, positionAt, randomChange } from '../support/edit-script.ts';
import { fixtureFiles, sourcesBelow } from '../support/fixture-project.ts';
import { LspClient } from '../support/lsp-client.ts';
import { Random } from '../support/random.ts';
import { driftProcess, TemporaryProject } from '../support/temporary-project.ts';

// What the editor shows with a text open equals what `drift check` prints with that text on disk.
// PARITY_SCRIPTS sets how many edit scripts run in all (2,000 say more and take three times as long), PARITY_SEED the seed, DRIFT_CORPUS a tree of real code to add.
const SCRIPTS = Number(process.env['PARITY_SCRIPTS'] ?? 600);
const SEED = Number(process.env['PARITY_SEED'] ?? 20_011);
const CORPUS = process.env['DRIFT_CORPUS'];
const FLAGS = { 'analysis.incubating': 'all' };

const ROUNDS = [
  { encoding: 'utf-16', threads: 1, git: true },
  { encoding: 'utf-16', threads: 2, git: false },
  { encoding: 'utf-8', threads: 2, git: true },
  { encoding: 'utf-8', threads: 1, git: false },
  { encoding: 'utf-32', threads: 2, git: true },
  { encoding: 'utf-32', threads: 1, git: false },
] as const satisfies readonly { encoding: Encoding; threads: number; git: boolean }[];

/** A project of every fixture in all ten languages, laid out as product code, and files of the corpus where there is one. */
function project(random: Random): TemporaryProject {
  const made = new TemporaryProject(Object.fromEntries(fixtureFiles()));
  if (CORPUS !== undefined && existsSync(CORPUS)) {
    const all = sourcesBelow(CORPUS);
    for (let i = 0; i < 400; i++) {
      const file = random.pick(all);
      const text = readFileSync(file, 'utf8');
      if (text.length < 60_000) made.write(`corpus/${relative(CORPUS, file)}`, text);
    }
  }
  return made;
}

/** Diagnostics in one comparable form, with UTF-16 positions whatever the client's encoding. */
function canonical(path: string, diagnostics: readonly Diagnostic[], text: string, encoding: Encoding): string[] {
  return diagnostics.map((d) => {
    const data = d.data as { id: string; isNew: boolean; confidence: number };
    const start = positionAt(text, offsetAt(text, d.range.start, encoding), 'utf-16');
    const end = positionAt(text, offsetAt(text, d.range.end, encoding), 'utf-16');
    return JSON.stringify([path, start, end, d.severity, d.code, d.message, data.id, data.isNew, data.confidence]);
  });
}

/** Lines of one list that the other lacks. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return lines.filter((l) => !known.has(l));
}

const SEVERITY = { error: 1, warning: 2, info: 3, hint: 4 } as const;

for (const [index, round] of ROUNDS.entries()) {
  test(`editor equals check: ${round.encoding}, ${round.threads} workers, ${round.git ? 'git' : 'no git'} (seed ${SEED + index})`, async () => {
    const random = new Random(SEED + index);
    const p = project(random);
    if (round.git) p.commitAll();
    const client = await LspClient.start({
      ownProcess: true,
      root: p.root,
      encodings: [round.encoding],
      init: { threads: round.threads, flags: FLAGS },
    });
    try {
      const texts = await editAtRandom(client, p, random, Math.ceil(SCRIPTS / ROUNDS.length), round.encoding);
      const shown = await client.workspace();
      const editorDigest = await client.request<{ digest: string }>('drift/check/digest');
      for (const [file, text] of texts) p.write(file, text);
      const run = driftProcess(p.root, [
        'check',
        '--all',
        '--json',
        '--threads',
        String(3 - round.threads),
        '--set',
        'analysis.incubating=all',
      ]);
      const report = reportEnvelopeSchema.parse(JSON.parse(run.stdout)).data;
      const expected = report.findings.map((f) =>
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
      const actual: string[] = [];
      for (const [uri, diagnostics] of shown) {
        const path = decodeURIComponent(uri.slice(client.uri('').length + 1));
        actual.push(...canonical(path, diagnostics, readFileSync(join(p.root, path), 'utf8'), round.encoding));
      }
      expect({ onlyEditor: without(actual, expected), onlyCheck: without(expected, actual) }).toEqual({
        onlyEditor: [],
        onlyCheck: [],
      });
      expect(actual.length).toBe(expected.length);
      expect(editorDigest.digest).toBe(report.digest);
      expect(expected.length).toBeGreaterThan(50);
    } finally {
      client.kill();
      p.remove();
    }
  });
}

/** Opens files and edits them; some are closed again, which takes the edits back. Returns the texts left open. */
async function editAtRandom(
  client: LspClient,
  p: TemporaryProject,
  random: Random,
  scripts: number,
  encoding: Encoding,
): Promise<Map<string, string>> {
  const files = sourcesBelow(p.root).map((f) => relative(p.root, f));
  const texts = new Map<string, string>();
  for (let script = 0; script < scripts; script++) {
    const known = random.pick(files);
    // Now and then somebody starts a file that is not on disk yet.
    const file = random.below(25) === 0 ? known.replace(/([^/]+)$/, `fresh${script}/$1`) : known;
    const uri = client.uri(file);
    let text = texts.get(file);
    if (text === undefined) {
      text = readFileSync(join(p.root, known), 'utf8');
      await client.open(uri, 'x', text);
    }
    const notifications = 1 + random.below(4);
    for (let k = 0; k < notifications; k++) {
      const changes = [];
      for (let c = 1 + random.below(3); c > 0; c--) {
        const made = randomChange(random, text, encoding);
        changes.push(made.change);
        text = made.next;
      }
      await client.change(uri, changes);
      if (random.below(3) === 0) await client.pull(uri);
    }
    if (random.below(10) === 0) {
      await client.close(uri);
      texts.delete(file);
    } else texts.set(file, text);
  }
  return texts;
}
