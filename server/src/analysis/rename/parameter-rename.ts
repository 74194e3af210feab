// Parameters: where callers, frameworks and documentation can name them.
import type { FileId, LanguageId, TextEdit } from '@drift/shared';
import type { NameSite } from '../../facts/name-sites.ts';
import type { Row } from '../../facts/schema.ts';
import type { ProjectIndex } from '../../index/project-index.ts';
import { type LocalTarget, nameOf, planLocal } from './local-rename.ts';
import { useOf } from './name-use.ts';
import {
  isWithin,
  lineOf,
  type RenamePlan,
  type RenameWorld,
  refused,
  type SourceText,
  spokenIn,
} from './source-text.ts';

/** Languages in which a call may name the parameter a value is for. */
const NAMED_ARGUMENTS: ReadonlySet<LanguageId> = new Set<LanguageId>(['python', 'kotlin', 'csharp', 'php', 'ruby']);
/** Languages in which frameworks read the names of parameters of annotated functions. */
const READ_BY_FRAMEWORKS: ReadonlySet<LanguageId> = new Set<LanguageId>(['python', 'java', 'kotlin', 'csharp', 'php']);
/** Decorators that leave the parameters alone. */
const HARMLESS =
  /(?:^|\.)(?:staticmethod|classmethod|abstractmethod|lru_cache|cache|contextmanager|asynccontextmanager|wraps|final|override|Override|Deprecated|SuppressWarnings|Nullable|NonNull|NotNull|Obsolete|MethodImpl|JvmStatic|Suppress)$/;

/** Whether more than its own file has to be looked at before a parameter may change its name. */
export function isNamedByCallers(language: LanguageId): boolean {
  return NAMED_ARGUMENTS.has(language);
}

/** The edits for a parameter: those of a local, the arguments that name it, and its documentation. */
export function planParameter(target: LocalTarget, world: RenameWorld): RenamePlan {
  const local = planLocal(target);
  if (!local.ok) return local;
  const owners = ownersOf(target);
  const reason = owners.map((o) => readByFramework(target, o, world)).find((r) => r !== null);
  if (reason !== undefined) return refused(reason);
  const named = NAMED_ARGUMENTS.has(target.source.language) ? argumentEdits(target, owners, world) : [];
  if (typeof named === 'string') return refused(named);
  return { ok: true, edits: [...local.edits, ...named, ...documentationEdits(target)] };
}

/** Functions in the scope with a parameter of that name. */
function ownersOf({ source, scope, from }: LocalTarget): Row<'symbols'>[] {
  const symbols = source.facts.table('symbols');
  return [...source.facts.table('parameters')]
    .filter((p) => p.name.replace(/^\$/, '') === from && isWithin(source.facts, p.symbol, scope.index))
    .flatMap((p) => symbols.get(p.symbol) ?? []);
}

function readByFramework({ source, from }: LocalTarget, owner: Row<'symbols'>, world: RenameWorld): string | null {
  const { language, facts } = source;
  if (!READ_BY_FRAMEWORKS.has(language)) return null;
  const decorator = [...facts.table('decorators')].find((d) => d.symbol === owner.index && !HARMLESS.test(d.name));
  if (decorator !== undefined) return `\`${decorator.name}\` on ${nameOf(owner)} may read the names of its parameters`;
  if (language === 'python' && (source.role === 'test' || /(?:^|\/)conftest\.py$/.test(source.file)))
    return 'in tests, the names of parameters choose fixtures';
  if (owner.kind === 'lambda') return null;
  for (const other of world.mentions) {
    if (other.language !== language) continue;
    const word = spokenIn(other, from).find((w) => isRoute(other, w.start, from));
    if (word !== undefined)
      return `\`${from}\` stands in a text in ${other.file}:${lineOf(other, word.start)} that may name the parameter`;
  }
  return null;
}

/** `<int:user_id>` and `{user_id}` in routes; in Python also a key of what is passed on as `**data`. */
function isRoute(other: SourceText, at: number, name: string): boolean {
  const before = other.text.slice(Math.max(0, at - 40), at);
  const after = other.text.slice(at + name.length, at + name.length + 40);
  if (/[<{][\w:]*$/.test(before) && /^[\w:?=*]*[>}]/.test(after)) return true;
  const isKey = /['"]$/.test(before) && /^['"]/.test(after);
  return isKey && other.language === 'python' && /\*\*|kwargs/.test(other.text);
}

/** Edits of the arguments that name the parameter, or why a call may name it that cannot be followed. */
function argumentEdits(
  target: LocalTarget,
  owners: readonly Row<'symbols'>[],
  world: RenameWorld,
): TextEdit[] | string {
  const { source, from, to } = target;
  const edits: TextEdit[] = [];
  for (const other of world.mentions) {
    if (other.language !== source.language) continue;
    for (const site of other.sites(from)) {
      if (useOf(other.language, site) !== 'keyword') continue;
      const means = calledBy(other, site, target, world.index);
      if (means === 'other') continue;
      const { start, end } = site;
      if (means === 'own' && source.language === 'python') edits.push({ file: other.file, start, end, newText: to });
      else return `a call in ${other.file}:${lineOf(other, start)} passes \`${from}\` by name`;
    }
  }
  const spread = spreadInto(target, owners, world.index);
  return spread === null ? edits : `a call in ${spread} may pass \`${from}\` in a dictionary`;
}

/** Whom an argument given by name is for: the function of the parameter, another one that has it, or nobody certain. */
function calledBy(
  other: SourceText,
  site: NameSite,
  { source, from }: LocalTarget,
  index: ProjectIndex,
): 'own' | 'other' | null {
  const row = [...other.facts.table('bindings')].find((b) => b.kind === 'keyword' && b.targetStart === site.start);
  const ref = row === undefined || row.call < 0 ? null : index.resolveCallee(other.file, row.call);
  const facts = ref === null ? null : index.facts(ref.file);
  if (ref === null || facts === null || facts.table('symbols').get(ref.symbol)?.kind !== 'function') return null;
  const takesIt = [...facts.table('parameters')].some((p) => p.symbol === ref.symbol && p.name === from);
  if (!takesIt) return null;
  return ref.file === source.file && ownsParameter(source, ref.symbol, from) ? 'own' : 'other';
}

function ownsParameter(source: SourceText, symbol: number, from: string): boolean {
  return [...source.facts.table('parameters')].some((p) => p.symbol === symbol && p.name === from);
}

/** A file that calls a function of that name with a spread argument. */
function spreadInto({ source }: LocalTarget, owners: readonly Row<'symbols'>[], index: ProjectIndex): FileId | null {
  if (source.language !== 'python' && source.language !== 'php') return null;
  const symbols = source.facts.table('symbols');
  const names = new Set(owners.flatMap((o) => [o.name, symbols.get(o.parent)?.name ?? o.name]));
  for (const file of index.files()) {
    const facts = index.facts(file);
    if (facts?.language !== source.language) continue;
    for (const a of facts.table('arguments')) {
      if (a.shape === 'spread' && names.has(facts.table('calls').get(a.call)?.name ?? '')) return file;
    }
  }
  return null;
}

/** `@param user_id` and its kin in the comments right before the function. */
function documentationEdits({ source, scope, from, to }: LocalTarget): TextEdit[] {
  const out: TextEdit[] = [];
  const sigil = source.language === 'php' ? '\\$' : '';
  const tag = new RegExp(
    `(@param\\s+(?:\\{[^}\\n]*\\}\\s*)?(?:[\\w|\\\\\\[\\]<>?]+\\s+)?\\[?${sigil}|<param(?:ref)? name="|:param (?:\\w+ )?)${from}(?![\\w$])`,
    'g',
  );
  for (const c of source.facts.table('comments')) {
    const isBefore = scope.docStart >= 0 && c.start >= scope.docStart && c.end <= scope.start;
    if (!isBefore) continue;
    for (const m of source.text.slice(c.start, c.end).matchAll(tag)) {
      const start = c.start + m.index + (m[1]?.length ?? 0);
      out.push({ file: source.file, start, end: start + from.length, newText: to });
    }
  }
  return out;
}
