import type { LanguageId } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView, Value } from '../../engine/file-view.ts';
import { isStory } from '../components.ts';
import { FreeNames, isForeignFile, lastPart } from '../free-names.ts';
import { REGISTRATIONS } from './registrations.ts';

/** The two usual ways to name a function after the event it is for. Other names say what the function does. */
const STYLES: ReadonlyMap<string, RegExp> = new Map([
  ['on', /^_*on(?:[A-Z_]|$)/],
  ['handle', /^_*handle(?:[A-Z_]|$)/],
]);
const WORDS: ReadonlyMap<string, string> = new Map([
  ['on', '`on` + event'],
  ['handle', '`handle` + event'],
]);
/** An attribute of JSX that takes a handler. */
const EVENT_ATTRIBUTE = /^on[A-Z]/;
/** C# attaches a method to an event by an assignment: `button.Click += OnClick`. */
const ASSIGNS: ReadonlySet<LanguageId> = new Set(['csharp']);
/** Functions around a handler that give it a name by the variable that holds them. */
const WRAPPERS = /(?:^|\.)(?:useCallback|useEvent|useEffectEvent|debounce|throttle|useMemoizedFn)$/;

/** How functions are named that an event calls. */
export const namingHandler = defineConvention({
  id: 'drift/pattern/naming-handler',
  title: 'Naming of event handlers',
  languages: ['csharp', 'javascript', 'python', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'event handlers',
  answers: ['on', 'handle'],
  describe: (value) => WORDS.get(value) ?? value,
  observe(view, report) {
    if (isForeignFile(view) || isStory(view)) return;
    const used = handlerNames(view);
    // A form library asks for a function that it calls `onSubmit`.
    for (const call of view.callsNamed('handleSubmit')) for (const a of view.argumentsOf(call)) used.delete(a.text);
    if (used.size === 0) return;
    for (const { name, start, end } of declarations(view)) {
      if (!used.delete(name)) continue;
      const value = styleOfHandler(view, name);
      if (value !== null) report({ value, start, end });
    }
  },
});

function styleOfHandler(view: FileView, name: string): string | null {
  const spelled = view.language === 'csharp' ? name.charAt(0).toLowerCase() + name.slice(1) : name;
  for (const [value, pattern] of STYLES) if (pattern.test(spelled)) return value;
  return null;
}

/** Names of the file's own functions that are given to an event. */
function handlerNames(view: FileView): Set<string> {
  const out = new Set<string>();
  const add = (value: Value | undefined): void => {
    if (value?.shape === 'identifier') out.add(value.text);
    else if (value?.shape === 'member' && /^(?:this|self)\.[\w$#]+$/.test(value.text)) out.add(lastPart(value.text));
  };
  for (const r of REGISTRATIONS) {
    if (!r.languages.includes(view.language)) continue;
    for (const call of r.names.flatMap((n) => view.callsNamed(n))) {
      const args = view.argumentsOf(call);
      if (r.event !== undefined && args[r.event]?.shape !== 'string') continue;
      add(args[r.at === 'last' ? args.length - 1 : r.at]);
    }
  }
  for (const b of view.table('bindings')) {
    if (b.kind === 'keyword' && EVENT_ATTRIBUTE.test(b.target)) add(b);
    if (b.kind === 'assign' && ASSIGNS.has(view.language) && b.target.includes('.')) add(b);
  }
  return out;
}

interface Declaration {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Functions whose author chose their name, and variables that hold one inside a call. */
function* declarations(view: FileView): Generator<Declaration> {
  const free = new FreeNames(view);
  for (const s of view.table('symbols')) {
    // A method of an object literal carries the name of an option.
    const own = s.kind === 'function' || (s.kind === 'method' && view.table('symbols').get(s.parent)?.kind === 'class');
    if (own && s.nameStart >= 0 && free.isFree(s)) yield { name: s.name, start: s.nameStart, end: s.nameEnd };
  }
  for (const b of view.table('bindings')) {
    if (b.kind === 'variable' && b.shape === 'call' && WRAPPERS.test(b.text)) yield nameOf(b);
  }
}

function nameOf(b: Row<'bindings'>): Declaration {
  return { name: b.target, start: b.targetStart, end: b.targetEnd };
}
