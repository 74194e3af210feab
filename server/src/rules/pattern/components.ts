// Which declarations are UI components: what holds JSX and is named as a component must be.
import type { Row } from '../../facts/schema.ts';
import type { FileView } from '../engine/file-view.ts';
import { lastPart } from './free-names.ts';

/** How a component is declared: as a function, as a function in a `const`, or as a class. */
export type ComponentForm = 'function' | 'const' | 'class';

/** A component that a file declares at its top level. */
export interface Component {
  /** The function or the class; its name is where findings are shown. */
  readonly symbol: Row<'symbols'>;
  readonly form: ComponentForm;
  /** Declared type of the variable that holds it (`FC<Props>`), or `''`. */
  readonly type: string;
}

const NAME = /^[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*$/;
/** Examples of components are written for a tool that reads them. */
const STORY = /\.stor(?:y|ies)\.|(?:^|\/)stories\//;
/** Classes below other bases have to be classes. */
const CLASS_BASES: ReadonlySet<string> = new Set(['Component', 'PureComponent']);

/** True for files that show components to a tool. */
export function isStory(view: FileView): boolean {
  return STORY.test(view.file);
}

/** True for the files whose components count. */
export function holdsOwnComponents(view: FileView): boolean {
  return view.role === 'source' && view.table('elements').get(0) !== null && !isStory(view);
}

/**
 * Components at the top level of the file, in order. Functions that are wrapped where they are written (`memo(…)`,
 * `forwardRef(…)`) are left out: there, the form is not a choice.
 */
export function componentsOf(view: FileView): Component[] {
  if (!holdsOwnComponents(view)) return [];
  const symbols = view.table('symbols');
  const out: Component[] = [];
  const taken = new Set<number>();
  for (const e of view.table('elements')) {
    const symbol = namedAround(view, e.symbol);
    const owner = symbol?.kind === 'method' && symbol.name === 'render' ? symbols.get(symbol.parent) : symbol;
    if (owner === null || taken.has(owner.index)) continue;
    taken.add(owner.index);
    const component = componentOf(view, owner);
    if (component !== null) out.push(component);
  }
  return out.sort((a, b) => a.symbol.index - b.symbol.index);
}

/** The innermost enclosing declaration that has a name. */
function namedAround(view: FileView, symbol: number): Row<'symbols'> | null {
  const symbols = view.table('symbols');
  let at = symbols.get(symbol);
  while (at !== null && at.kind === 'lambda') at = symbols.get(at.parent);
  return at;
}

function componentOf(view: FileView, s: Row<'symbols'>): Component | null {
  if (s.parent >= 0 || !NAME.test(s.name)) return null;
  if (s.kind === 'class') return hasComponentBase(view, s) ? { symbol: s, form: 'class', type: '' } : null;
  if (s.kind !== 'function') return null;
  const holder = holderOf(view, s);
  if (holder !== null) return holder.kind === 'variable' ? { symbol: s, form: 'const', type: holder.type } : null;
  return s.nameStart < s.start || isArgument(view, s.start) ? null : { symbol: s, form: 'function', type: '' };
}

/** What holds a function written as a value, which may have a name of its own: `const Cart = function Inner() {}`. */
function holderOf(view: FileView, s: Row<'symbols'>): Row<'bindings'> | null {
  for (const b of view.table('bindings')) if (b.valueStart === s.start) return b;
  return null;
}

function hasComponentBase(view: FileView, s: Row<'symbols'>): boolean {
  for (const b of view.table('bases')) if (b.symbol === s.index && CLASS_BASES.has(lastPart(b.name))) return true;
  return false;
}

function isArgument(view: FileView, start: number): boolean {
  for (const a of view.table('arguments')) if (a.start === start && a.shape === 'function') return true;
  return false;
}
