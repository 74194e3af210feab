import { TYPE_KINDS } from '@drift/grammars';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { describeStyle } from '../../engine/identifier-style.ts';
import { FreeNames, isMarked, nameStyle } from '../free-names.ts';

/** A class that is used like a function: a decorator, a descriptor or a context manager. */
const USED_AS_FUNCTION: ReadonlySet<string> = new Set(['__call__', '__enter__', '__aenter__', '__get__', '__set_name__']);

/** How classes, interfaces and other types are named. */
export const namingType = defineConvention({
  id: 'drift/pattern/naming-type',
  title: 'Naming of types',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'types',
  describe: describeStyle,
  observe(view, report) {
    const free = new FreeNames(view);
    const roles = view.language === 'python' ? callableClasses(view) : new Set<number>();
    for (const s of view.table('symbols')) {
      if (!TYPE_KINDS.has(s.kind) || isMarked(s.name) || free.isBound(s.index) || roles.has(s.index)) continue;
      const value = nameStyle(view, s.name);
      if (value !== null) report({ value, start: s.nameStart, end: s.nameEnd });
    }
  },
});

function callableClasses(view: FileView): ReadonlySet<number> {
  const out = new Set<number>();
  for (const s of view.table('symbols')) if (USED_AS_FUNCTION.has(s.name)) out.add(s.parent);
  for (const b of view.table('bases')) out.add(b.relation === 'extends' && /^[a-z]/.test(b.name) ? b.symbol : -1);
  return out;
}
