import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { type Component, componentsOf } from '../components.ts';

/** Files whose default export a framework renders: its own examples write them as functions. */
const PRESCRIBED = /(?:^|\/)(?:pages|app|routes)\/|(?:^|\/)(?:page|layout|template|loading|error|not-found)\.[jt]sx?$/;
/** Types of components in general; one that something else prescribes can be named on a variable alone. */
const OWN_TYPE = /^(?:\w+\.)?(?:FC|VFC|SFC|FunctionComponent|ParentComponent|NextPage|Component)\b/;
/** Methods that only a class can have. */
const CLASS_ONLY: ReadonlySet<string> = new Set([
  'componentDidCatch',
  'getDerivedStateFromError',
  'getSnapshotBeforeUpdate',
]);

const NAMES: ReadonlyMap<string, string> = new Map([
  ['function', 'a function declaration'],
  ['const', 'a function in a const'],
  ['class', 'a class'],
]);

/** How UI components are declared. */
export const componentForm = defineConvention({
  id: 'drift/pattern/component-form',
  title: 'Form of components',
  languages: ['javascript', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  precision: {
    corpus: '5 projects of docs/precision with findings',
    sample: 21,
    precision: 0.62,
  },
  sites: 'components',
  answers: ['function', 'const', 'class'],
  describe: (value) => NAMES.get(value) ?? value,
  // Nobody asks for a class where a function does.
  deviates: (_actual, expected) => expected !== 'class',
  observe(view, report) {
    const prescribed = PRESCRIBED.test(view.file);
    for (const c of componentsOf(view)) {
      if (c.type !== '' && !OWN_TYPE.test(c.type)) continue;
      if ((prescribed && isDefaultExport(view, c)) || (c.form === 'class' && mustBeClass(view, c))) continue;
      report({ value: c.form, start: c.symbol.nameStart, end: c.symbol.nameEnd });
    }
  },
});

function isDefaultExport(view: FileView, c: Component): boolean {
  for (const e of view.table('exports')) if (e.kind === 'default' && e.name === c.symbol.name) return true;
  return false;
}

function mustBeClass(view: FileView, c: Component): boolean {
  for (const s of view.table('symbols')) if (s.parent === c.symbol.index && CLASS_ONLY.has(s.name)) return true;
  return false;
}
