// Chooses which sites of a package become deviations, and where decoys go.
import { type ConventionRow, grammarOfPath, LANGUAGES, type LanguageId, languageOfGrammar } from '@drift/shared';
import { classifyRole } from '../../server/src/session/scan/role.ts';
import type { Random } from '../support/random.ts';
import { CodeText } from './code-text.ts';
import { DECOY_FILES, decoysOf } from './decoys.ts';
import { importOrder, importPath } from './imports.ts';
import { docstrings, nullChecks, privateMembers, testTitles } from './members-and-checks.ts';
import { constants, files, functions, types, variables } from './names.ts';
import type { Candidate, Edit, Rewriter } from './rewriter.ts';
import {
  anyTypes,
  asyncStyle,
  catchBinding,
  exportStyle,
  logApi,
  logStructure,
  nullReturns,
  objectTypes,
  testApi,
  typeImports,
} from './statements.ts';

/** The rewriters by key. */
export const REWRITERS: Readonly<Record<string, Rewriter>> = {
  'async-style': asyncStyle,
  'error-catch-binding': catchBinding,
  'export-style': exportStyle,
  'import-order': importOrder,
  'import-path': importPath,
  'import-type-only': typeImports,
  'doc-style': docstrings,
  'log-api': logApi,
  'log-structure': logStructure,
  'naming-constant': constants,
  'naming-file': files,
  'naming-function': functions,
  'naming-private-member': privateMembers,
  'naming-test': testTitles,
  'naming-type': types,
  'naming-variable': variables,
  'null-check': nullChecks,
  'null-return': nullReturns,
  'test-api': testApi,
  'type-any': anyTypes,
  'type-object-decl': objectTypes,
};

/** A site that was made to deviate. Lines count from 1. */
export interface Injection {
  readonly key: string;
  /** The key, and how it was done where there are several ways. */
  readonly label: string;
  readonly language: LanguageId;
  readonly file: string;
  readonly from: number;
  readonly to: number;
  readonly expected: string;
  readonly becomes: string;
  readonly what: string;
}

/** Something that looks like a deviation and is none. Lines count from 1. */
export interface Planted {
  readonly name: string;
  readonly language: LanguageId;
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** What is done to a package. */
export interface Plan {
  readonly injections: readonly Injection[];
  readonly decoys: readonly Planted[];
  readonly texts: ReadonlyMap<string, string>;
  /** Old path -> new path. */
  readonly moves: ReadonlyMap<string, string>;
  /** Lines, from 1, that differ from before, by file. */
  readonly changed: ReadonlyMap<string, ReadonlySet<number>>;
}

export interface PlanOptions {
  /** Sites a key, language and population. */
  readonly perKey: number;
  readonly decoys: number;
}

/** Injections of one key in one file, for names of files one: from the fourth on they are summed up in one finding. */
const MAX_PER_FILE = 2;

/** Chooses sites at random; the same random numbers choose the same sites. */
export function planOf(
  sources: ReadonlyMap<string, string>,
  rows: readonly ConventionRow[],
  random: Random,
  options: PlanOptions,
): Plan {
  const texts = new Map<string, CodeText>();
  for (const [path, text] of sources) {
    const grammar = grammarOfPath(path);
    const language = grammar === null ? null : languageOfGrammar(grammar);
    if (language !== null && isOrdinary(path, text)) texts.set(path, new CodeText(path, text, language));
  }
  const builder = new PlanBuilder(sources, texts);
  for (const question of questionsOf(rows)) builder.inject(question, rows, random, options.perKey);
  builder.plant(random, options.decoys);
  return builder.plan();
}

/** Directories that the program takes for output. */
const NEVER_READ = /(?:^|\/)(?:build|dist|out|coverage|venv)\//;

/** What a tool says at the head of the files it makes; nothing is told there. */
const MADE_BY_A_TOOL = /@generated|do not (?:edit|modify)/i;
const HEAD = 1_500;

function isOrdinary(path: string, text: string): boolean {
  const role = classifyRole(path);
  // What is never read has no sites.
  if (NEVER_READ.test(path)) return false;
  if (MADE_BY_A_TOOL.test(text.slice(0, HEAD))) return false;
  return (role === 'source' || role === 'test') && text.length < 200_000 && !/[^\n]{2000}/.test(text);
}

interface Question {
  readonly key: string;
  readonly language: LanguageId;
  readonly population: 'source' | 'test';
}

/** The questions on which deviations are told somewhere, in a fixed order. */
function questionsOf(rows: readonly ConventionRow[]): Question[] {
  const out = new Map<string, Question>();
  for (const { key, language: name, population, severity } of rows) {
    const language = LANGUAGES.find((l) => l === name);
    if (severity !== null && language !== undefined && REWRITERS[key] !== undefined)
      out.set(`${key} ${language} ${population}`, { key, language, population });
  }
  return [...out.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, q]) => q);
}

/** The row that holds for a file: that of the narrowest scope around it. */
function rowFor(rows: readonly ConventionRow[], q: Question, file: string): ConventionRow | undefined {
  return rows
    .filter((r) => r.key === q.key && r.language === q.language && r.population === q.population)
    .filter((r) => r.scope === '' || file.startsWith(`${r.scope}/`))
    .sort((a, b) => b.scope.length - a.scope.length)[0];
}

/** Collects changes that do not get into each other's way. */
class PlanBuilder {
  private readonly sources: ReadonlyMap<string, string>;
  private readonly texts: ReadonlyMap<string, CodeText>;
  private readonly mentions: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly edits = new Map<string, Edit[]>();
  private readonly touched = new Map<string, Set<number>>();
  private readonly injections: Injection[] = [];
  private readonly decoys: Planted[] = [];
  private readonly appended = new Map<string, string>();
  private readonly added = new Map<string, string>();
  private readonly moves = new Map<string, string>();

  constructor(sources: ReadonlyMap<string, string>, texts: ReadonlyMap<string, CodeText>) {
    this.sources = sources;
    this.texts = texts;
    this.mentions = mentionsIn(sources);
  }

  inject(q: Question, rows: readonly ConventionRow[], random: Random, wanted: number): void {
    const rewrite = REWRITERS[q.key];
    const all = [...this.texts.values()].filter(
      (t) => t.language === q.language && (classifyRole(t.path) === 'test') === (q.population === 'test') && !t.isHard,
    );
    let made = 0;
    for (const file of shuffled(all, random)) {
      if (made >= wanted || rewrite === undefined) return;
      const row = rowFor(rows, q, file.path);
      if (row === undefined || row.severity === null || this.moves.has(file.path)) continue;
      const around = {
        expected: row.leaderValue,
        rivals: row.values.map((v) => v.name).filter((v) => v !== row.leaderValue),
        isOnlyHere: (name: string) => this.isOnlyHere(name, file),
        exists: (path: string) => this.sources.has(path),
        below: (end: number) => random.below(end),
      };
      let here = 0;
      for (const candidate of shuffled([...rewrite(file, around)], random)) {
        if (here >= (q.key === 'naming-file' ? 1 : MAX_PER_FILE) || made >= wanted) break;
        if (!this.take(file, candidate)) continue;
        here++;
        made++;
        this.injections.push({
          key: q.key,
          language: q.language,
          label:
            candidate.movesTo !== undefined
              ? `${q.key}, moved`
              : candidate.copiesTo !== undefined
                ? `${q.key}, new`
                : candidate.way === undefined
                  ? q.key
                  : `${q.key}, ${candidate.way}`,
          file: candidate.movesTo ?? candidate.copiesTo ?? file.path,
          from: candidate.from + 1,
          to: candidate.to + 1,
          expected: row.leaderValue,
          becomes: candidate.becomes,
          what: candidate.what,
        });
      }
    }
  }

  /** In Go a name of a package ends at its directory. */
  private isOnlyHere(name: string, file: CodeText): boolean {
    const files = this.mentions.get(name);
    if (files === undefined) return true;
    const directory = file.path.slice(0, file.path.lastIndexOf('/') + 1);
    for (const other of files) {
      if (other === file.path) continue;
      if (file.language !== 'go' || other.slice(0, other.lastIndexOf('/') + 1) === directory) return false;
    }
    return true;
  }

  private take(file: CodeText, candidate: Candidate): boolean {
    const lines = new Set(candidate.edits.flatMap((e) => range(file.lineOf(e.start), file.lineOf(e.end))));
    const touched = this.touched.get(file.path) ?? new Set<number>();
    if ([...lines].some((l) => touched.has(l))) return false;
    if (candidate.movesTo !== undefined) {
      if (touched.size > 0) return false;
      this.moves.set(file.path, candidate.movesTo);
      return true;
    }
    if (candidate.copiesTo !== undefined) {
      this.added.set(candidate.copiesTo, file.text);
      return true;
    }
    for (const line of lines) touched.add(line);
    this.touched.set(file.path, touched);
    this.edits.set(file.path, [...(this.edits.get(file.path) ?? []), ...candidate.edits]);
    return true;
  }

  /** Appends decoys to files that end at the top level, and adds files with prescribed names. */
  plant(random: Random, wanted: number): void {
    const languages = [...new Set([...this.texts.values()].map((t) => t.language))].sort();
    for (const language of languages) {
      const hosts = [...this.texts.values()].filter(
        (t) => t.language === language && classifyRole(t.path) === 'source' && !this.moves.has(t.path) && isHost(t),
      );
      const pairs = shuffled(hosts, random).slice(0, wanted);
      const kinds = decoysOf(language);
      for (const [i, host] of pairs.entries()) {
        const decoy = kinds[i % kinds.length];
        if (decoy === undefined) continue;
        const before = this.sources.get(host.path) ?? '';
        const gap = before.endsWith('\n') ? '\n' : '\n\n';
        const text = `${decoy.text.replaceAll('#', String(i + 1))}\n`;
        this.appended.set(host.path, gap + text);
        const from = (before + gap).split('\n').length;
        this.decoys.push({ name: decoy.name, language, file: host.path, from, to: from + text.split('\n').length - 2 });
      }
      const near = shuffled(hosts, random)[0];
      for (const file of near === undefined ? [] : (DECOY_FILES[language] ?? [])) {
        const path = near === undefined ? file.name : near.path.slice(0, near.path.lastIndexOf('/') + 1) + file.name;
        if (this.sources.has(path)) continue;
        this.added.set(path, file.text);
        this.decoys.push({ name: 'name of a file that a role prescribes', language, file: path, from: 1, to: 9 });
      }
    }
  }

  plan(): Plan {
    const texts = new Map<string, string>(this.added);
    const changed = new Map<string, Set<number>>();
    for (const [path, text] of this.added) changed.set(path, new Set(range(1, text.split('\n').length)));
    for (const path of new Set([...this.edits.keys(), ...this.appended.keys()])) {
      const before = this.sources.get(path) ?? '';
      const edits = [...(this.edits.get(path) ?? [])].sort((a, b) => b.start - a.start);
      const text = edits.reduce((now, e) => now.slice(0, e.start) + e.text + now.slice(e.end), before);
      texts.set(path, text + (this.appended.get(path) ?? ''));
      const lines = new Set([...(this.touched.get(path) ?? [])].map((l) => l + 1));
      const decoy = this.decoys.find((d) => d.file === path);
      if (decoy !== undefined) for (const line of range(decoy.from, decoy.to)) lines.add(line);
      changed.set(path, lines);
    }
    return { injections: this.injections, decoys: this.decoys, texts, moves: this.moves, changed };
  }
}

function isHost(file: CodeText): boolean {
  if (file.text.trim() === '' || /\?>|^__END__|^#if/m.test(file.text)) return false;
  // What follows must stand at the top level, and a namespace without braces is none in Java or C#.
  const last = file.lines.filter((l) => l.trim() !== '').at(-1) ?? '';
  return file.language === 'python' || /^[})\]];?$|^end$|^\S.*;$/.test(last);
}

function mentionsIn(sources: ReadonlyMap<string, string>): ReadonlyMap<string, ReadonlySet<string>> {
  const out = new Map<string, Set<string>>();
  for (const [path, text] of sources) {
    for (const name of new Set(text.match(/[A-Za-z_]\w+/g) ?? [])) {
      const files = out.get(name);
      if (files === undefined) out.set(name, new Set([path]));
      else files.add(path);
    }
  }
  return out;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const [a, b] = [out[i], out[j]];
    if (a !== undefined && b !== undefined) {
      out[i] = b;
      out[j] = a;
    }
  }
  return out;
}
