import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { describeStyle, styleOf } from '../../engine/identifier-style.ts';
import { FreeNames, isForeignFile } from '../free-names.ts';

/** Files and types that repeat the numbers of a foreign interface. */
const NATIVE = /Native|Interop|Win32|PInvoke/;
/** Longest word in capitals that may be an abbreviation (`HTTP`, `UTF8`) in any style. */
const MAX_ABBREVIATION = 4;
/** Members from which on a common prefix in capitals is that of a foreign interface: `WM_PAINT`, `WM_CLOSE`. */
const MIN_SHARED = 3;

/** How the members of enumerations are named. */
export const namingEnumMember = defineConvention({
  id: 'drift/pattern/naming-enum-member',
  title: 'Naming of enum members',
  languages: ['csharp', 'java', 'kotlin', 'php', 'python', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  precision: { corpus: '4 packages: H2, JUnit 5, Netty, JOSM', sample: 48, precision: 0.65 },
  sites: 'enum members',
  answers: ['screaming', 'pascal', 'camel', 'snake'],
  describe: describeStyle,
  // One word in small letters fits both.
  deviates: (actual, expected) => actual !== 'camel' || expected !== 'snake',
  observe(view, report) {
    if (view.role !== 'source' || isForeignFile(view) || NATIVE.test(view.file)) return;
    const free = new FreeNames(view);
    for (const [owner, members] of enums(view)) {
      const type = view.table('symbols').get(owner);
      if (type === null || free.isBound(owner) || NATIVE.test(type.name) || isForeign(view, members)) continue;
      const plain = members.some((m) => styleOf(m.target) === 'pascal');
      for (const m of members) {
        const value = styleOfMember(m, plain);
        // In C#, capitals are taken over from native code and formats.
        if (value === 'screaming' && view.language === 'csharp') continue;
        if (value !== undefined) report({ value, start: m.targetStart, end: m.targetEnd });
      }
    }
  },
});

function enums(view: FileView): Map<number, Row<'bindings'>[]> {
  const out = new Map<number, Row<'bindings'>[]>();
  for (const b of view.table('bindings')) {
    if (b.kind !== 'enumMember') continue;
    const members = out.get(b.symbol);
    if (members === undefined) out.set(b.symbol, [b]);
    else members.push(b);
  }
  return out;
}

/** The style of a member; `undefined` where the name is no choice or fits every style. */
function styleOfMember(m: Row<'bindings'>, plain: boolean): string | null | undefined {
  const name = m.target;
  if (!/^[A-Za-z]\w+$/.test(name)) return undefined;
  // Numbers of a standard carry the names they have there: `U_Combining_Cedilla = 0x0327`.
  if (/^[A-Z]_/.test(name)) return undefined;
  // A member that is spelled like its text repeats a name which other systems know.
  if (/^[a-z]/.test(name) && m.text === name) return undefined;
  if (/^[A-Z][A-Z0-9]*$/.test(name)) {
    return plain || name.replace(/\d/g, '').length <= MAX_ABBREVIATION ? undefined : 'screaming';
  }
  if (/^[A-Z][A-Z0-9_]*$/.test(name)) return 'screaming';
  // One small word: of the styles a member may have, only camelCase and snake_case begin so.
  return /^[a-z][a-z0-9]*$/.test(name) ? 'camel' : styleOf(name);
}

/** Outside of Java and Python, whose constants are in capitals anyway, capitals with one prefix are taken over. */
function isForeign(view: FileView, members: readonly Row<'bindings'>[]): boolean {
  if (view.language === 'java' || view.language === 'python') return false;
  const prefixes = members.map((m) => /^[A-Z][A-Z0-9]*_/.exec(m.target)?.[0]);
  const [first] = prefixes;
  return first !== undefined && members.length >= MIN_SHARED && prefixes.every((p) => p === first);
}
