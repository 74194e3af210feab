import { Mod } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineNumericFeature, sayCount } from '../../engine/numeric-feature.ts';
import { isMachinery, isStaging, wordsOf } from '../measured-functions.ts';

/** Classes whose breadth is their purpose. */
const BROAD: ReadonlySet<string> = new Set(
  'facade client api entity model dto request response builder base abstract interface mock stub fake utils util helper helpers constants options settings config proxy wrapper adapter native interop extensions assert expect query context session collection list map set array string vector matrix stream buffer'.split(
    ' ',
  ),
);
/** Languages in which what is not marked public is not. */
const MARKED_PUBLIC: ReadonlySet<LanguageId> = new Set(['java', 'csharp', 'rust', 'go']);

/** How many public methods a class has. */
export const outlierPublicMembers = defineNumericFeature({
  id: 'drift/pattern/outlier-public-members',
  title: 'Classes with unusually many public methods',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  precision: {
    corpus:
      "21 packages: among them Docker, ESLint, KeePass, Spring, Django, SymPy, Rails, React Native, Rust's library, Symfony, three.js, webpack",
    sample: 8,
    precision: 0.75,
  },
  sites: 'classes',
  subject: 'symbol',
  shape: { scale: 'count', floor: 25, transform: 'log1p' },
  inTests: false,
  measure(view, report) {
    if (isStaging(view.file) || isMachinery(view.file)) return;
    const counts = memberCounts(view);
    const seen = new Set<string>();
    for (const s of view.table('symbols')) {
      const value = counts.get(s.name) ?? 0;
      if ((s.kind !== 'class' && s.kind !== 'struct') || value === 0 || s.nameStart < 0 || seen.has(s.name)) continue;
      seen.add(s.name);
      if (!wordsOf(s.name).some((w) => BROAD.has(w))) report({ value, start: s.nameStart, end: s.nameEnd });
    }
  },
  say: sayCount('has # public methods', 'classes'),
});

/** Public methods by the name of their type: in Go and Rust they lie beside it. */
function memberCounts(view: FileView): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  for (const s of view.table('symbols')) {
    if (s.kind !== 'method' || !isPublic(view, s) || isAccessor(s)) continue;
    const owner = s.owner === '' ? (view.table('symbols').get(s.parent)?.name ?? '') : s.owner;
    if (owner !== '') out.set(owner, (out.get(owner) ?? 0) + 1);
  }
  return out;
}

function isPublic(view: FileView, s: Row<'symbols'>): boolean {
  const hidden = Mod.private | Mod.protected | Mod.internal | Mod.override | Mod.fixedName;
  if ((s.modifiers & hidden) !== 0 || s.name.startsWith('_')) return false;
  return !MARKED_PUBLIC.has(view.language) || (s.modifiers & Mod.exported) !== 0;
}

/** Reads or sets one thing. */
function isAccessor(s: Row<'symbols'>): boolean {
  return s.statements <= 1 && /^(?:get|set|is|has|with|add|remove|on)(?:[A-Z_]|$)/.test(s.name);
}
