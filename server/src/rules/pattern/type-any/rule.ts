import { TYPE_KINDS } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { exchangeType } from '../../fixes/loosest-type.ts';
import { FreeNames, isForeignFile } from '../free-names.ts';

/** Answers by language, and what the type has to look like as a whole. */
const ANSWERS: Readonly<Partial<Record<LanguageId, readonly (readonly [value: string, type: RegExp])[]>>> = {
  typescript: [
    ['any', /^(?:any(?:\[\])*|Array<any>|Promise<any>|Record<string, ?any>)$/],
    ['unknown', /^(?:unknown(?:\[\])*|Array<unknown>|Promise<unknown>|Record<string, ?unknown>)$/],
  ],
  python: [
    ['Any', /^(?:typing\.)?Any$/],
    ['object', /^object$/],
  ],
  // Both are one type in Go, so that no interface prescribes which of them is written, at any depth.
  go: [
    ['any', /(?:^|[^\w.])any(?![\w.])/],
    ['interface{}', /(?:^|[^\w.])interface ?\{\}/],
  ],
};
/** What is told less exactly, against what it should be: the other way round nothing is lost. */
const LOOSER: ReadonlySet<string> = new Set(['any unknown', 'Any object', 'interface{} any']);

/** How the type of a value is written that may be anything. */
export const typeAny = defineConvention({
  id: 'drift/pattern/type-any',
  title: 'Types of values that may be anything',
  languages: ['go', 'python', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'unsafe',
  caution: 'what uses the value may have to say what it is',
  sites: 'untyped parameters and results',
  answers: ['any', 'unknown', 'Any', 'object', 'interface{}'],
  describe: (value) => `\`${value}\``,
  deviates: (actual, expected) => LOOSER.has(`${actual} ${expected}`),
  observe(view, report) {
    const answers = ANSWERS[view.language];
    if (answers === undefined || isForeignFile(view)) return;
    const told = (type: string, start: number, end: number): void => {
      const found = type === '' || end <= start ? [] : answers.filter(([, pattern]) => pattern.test(type));
      const value = found[0]?.[0];
      if (value !== undefined) report({ value: found.length > 1 ? null : value, start, end });
    };
    const asked = declarations(view);
    for (const s of asked.values()) told(s.returns, s.nameStart, s.nameEnd);
    for (const p of view.table('parameters')) {
      // Go spreads any number of values into the same type; elsewhere such parameters only pass on what comes.
      if (asked.has(p.symbol) && p.name !== 'this' && (p.rest === 0 || view.language === 'go'))
        told(p.type, p.start, p.end);
    }
  },
  fixFor: exchangeType,
});

/** Functions with a name whose author chose their types. */
function declarations(view: FileView): ReadonlyMap<number, Row<'symbols'>> {
  const free = new FreeNames(view);
  // A function in an object has its type from where the object goes.
  const contextual = new Set([...view.table('bindings')].filter((b) => b.kind === 'pair').map((b) => b.targetStart));
  const out = new Map<number, Row<'symbols'>>();
  for (const s of view.table('symbols')) {
    if (s.kind !== 'function' && s.kind !== 'method') continue;
    const isChosen = view.language === 'go' || (free.isFree(s) && !contextual.has(s.nameStart) && isOfType(view, s));
    if (s.name !== '' && isChosen) out.set(s.index, s);
  }
  return out;
}

/** False for a method of an object, which has its type from where the object goes. */
function isOfType(view: FileView, s: Row<'symbols'>): boolean {
  const owner = view.table('symbols').get(s.parent);
  return s.kind !== 'method' || (owner !== null && TYPE_KINDS.has(owner.kind));
}
