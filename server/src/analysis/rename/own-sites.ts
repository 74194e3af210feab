// A module-level name in a file where it is declared or imported: every place must mean that and nothing else.
import type { TextEdit } from '@drift/shared';
import type { NameSite } from '../../facts/name-sites.ts';
import { isDeclaring, type NameUse, useOf } from './name-use.ts';
import { isEcmascript, lineOf, type SourceText } from './source-text.ts';

/** What kind of thing is renamed: a type only, a value only, or a class, which is both. */
export type Sort = 'type' | 'value' | 'both';

/** A module-level name. */
export interface ModuleTarget {
  readonly source: SourceText;
  /** Where it is declared. */
  readonly start: number;
  readonly from: string;
  readonly to: string;
  readonly sort: Sort;
  readonly isConstant: boolean;
}

/** Uses that stand for the name itself, so that an existing one would clash. */
const BARE: ReadonlySet<NameUse> = new Set<NameUse>([
  'plain',
  'type',
  'call',
  'shorthand',
  'pattern',
  'specifier',
  'outer',
  'unclear',
]);

/** Edits of the bare places in one file, import and export lists left out; or why they are not certain. */
export function ownSites(source: SourceText, target: ModuleTarget): TextEdit[] | string {
  const { from, to } = target;
  const out: TextEdit[] = [];
  for (const site of source.sites(from)) {
    const use = useOf(source.language, site);
    const reason = strange(source, target, site, use);
    if (reason !== null) return reason;
    const { start, end } = site;
    if (use === 'plain' || use === 'type' || use === 'outer') out.push({ file: source.file, start, end, newText: to });
    if (use === 'shorthand') out.push({ file: source.file, start, end, newText: `${from}: ${to}` });
  }
  return out;
}

function strange(source: SourceText, target: ModuleTarget, site: NameSite, use: NameUse): string | null {
  const { from, sort } = target;
  const at = `${source.file}:${lineOf(source, site.start)}`;
  const isSelf = source.file === target.source.file && site.start === target.start;
  if (use === 'unclear') return `\`${from}\` in ${at} stands where its spelling has a meaning`;
  if (use === 'member' && /\b(?:import|require)\s*\(/.test(site.prefix))
    return `\`${from}\` is taken from a module loaded in ${at}`;
  if (use === 'pattern') return `\`${from}\` is declared again in ${at}`;
  if (!isSelf && (use === 'plain' || use === 'type') && isDeclaring(source.language, site) && !isOverload(site))
    return `\`${from}\` is declared again in ${at}`;
  if (isEcmascript(source.language) && use === 'type' && sort === 'value')
    return `a type is called \`${from}\` in ${at}`;
  if (use === 'plain' && sort === 'type') return `a value is called \`${from}\` in ${at}`;
  if (use === 'shorthand' && source.facts.table('exports').length > 0 && hasCommonJs(source))
    return `\`${from}\` may leave its module with CommonJS in ${at}`;
  if (use === 'member' && /^(?:(?:module\.)?exports|globalThis|window|self|global)\.$/.test(site.prefix.trim()))
    return isEcmascript(source.language) ? `\`${from}\` is a global or leaves with CommonJS in ${at}` : null;
  return null;
}

function isOverload(site: NameSite): boolean {
  return site.around[0]?.kind === 'function_signature';
}

/** Whether a file hands things out with `exports`. */
export function hasCommonJs(source: SourceText): boolean {
  return [...source.facts.table('exports')].some((e) => e.kind === 'commonjs');
}

/** Where the new name stands already as a name of its own, or `null`. */
export function clash(source: SourceText, to: string): string | null {
  const taken = source.sites(to).find((s) => BARE.has(useOf(source.language, s)));
  return taken === undefined ? null : `\`${to}\` exists already in ${source.file}:${lineOf(source, taken.start)}`;
}
