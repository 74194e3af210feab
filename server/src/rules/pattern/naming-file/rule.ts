import { TYPE_KINDS } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { describeStyle, styleOf } from '../../engine/identifier-style.ts';
import { isForeignFile } from '../free-names.ts';
import { placeOfFile } from '../place-of-file.ts';

/** The file is called exactly as something it declares. */
const AFTER_DECLARATION = 'declaration';
/** Languages in which files of a type must or do bear its name: only the other files show a choice. */
const BEARS_NAME: ReadonlySet<LanguageId> = new Set(['kotlin', 'php']);
/** Languages in which files may be named after what they hold, whatever its case. */
const NAMED_AFTER: ReadonlySet<LanguageId> = new Set(['javascript', 'typescript']);
/** Endings that the Go tool reads as build conditions. */
const GO_CONDITION =
  /_(aix|android|darwin|dragonfly|freebsd|illumos|ios|js|linux|netbsd|openbsd|plan9|solaris|unix|wasip1|windows|386|amd64|arm|arm64|loong64|mips|mips64|mips64le|mipsle|ppc64|ppc64le|riscv64|s390x|wasm)$/;
/** Where Cargo looks for programs, each called as its file is. */
const CARGO_TARGET = /(?:^|\/)(?:examples|benches|tests)\/(?:[^/]+\/main|[^/]+)\.rs$/;
/** Where scripts of others lie beside one's own, and texts named after their language. */
const PUBLISHED = /(?:^|\/)(?:public|static|assets|locales?|i18n|lang)\//;
/** What a program starts with, in languages whose programs may be one file. */
const ENTRY: Readonly<Partial<Record<LanguageId, string>>> = {
  csharp: 'Main',
  rust: 'main',
  kotlin: 'main',
  go: 'main',
};
/** Entry points and lookups whose names a tool prescribes. */
const PRESCRIBED: ReadonlySet<string> = new Set([
  '__init__',
  '__main__',
  'conftest',
  'setupTests',
  'AssemblyInfo',
  'jsx-runtime',
  'jsx-dev-runtime',
]);
/** Names that a tool prescribes by their beginning or end. */
const PRESCRIBED_FORM = /^gatsby-|\.gen\.[cm]?[jt]sx?$/;
/** React prescribes the prefix of a hook, after which its file is named. */
const HOOK = /^use[A-Z]/;
/** Languages in which a file with a hyphen cannot be a module: it is a script, called by its name. */
const NO_HYPHEN: ReadonlySet<LanguageId> = new Set(['python', 'rust']);

/** How source files are named. */
export const namingFile = defineConvention({
  id: 'drift/pattern/naming-file',
  title: 'Naming of files',
  languages: ['csharp', 'go', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  precision: {
    corpus:
      '13 packages: api-doc-tools, containerd, Knex, Sequelize, TiddlyWiki, block-editor, wordpress-editor, calibre, viem, Blueprint, SearX, Postfix Admin, vuetify, 12 packages: api-doc-tools, Podman, gh, InfluxDB, AWS SDK for Go, Docker, containers/image, go-git',
    sample: 59,
    precision: 0.69,
  },
  sites: 'files',
  answers: ['kebab', 'camel', 'pascal', 'snake', 'declaration'],
  describe: (value) =>
    value === AFTER_DECLARATION ? 'a file named after a declaration' : `a ${describeStyle(value)} file name`,
  // A file named after its class or function is in camelCase or PascalCase by the way.
  deviates: (actual, expected) =>
    !(actual === AFTER_DECLARATION && isMixedCase(expected)) &&
    !(expected === AFTER_DECLARATION && isMixedCase(actual)),
  observe(view, report) {
    const place = view.role === 'source' ? placeOfFile(view) : null;
    const value = place === null ? null : nameOf(view);
    if (place !== null && value !== null) report({ value, ...place });
  },
});

function isMixedCase(value: string): boolean {
  return value === 'camel' || value === 'pascal';
}

function nameOf(view: FileView): string | null {
  const name = view.file.slice(view.file.lastIndexOf('/') + 1);
  const stem = stemOf(view, name);
  // Without an ending, a tool looks for the file: `Rakefile`.
  if (!name.includes('.') || isForeignFile(view)) return null;
  // Programs are named after the command they are run by.
  if (/(?:^|\/)(?:bin|scripts?)\//.test(view.file) || isProgram(view)) return null;
  if (view.language === 'rust' && CARGO_TARGET.test(view.file)) return null;
  const style = stem.startsWith('_') || PRESCRIBED.has(stem) ? null : styleOf(stem);
  if (style === null || style === 'screaming') return null;
  // The entry of a gem bears the name of the gem.
  if (view.language === 'ruby' && style === 'kebab') return null;
  if ((NO_HYPHEN.has(view.language) && stem.includes('-')) || PRESCRIBED_FORM.test(name)) return null;
  if (isNamedAfterFolder(view, stem) || isTemplate(view)) return null;
  if (BEARS_NAME.has(view.language) && declares(view, stem)) return null;
  if (view.language === 'php' && !bearsOtherName(view, stem)) return null;
  if (!NAMED_AFTER.has(view.language)) return style;
  if (PUBLISHED.test(view.file) || !isModule(view) || HOOK.test(stem) || isEntry(view)) return null;
  // Components have a habit of their own.
  if (/\.[jt]sx$/.test(name) && style === 'pascal') return null;
  if (isMixedCase(style) && declares(view, stem)) return AFTER_DECLARATION;
  // `CartImpl.js` may be named after a class that is made elsewhere.
  return style === 'pascal' ? null : style;
}

/** Scripts that a page loads are often those of others. */
function isModule(view: FileView): boolean {
  return view.table('imports').length > 0 || view.table('exports').length > 0;
}

/** A file that declares nothing and only puts together what others do is called as whoever loads it asks for it. */
function isEntry(view: FileView): boolean {
  return view.table('imports').length > 0 && view.table('symbols').length === 0;
}

/** The main file of a folder, `ssh-key/ssh-key.go`, and files that begin with the name of theirs. */
function isNamedAfterFolder(view: FileView, stem: string): boolean {
  const folder = view.file.split('/').at(-2) ?? '';
  return folder.length > 1 && (stem === folder || stem.startsWith(`${folder}-`) || stem.startsWith(`${folder}_`));
}

/** A template, whose class is called `_CLASS_` until somebody uses it. */
function isTemplate(view: FileView): boolean {
  return [...view.table('symbols')].some((s) => /^_+[A-Z]+_+$/.test(s.name));
}

/** In PHP, true for a file with a class that its name is not part of: `CI_Log` lies in `Log.php`. */
function bearsOtherName(view: FileView, stem: string): boolean {
  const types = [...view.table('symbols')].filter((s) => TYPE_KINDS.has(s.kind) && s.parent < 0);
  return types.length > 0 && !types.some((s) => s.name.endsWith(`_${stem}`));
}

function isProgram(view: FileView): boolean {
  const entry = ENTRY[view.language];
  if (entry === undefined) return false;
  return view.symbolsNamed(entry).some((s) => s.kind === 'method' || (s.kind === 'function' && s.parent < 0));
}

function stemOf(view: FileView, name: string): string {
  const dot = name.indexOf('.', 1);
  let stem = dot < 0 ? name : name.slice(0, dot);
  if (view.language !== 'go') return stem;
  while (GO_CONDITION.test(stem)) stem = stem.replace(GO_CONDITION, '');
  return stem;
}

function declares(view: FileView, name: string): boolean {
  for (const s of view.table('symbols')) if (s.name === name && s.parent < 0) return true;
  for (const e of view.table('exports')) if (e.name === name) return true;
  return view.bindingsOf(name).some((b) => b.symbol < 0);
}
