import { Mod } from '@drift/grammars';
import type { LanguageId, Span } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView, Value } from '../../engine/file-view.ts';
import { bareName } from '../../engine/identifier-style.ts';
import { isDecorated } from '../decorated.ts';
import { FreeNames, isForeignFile } from '../free-names.ts';

const TYPE = /^\??(?:bool|boolean|Boolean|System\.Boolean)(?:\?| \| (?:undefined|null|None))?$/;
/** Questions and demands: the name says that the answer is yes or no. */
const PREFIXES: ReadonlySet<string> = new Set(
  'is are was were has have had can could should will would did does do must may'.split(' '),
);
/** The same with its subject in front: `topicHasEmoji`, `data_is_null`. */
const QUESTION_INSIDE =
  /(?:Is|Are|Was|Has|Have|Did|Can|Should|Being)(?:[A-Z]|$)|_(?:is|are|was|has|have|did|can|should)(?:_|$)/;
/** Verbs that say yes or no in their own way: `showTitle`, `allowEmpty`, `needsUpdate`. */
const VERBS: ReadonlySet<string> = new Set(
  (
    'allow allows enable disable show shows hide hides use uses need needs want wants support supports include includes ' +
    'exclude contain contains require requires accept accepts keep with without no not only ignore skip in any all matches exists ' +
    'equals starts ends'
  ).split(' '),
);
/** Names for an answer that is about to be given. */
const ANSWERS: ReadonlySet<string> = new Set(
  'ok okay yes result results ret retval res rv rc found success successful succeeded done value val flag flags changed first last disposing'.split(
    ' ',
  ),
);
/** Languages whose fields are looked up by libraries, or carry the names of a foreign format, without a mark. */
const FIELDS_ARE_FOREIGN: ReadonlySet<LanguageId> = new Set(['javascript', 'php', 'python', 'ruby', 'rust']);
const MIN_LENGTH = 3;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['prefix', 'a prefix such as `is` or `has`'],
  ['none', 'no prefix'],
]);

/** Whether the names of booleans say that they answer a question. */
export const namingBoolean = defineConvention({
  id: 'drift/pattern/naming-boolean',
  title: 'Naming of booleans',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'booleans',
  answers: ['prefix', 'none'],
  describe: (value) => NAMES.get(value) ?? value,
  // A name that says more than usual is no step back.
  deviates: (actual) => actual === 'none',
  observe(view, report) {
    if (view.role !== 'source' || isForeignFile(view)) return;
    const seen = new Set<string>();
    const places = new Set<number>();
    const once = (symbol: number, name: string, span: Span): void => {
      const value = kindOf(name);
      const key = `${symbol} ${name}`;
      // A parameter can be a field at the same time.
      if (value === null || seen.has(key) || places.has(span.start)) return;
      seen.add(key);
      places.add(span.start);
      report({ value, start: span.start, end: span.end });
    };
    const free = new FreeNames(view);
    const symbols = view.table('symbols');
    for (const p of view.table('parameters')) {
      const owner = symbols.get(p.symbol);
      if (owner === null || owner.kind === 'setter' || !isBoolean(p.type, p) || !ownsParameters(free, owner)) continue;
      once(p.symbol, p.name, { start: p.start, end: p.start + p.name.length });
    }
    for (const b of view.table('bindings')) {
      if ((b.kind !== 'variable' && b.kind !== 'field') || !isBoolean(b.type, b)) continue;
      if (b.kind === 'variable' || isOwnField(view, free, b))
        once(b.symbol, b.target, { start: b.targetStart, end: b.targetEnd });
    }
  },
});

function isBoolean(type: string, value: Value): boolean {
  return type === '' ? value.shape === 'true' || value.shape === 'false' : TYPE.test(type.trim());
}

/** `null` for names that say nothing about the question: short ones, constants, answers and verbs. */
function kindOf(name: string): 'prefix' | 'none' | null {
  const bare = bareName(name)
    .replace(/^[msg]_/, '')
    .replace(/^m(?=[A-Z])/, '');
  if (bare.length < MIN_LENGTH || !/^[A-Za-z]\w*$/.test(bare) || /^[A-Z][A-Z0-9_]*$/.test(bare)) return null;
  const first = (/^[A-Z]?[a-z0-9]+/.exec(bare)?.[0] ?? bare).toLowerCase();
  if (PREFIXES.has(first) && first.length < bare.length) return 'prefix';
  // `bOpen`: the type is in the name, which is another way to tell.
  if (/^[no]?b[A-Z]/.test(bare) || QUESTION_INSIDE.test(bare)) return null;
  return VERBS.has(first) || ANSWERS.has(bare.toLowerCase()) ? null : 'none';
}

function ownsParameters(free: FreeNames, owner: Row<'symbols'>): boolean {
  if ((owner.modifiers & Mod.declared) !== 0 || owner.kind === 'typeAlias' || owner.kind === 'record') return false;
  return owner.kind === 'constructor' || owner.kind === 'lambda' || free.isFree(owner);
}

/** Fields whose names no annotation, interface or tag of a foreign format has fixed. */
function isOwnField(view: FileView, free: FreeNames, b: Row<'bindings'>): boolean {
  if ((b.modifiers & (Mod.declared | Mod.override)) !== 0 || FIELDS_ARE_FOREIGN.has(view.language)) return false;
  if (isDecorated(view, b)) return false;
  return view.language !== 'typescript' || !free.hasForeignBase(b.symbol);
}
