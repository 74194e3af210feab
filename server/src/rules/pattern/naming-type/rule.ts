import { TYPE_KINDS } from '@drift/grammars';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { describeStyle } from '../../engine/identifier-style.ts';
import { FreeNames, isForeignFile, isMarked, nameStyle } from '../free-names.ts';

/** A class that is used like a function: a decorator, a descriptor, a context manager or an iterator. */
const USED_AS_FUNCTION: ReadonlySet<string> = new Set([
  '__call__',
  '__enter__',
  '__aenter__',
  '__get__',
  '__set_name__',
  '__iter__',
  '__next__',
]);

/** How classes, interfaces and other types are named. */
export const namingType = defineConvention({
  id: 'drift/pattern/naming-type',
  title: 'Naming of types',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'python', 'typescript'],
  maturity: 'stable',
  since: '0.1.0',
  fix: 'unsafe',
  precision: {
    corpus:
      '12 packages: System.Web, System.Windows.Forms, ZooKeeper, HSQLDB, Jetty, Freeplane, Mercurial, Twisted, Sphinx, Scrapy, patternfly-react-core, JupyterLab, 12 packages: System.Web, Hyena, Repetier-Host, less, Nightwatch, react-native-svg',
    sample: 50,
    precision: 0.88,
  },
  sites: 'types',
  answers: ['pascal', 'camel', 'snake', 'mixedCaps'],
  describe: describeStyle,
  observe(view, report) {
    if (isForeignFile(view)) return;
    const free = new FreeNames(view);
    const based = new Set(view.language === 'python' ? [...view.table('bases')].map((b) => b.symbol) : []);
    const roles = view.language === 'python' ? callableClasses(view) : new Set<number>();
    for (const s of view.table('symbols')) {
      if (!TYPE_KINDS.has(s.kind) || isMarked(view, s.name) || free.isBound(s.index) || roles.has(s.index)) continue;
      const value = nameStyle(view, s.name);
      // A type alias in camelCase is a function over types.
      if (value === 'camel' && s.kind === 'typeAlias' && view.language === 'typescript') continue;
      if (value === 'snake' && based.has(s.index)) continue;
      // Structures and numbers of native code keep the names they have there.
      if (view.language === 'csharp' && (s.kind === 'struct' || s.kind === 'enum')) continue;
      // JNDI looks the class up by the scheme in front.
      if (view.language === 'java' && s.name.endsWith('URLContextFactory')) continue;
      // Capitals mark a sentinel or a structure of a foreign interface.
      if (value !== null && value !== 'screaming') report({ value, start: s.nameStart, end: s.nameEnd });
    }
  },
});

function callableClasses(view: FileView): ReadonlySet<number> {
  const out = new Set<number>();
  for (const s of view.table('symbols')) if (USED_AS_FUNCTION.has(s.name)) out.add(s.parent);
  return out;
}
