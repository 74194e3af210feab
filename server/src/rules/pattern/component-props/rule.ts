import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { type Component, componentsOf } from '../components.ts';

/** Types that take the props of something else: whether they get a name of their own is another question. */
const DERIVED =
  /\b(?:ComponentProps|ComponentPropsWithoutRef|ComponentPropsWithRef|\w*HTMLAttributes|SVGProps|DetailedHTMLProps|typeof|Parameters)\b/;
/** Types around the props proper. */
const WRAPPERS = /^(?:React\.)?(?:Readonly|PropsWithChildren|PropsWithRef)<(.*)>$/s;
/** Types of a whole component, which hold its props. */
const COMPONENT_TYPE = /^(?:React\.|Preact\.)?(?:FC|FunctionComponent|VFC|SFC|ParentComponent|Component)<(.*)>$/s;

/** A property in the text of a type. */
const PROP = /(?:^|[;,\n{])\s*(?:readonly\s+)?\w+\??\s*:/g;
/** The name under which a component takes its props whole. */
const WHOLE = 'props';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['inline', 'an inline type of the props'],
  ['named', 'a named type of the props'],
  ['destructured', 'destructured props'],
  ['object', 'props used as one object'],
]);

/** How a component takes its props: in TypeScript by the type they have, in JavaScript by the form of the parameter. */
export const componentProps = defineConvention({
  id: 'drift/pattern/component-props',
  title: 'Props of components',
  languages: ['javascript', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'components',
  answers: ['inline', 'named', 'destructured', 'object'],
  describe: (value) => NAMES.get(value) ?? value,
  // A name for a type that others write in place does no harm, and taking props apart does none either.
  deviates: (actual) => actual === 'inline' || actual === 'object',
  observe(view, report) {
    const parameters = parametersOf(view);
    const exported = new Set([...view.table('exports')].map((e) => e.name));
    for (const c of componentsOf(view)) {
      const [props, second] = (c.form === 'class' ? undefined : parameters.get(c.symbol.index)) ?? [];
      // What takes more than props, and the reference it forwards, is another kind of function or has a context too.
      if (props === undefined || (second !== undefined && !/ref$/i.test(second.name))) continue;
      const typed = view.language === 'typescript';
      // What a helper inside the file takes need not have a name.
      if (typed && !exported.has(c.symbol.name)) continue;
      const value = typed ? typeOf(c, props) : formOf(view, c, props);
      if (value !== null) report({ value, start: c.symbol.nameStart, end: c.symbol.nameEnd });
    }
  },
});

function parametersOf(view: FileView): ReadonlyMap<number, readonly Row<'parameters'>[]> {
  const out = new Map<number, Row<'parameters'>[]>();
  for (const p of view.table('parameters')) {
    const list = out.get(p.symbol);
    if (list === undefined) out.set(p.symbol, [p]);
    else list.push(p);
  }
  return out;
}

function typeOf(c: Component, props: Row<'parameters'>): string | null {
  const held = props.type === '' ? COMPONENT_TYPE.exec(c.type)?.[1] : props.type;
  if (held === undefined) return null;
  const type = WRAPPERS.exec(held.trim())?.[1] ?? held.trim();
  if (DERIVED.test(type)) return null;
  // One prop needs no name.
  if (type.startsWith('{')) return (ownMembers(type).match(PROP) ?? []).length > 1 ? 'inline' : null;
  return /^[A-Za-z_$][\w$.]*(?:<[^{}]*>)?$/.test(type) && !/^(?:any|unknown|object|never)$/.test(type) ? 'named' : null;
}

/** The text of a type without those of its members. */
function ownMembers(type: string): string {
  let text = type.slice(1);
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/\{[^{}]*\}|\([^()]*\)/g, '');
  }
  return text;
}

function formOf(view: FileView, c: Component, props: Row<'parameters'>): string | null {
  const { symbol } = c;
  if (props.rest !== 0 || !holdsMarkup(view, symbol)) return null;
  if (props.name === '') return 'destructured';
  for (const b of view.table('bindings')) {
    if (b.symbol !== symbol.index || b.text !== props.name || b.shape !== 'identifier') continue;
    return b.kind === 'variable' && b.target === '' ? 'destructured' : null;
  }
  if (props.name !== WHOLE || propsRead(view, symbol) < 2 || isPassedOn(view, symbol, props.name)) return null;
  return 'object';
}

/** False for a function whose markup stands in functions it returns alone. */
function holdsMarkup(view: FileView, component: Row<'symbols'>): boolean {
  for (const e of view.table('elements')) if (e.symbol === component.index) return true;
  return false;
}

/** Different members of the props that a component reads; one alone is hardly worth taking apart. */
function propsRead(view: FileView, component: Row<'symbols'>): number {
  const names = new Set<string>();
  for (const p of view.table('props')) if (component.start <= p.start && p.start < component.end) names.add(p.name);
  return names.size;
}

/** Props that go on as a whole have to stay one object. */
function isPassedOn(view: FileView, component: Row<'symbols'>, name: string): boolean {
  const inside = (row: { readonly start: number }): boolean =>
    component.start <= row.start && row.start < component.end;
  for (const e of view.table('elements')) if (e.spreads === 1 && inside(e)) return true;
  for (const a of view.table('arguments')) {
    if (inside(a) && (a.shape === 'spread' || (a.shape === 'identifier' && a.text === name))) return true;
  }
  return false;
}
