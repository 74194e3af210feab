import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView, Value } from '../../engine/file-view.ts';
import { holdsOwnComponents } from '../components.ts';
import { methodOfNames } from './class-names.ts';

type Method = 'modules' | 'utility' | 'styled' | 'plain';

const MODULE_FILE = /\.module\.(?:css|scss|sass|less|styl|pcss)$/;
/** Modules whose function makes a component out of a piece of style. */
const STYLED: ReadonlySet<string> = new Set([
  'styled-components',
  'styled-components/native',
  'styled-components/macro',
  '@emotion/styled',
  '@emotion/native',
  '@linaria/react',
  'linaria/react',
  'goober',
  '@mui/material/styles',
  '@mui/system',
  'solid-styled-components',
]);
const ATTRIBUTES: ReadonlySet<string> = new Set(['className', 'class']);

const NAMES: ReadonlyMap<string, string> = new Map([
  ['modules', 'classes of a CSS module'],
  ['utility', 'utility classes'],
  ['styled', 'a styled component'],
  ['plain', 'plain class names'],
]);

/** How elements get their style. */
export const styleMethod = defineConvention({
  id: 'drift/pattern/style-method',
  title: 'Method of styling',
  languages: ['javascript', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'styled elements',
  answers: ['modules', 'utility', 'styled', 'plain'],
  describe: (value) => NAMES.get(value) ?? value,
  // A plain name can be a mark for other code or for the style of a library.
  deviates: (actual, expected) => actual !== 'plain' || expected === 'modules',
  observe(view, report) {
    if (view.role !== 'source') return;
    for (const b of styledComponents(view)) report({ value: 'styled', start: b.targetStart, end: b.targetEnd });
    if (!holdsOwnComponents(view)) return;
    for (const b of view.table('bindings')) {
      if (b.kind !== 'keyword' || !ATTRIBUTES.has(b.target) || !isAttribute(view, b)) continue;
      const value = methodOf(view, b);
      if (value !== undefined) report({ value, start: b.targetStart, end: b.targetEnd });
    }
  },
});

/** Variables that hold a component made by `styled`. */
function* styledComponents(view: FileView): Generator<Row<'bindings'>> {
  const names = new Set<string>();
  for (const [local, meaning] of view.imported) {
    const module = meaning.replace(/\.styled$/, '');
    if (STYLED.has(module)) names.add(local);
  }
  if (names.size === 0) return;
  const starts = new Set<number>();
  for (const c of view.table('calls')) if (names.has(/^\w+/.exec(c.callee)?.[0] ?? '')) starts.add(c.start);
  for (const b of view.table('bindings')) if (b.kind === 'variable' && starts.has(b.valueStart)) yield b;
}

function isAttribute(view: FileView, b: Row<'bindings'>): boolean {
  const elements = view.table('elements');
  const element = elements.get(elements.firstFrom(b.start) - 1);
  return element !== null && b.end <= element.end;
}

/** The method of one attribute: of all that its value names, where that agrees; `undefined` where it names nothing. */
function methodOf(view: FileView, b: Row<'bindings'>): Method | null | undefined {
  const found = new Set<Method | null>();
  for (const value of partsOf(view, b)) {
    const method = methodOfPart(view, value);
    if (method !== undefined) found.add(method);
  }
  // A part that is chosen while the code runs says nothing against the others.
  if (found.size > 1) found.delete(null);
  // A global name beside a class of a module or beside utilities is a mark for other code.
  if (found.size > 1) found.delete('plain');
  const [first] = found;
  return found.size > 1 ? null : first;
}

/** The value of the attribute, or what the call in it is given: `clsx('a', styles.b)`. */
function partsOf(view: FileView, b: Row<'bindings'>): readonly Value[] {
  if (b.shape !== 'call') return [b];
  const [call] = view.callsStartingIn(b.valueStart, b.valueEnd);
  return call === undefined ? [] : view.argumentsOf(call);
}

function methodOfPart(view: FileView, value: Value): Method | null | undefined {
  switch (value.shape) {
    case 'member':
    case 'index': {
      const head = /^[\w$]+/.exec(value.text)?.[0] ?? '';
      return MODULE_FILE.test(view.imported.get(head) ?? '') ? 'modules' : undefined;
    }
    case 'template':
      if ([...view.imported].some(([local, m]) => MODULE_FILE.test(m) && value.text.includes(`{${local}.`)))
        return 'modules';
      return methodOfNames(value.text);
    case 'string':
      return methodOfNames(value.text);
    case 'other':
      return null;
    default:
      return undefined;
  }
}
