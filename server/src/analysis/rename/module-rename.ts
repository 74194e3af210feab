// Module-level functions, constants and types of TypeScript, JavaScript and Python.
import type { FileId, TextEdit } from '@drift/shared';
import { useOf } from './name-use.ts';
import { clash, type ModuleTarget, ownSites } from './own-sites.ts';
import { followPython, strayPython } from './python-importers.ts';
import { followScript, mockedIn, strayMention } from './script-importers.ts';
import {
  areRelated,
  isEcmascript,
  isLabel,
  isProse,
  isWoven,
  lineOf,
  type RenamePlan,
  type RenameWorld,
  refused,
  type SourceText,
  spokenIn,
  wordStarts,
} from './source-text.ts';

/** The edits over all files for a name that a module declares, or why they are not certain. */
export function planModule(target: ModuleTarget, world: RenameWorld): RenamePlan {
  const early = outsideCode(target.from, target.source, world) ?? foreignMention(target, world);
  if (early !== null) return refused(early);
  const script = isEcmascript(target.source.language);
  const found = script ? scriptEdits(target, world) : pythonEdits(target, world);
  if (typeof found === 'string') return refused(found);
  const files = world.mentions.filter((m) => m.file === target.source.file || found.bound.has(m.file));
  const edits: TextEdit[] = [...found.edits];
  for (const source of files) {
    const reason = clash(source, target.to) ?? (script ? mockedIn(source, target.from) : null);
    if (reason !== null) return refused(reason);
    const own = ownSites(source, target);
    if (typeof own === 'string') return refused(own);
    edits.push(...own);
    const listed = relisted(source, target, edits) ?? spokenInTypes(source, target.from);
    if (listed !== null) return refused(listed);
  }
  // Whoever is used by nobody is found by its name, by a framework or a person.
  const used = found.isExported ? found.uses > 0 : edits.length > 1;
  if (!used)
    return refused(`nothing in the workspace uses \`${target.from}\`, so something outside may look it up by name`);
  return { ok: true, edits };
}

/** A place in an import or export list that stays as it is gives the name a second meaning in the file. */
function relisted(source: SourceText, { from }: ModuleTarget, edits: readonly TextEdit[]): string | null {
  const known = new Set(edits.filter((e) => e.file === source.file).map((e) => e.start));
  const other = source.sites(from).find((s) => useOf(source.language, s) === 'specifier' && !known.has(s.start));
  return other === undefined
    ? null
    : `\`${from}\` stands in another import or export in ${source.file}:${lineOf(source, other.start)}`;
}

/** Comments that checkers read: types in JSDoc, lists of globals, types of old Python. */
function spokenInTypes(source: SourceText, from: string): string | null {
  for (const at of wordStarts(source.text, from)) {
    const comment = [...source.facts.table('comments')].find((c) => c.start <= at && at < c.end);
    if (comment === undefined) continue;
    const before = source.text.slice(comment.start, at);
    if (/@\w+\s*\{[^}]*$|^\/\*\s*(?:globals?|exported)\b|#\s*type:/.test(before))
      return `a comment in ${source.file}:${lineOf(source, at)} names \`${from}\` as a type or a global`;
  }
  return null;
}

interface Followed {
  readonly edits: readonly TextEdit[];
  readonly bound: ReadonlySet<FileId>;
  readonly uses: number;
  readonly isExported: boolean;
}

/** Texts, data and markup that hold the name: a program may look it up by them. */
export function outsideCode(from: string, own: SourceText, world: RenameWorld): string | null {
  const [other] = world.others;
  if (other !== undefined) return `${other} mentions \`${from}\``;
  for (const source of world.mentions) {
    if (!areRelated(source.language, own.language)) continue;
    const word = spokenIn(source, from).find((w) => !isProse(source, w) && !isWoven(source, w) && !isLabel(source, w));
    if (word !== undefined) return `a text in ${source.file}:${lineOf(source, word.start)} holds \`${from}\``;
  }
  return null;
}

function foreignMention({ from, source }: ModuleTarget, world: RenameWorld): string | null {
  const related = world.mentions.filter((m) => areRelated(m.language, source.language));
  const foreign = related.find((m) => m.role === 'generated' || m.role === 'vendored');
  if (foreign !== undefined) return `${foreign.file} is ${foreign.role} and mentions \`${from}\``;
  for (const m of related) {
    const unread = m.facts.table('damage').get(0);
    if (unread !== null)
      return `${m.file} mentions \`${from}\`, and the grammar cannot read line ${lineOf(m, unread.start)} of it`;
  }
  return null;
}

function scriptEdits(target: ModuleTarget, world: RenameWorld): Followed | string {
  const { source, from, to } = target;
  const exported = [...source.facts.table('exports')].filter((e) => e.source === '' && e.kind !== 'default');
  const isExported = exported.some((e) => e.name === from && e.kind === 'named');
  if (exported.some((e) => e.name === from && e.kind === 'commonjs')) return `\`${from}\` is exported with CommonJS`;
  const found = isExported
    ? followScript(target, world)
    : { edits: [], bound: new Set<FileId>(), uses: 0, carriers: new Set<FileId>(), passesAll: false };
  if (typeof found === 'string') return found;
  const edits = [...found.edits, ...localExports(target, world, found.bound)];
  const isModule = source.facts.table('imports').length > 0 || source.facts.table('exports').length > 0;
  for (const m of world.mentions) {
    if (!isEcmascript(m.language) || m.file === source.file || found.bound.has(m.file)) continue;
    if (!isModule && m.sites(from).some((s) => useOf(m.language, s) === 'plain'))
      return `${source.file} is a script without imports or exports, and ${m.file} mentions \`${from}\``;
    const reason = strayMention(m, target, world);
    if (reason !== null) return reason;
  }
  for (const carrier of found.carriers) {
    const names = [...(world.index.facts(carrier)?.table('exports') ?? [])];
    if (names.some((e) => e.name === to)) return `${carrier} exports \`${to}\` already`;
  }
  if (found.passesAll && world.index.definitionsNamed(to, source.language).length > 0)
    return `\`${to}\` exists elsewhere and may leave by the same barrel`;
  return { edits, bound: found.bound, uses: found.uses, isExported };
}

/** `export { name }` without a source, in the file itself and in those that import it. */
function localExports(target: ModuleTarget, world: RenameWorld, bound: ReadonlySet<FileId>): TextEdit[] {
  const out: TextEdit[] = [];
  for (const m of world.mentions) {
    if (m.file !== target.source.file && !bound.has(m.file)) continue;
    const imports = [...m.facts.table('imports')];
    for (const site of m.sites(target.from)) {
      const specifier = site.around[0];
      if (specifier?.kind !== 'export_specifier' || site.field !== 'name') continue;
      if (imports.some((i) => i.start <= site.start && site.end <= i.end)) continue;
      out.push({ file: m.file, start: site.start, end: site.end, newText: target.to });
    }
  }
  return out;
}

function pythonEdits(target: ModuleTarget, world: RenameWorld): Followed | string {
  const found = followPython(target, world);
  if (typeof found === 'string') return found;
  for (const m of world.mentions) {
    if (m.language !== 'python' || m.file === target.source.file || found.bound.has(m.file)) continue;
    const reason = strayPython(m, target, world, found);
    if (reason !== null) return reason;
  }
  return { edits: found.edits, bound: found.bound, uses: found.uses, isExported: false };
}
