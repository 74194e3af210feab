import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const MAX_BYTES = 25_000_000;
const script = fileURLToPath(new URL('../scripts/package.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'drift-vsix-'));
const vsix = join(folder, 'drift.vsix');
let names: readonly string[] = [];

beforeAll(() => {
  execFileSync(process.execPath, [script, vsix]);
  names = entriesOf(readFileSync(vsix));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Names of the files of a zip archive, from its directory at the end. */
function entriesOf(zip: Buffer): string[] {
  const end = zip.lastIndexOf('PK\u0005\u0006');
  const out: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let n = zip.readUInt16LE(end + 10); n > 0; n--) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    out.push(zip.toString('utf8', at + 46, at + 46 + (name ?? 0)));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return out;
}

test('one command makes a package under 25 MB', () => {
  expect(statSync(vsix).size).toBeLessThan(MAX_BYTES);
});

test('it holds the extension, the server with its grammars, the schema and the pictures', () => {
  const wanted = [
    'dist/extension.cjs',
    'dist/drift-extension.cjs',
    'dist/server/lsp.cjs',
    'dist/server/lsp.bundle.cjs',
    'dist/server/worker.cjs',
    'dist/server/database.cjs',
    'dist/server/wasm/kotlin.wasm',
    'schemas/drift-toml.schema.json',
    'media/icon.png',
    'media/walkthrough/setup.md',
    'readme.md',
  ];
  expect(wanted.filter((w) => !names.some((n) => n.toLowerCase() === `extension/${w}`.toLowerCase()))).toEqual([]);
});

test('what the editor waits for is small: the parts are loaded when it has gone on', () => {
  const first = readFileSync(fileURLToPath(new URL('../dist/extension.cjs', import.meta.url)), 'utf8');
  expect(first.length).toBeLessThan(20_000);
  expect(first).toContain('./drift-extension.cjs');
});

test('and nothing else: no sources, maps, tests or modules', () => {
  const rest = names.filter(
    (n) =>
      !/^(?:\[Content_Types\]\.xml|extension\.vsixmanifest|extension\/(?:package\.json|readme\.md|(?:dist|media|schemas)\/.+))$/i.test(
        n,
      ),
  );
  expect([rest, names.filter((n) => n.endsWith('.map'))]).toEqual([[], []]);
});
