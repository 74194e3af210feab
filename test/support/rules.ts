import type { FileId, GrammarId, LanguageId } from '@drift/shared';
import { grammarOfPath, LANGUAGES } from '@drift/shared';
import { expect } from 'vitest';
import { SECRET_FAMILIES } from '../../server/src/knowledge/secrets/secret-families.ts';
import { toFindings } from '../../server/src/rules/engine/analyze-file.ts';
import type { CallRow, SettingRow } from '../../server/src/rules/engine/api-table.ts';
import type { FileConvention } from '../../server/src/rules/engine/convention.ts';
import { type FileRole, FileView } from '../../server/src/rules/engine/file-view.ts';
import type { FileRule, Report } from '../../server/src/rules/engine/rule.ts';
import { factsOf } from './facts.ts';

/** A file name of each language for snippets. */
export const SNIPPET_FILE: Readonly<Record<LanguageId, string>> = {
  csharp: 'snippet.cs',
  go: 'snippet.go',
  java: 'Snippet.java',
  javascript: 'snippet.js',
  kotlin: 'Snippet.kt',
  php: 'snippet.php',
  python: 'snippet.py',
  ruby: 'snippet.rb',
  rust: 'snippet.rs',
  typescript: 'snippet.ts',
};

function asFileId(path: string): FileId {
  return path as FileId;
}

/** The view of one text. */
export async function viewOf(path: string, text: string, role: FileRole = 'source'): Promise<FileView> {
  const grammar: GrammarId | null = grammarOfPath(path);
  if (grammar === null) throw new Error(`${path} has no grammar`);
  return new FileView(asFileId(path), role, await factsOf(grammar, text));
}

/** What one file rule says about a text, as `line:column-line:column message`, 1-based lines, 0-based columns. */
export async function reportsOf(
  rule: FileRule,
  path: string,
  text: string,
): Promise<{ start: number; end: number; message: string }[]> {
  const view = await viewOf(path, text);
  if (!rule.meta.languages.includes(view.language)) return [];
  const reports: Report[] = [];
  rule.check(view, (r) => reports.push(r));
  return toFindings(rule, view, reports, (s, e) => text.slice(s, e));
}

/** The answers one convention observes in a text, as `source text -> value`. */
export async function observationsOf(
  convention: FileConvention,
  path: string,
  text: string,
  role: FileRole = 'source',
): Promise<string[]> {
  const out: string[] = [];
  convention.observe(await viewOf(path, text, role), (o) => out.push(`${text.slice(o.start, o.end)} -> ${o.value}`));
  return out;
}

/** Every row's positive is flagged and its near miss is not, in each of its languages' own files. */
export async function checkTable(rule: FileRule, rows: readonly (CallRow | SettingRow)[]): Promise<void> {
  const wrong: string[] = [];
  for (const row of rows) {
    const what = 'callee' in row ? row.callee.join('|') : row.target.join('|');
    const language = row.languages[0];
    if (language === undefined) throw new Error(`${what} has no language`);
    const path = 'file' in row && row.file !== undefined ? fileFor(row.file) : SNIPPET_FILE[language];
    if ((await reportsOf(rule, path, row.positive)).length === 0)
      wrong.push(`${language} ${what}: positive not flagged`);
    if ((await reportsOf(rule, path, row.nearMiss)).length > 0) wrong.push(`${language} ${what}: near miss flagged`);
  }
  expect(wrong).toEqual([]);
}

/** File names tried for rows that only hold in certain files. */
const SPECIAL_FILES = [
  'app/settings.py',
  'config/environments/production.rb',
  'config/app.php',
  'src/main/resources/Application.java',
];

function fileFor(pattern: RegExp): string {
  const found = SPECIAL_FILES.find((f) => pattern.test(f));
  if (found === undefined) throw new Error(`add a sample path for ${pattern} to SPECIAL_FILES`);
  return found;
}

/** A marker of a fixture: the finding expected on the line before it. */
export interface ExpectedFinding {
  readonly file: string;
  readonly line: number;
  readonly startColumn: number | null;
  readonly endColumn: number | null;
  readonly ruleId: string;
  readonly message: string;
}

export interface FixtureFile {
  readonly path: string;
  readonly text: string;
  /** What the text is after the fixes of its findings, where the fixture says so. */
  readonly fixed?: string;
}

const FILE_LINE = /^(?:\/\/|#)- (\S+)$/;
const FIXED = /^(?:\/\/|#) fixed:$/;
const MARKER = /^\s*(?:\/\/|#)(~|\s*)(\^*)(>?)\s+(drift\/[\w-]+\/[\w-]+)\s*(.*)$/;

const SECRET = /\$\{(secret|nearMiss)(-line)?:([\w-]+)\}/g;

/**
 * Puts example secrets where a text asks for them, so that no file of the repository holds one: `${secret:<family>}`
 * for the family's positive example, `${nearMiss:<family>}` for its near miss; with `-line` after the first word line
 * breaks are written as escapes.
 */
export function expandSecrets(text: string): string {
  return text.replace(SECRET, (_, which: string, line: string | undefined, id: string) => {
    const family = SECRET_FAMILIES.find((f) => f.id === id);
    if (family === undefined) throw new Error(`no family of secrets is called ${id}`);
    const example = which === 'secret' ? family.positive() : family.nearMiss();
    return line === undefined ? example : example.replaceAll('\n', '\\n');
  });
}

/**
 * Reads a fixture: `//- path` starts a file (`{1..24}` in a path repeats it, `{n}` in the text is its number);
 * `// ^^^^ drift/area/rule message part` under a line marks the exact range of a finding, `^^^>` only its start,
 * `//~ drift/area/rule` any place on the line; `// fixed:` starts the text after the fixes. Marker lines stay in the text: they are comments.
 */
export function readFixture(name: string, text: string): { files: FixtureFile[]; expected: ExpectedFinding[] } {
  const chunks: { path: string; lines: string[] }[] = [{ path: name, lines: [] }];
  for (const line of expandSecrets(text).split('\n')) {
    const start = FILE_LINE.exec(line)?.[1];
    if (start !== undefined) chunks.push({ path: start, lines: [] });
    else chunks.at(-1)?.lines.push(line);
  }
  const files: FixtureFile[] = [];
  const expected: ExpectedFinding[] = [];
  for (const chunk of chunks.filter((c) => c.lines.some((l) => l.trim() !== ''))) {
    for (const { path, n } of repeated(chunk.path)) {
      const all = chunk.lines.map((l) => l.replaceAll('{n}', n));
      const cut = all.findIndex((l) => FIXED.test(l));
      const lines = cut < 0 ? all : all.slice(0, cut);
      const fixed = cut < 0 ? {} : { fixed: all.slice(cut + 1).join('\n') };
      files.push({ path, text: cut < 0 ? lines.join('\n') : `${lines.join('\n')}\n`, ...fixed });
      expected.push(...markers(path, lines));
    }
  }
  return { files, expected };
}

function repeated(path: string): { path: string; n: string }[] {
  const range = /\{(\d+)\.\.(\d+)\}/.exec(path);
  if (range === null) return [{ path, n: '' }];
  const out: { path: string; n: string }[] = [];
  for (let i = Number(range[1]); i <= Number(range[2]); i++)
    out.push({ path: path.replace(range[0], String(i)), n: String(i) });
  return out;
}

function markers(file: string, lines: readonly string[]): ExpectedFinding[] {
  const out: ExpectedFinding[] = [];
  let subject = 0;
  lines.forEach((line, i) => {
    const m = MARKER.exec(line);
    if (m === null) {
      subject = i;
      return;
    }
    const loose = m[1] === '~' || m[2] === '';
    const startColumn = loose ? null : line.indexOf('^');
    const endColumn = loose || m[3] === '>' ? null : line.lastIndexOf('^') + 1;
    out.push({ file, line: subject, startColumn, endColumn, ruleId: m[4] ?? '', message: m[5] ?? '' });
  });
  return out;
}

/** A block of a feature's page: its code, and the value a comment at its top says it has. */
export interface MeasureBlock {
  readonly path: string;
  readonly text: string;
  readonly value: string;
}

/** Fenced blocks; a comment at their top may say `measures <value>`. */
export function measureBlocks(text: string): MeasureBlock[] {
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map((m) => {
    const language = LANGUAGES.find((l) => l === m[1]);
    if (language === undefined) throw new Error(`no language ${m[1]}`);
    const body = m[2] ?? '';
    return { path: SNIPPET_FILE[language], text: body, value: /^(?:\/\/|#) measures (\S+)/.exec(body)?.[1] ?? '' };
  });
}
