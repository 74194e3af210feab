import { TYPE_KINDS } from '@drift/grammars';
import { lastSegment } from '../engine/api-table.ts';
import type { FileView } from '../engine/file-view.ts';
import { ENUM_BASES, ENUM_MEMBER, FREE_CONVERTER, LITERAL_TYPE, NUMBER_TYPE } from './check-names.ts';
import { visibleBindings } from './reaching.ts';

/** The declared type of a parameter of the named function around a place, `''` without one; `null` if there is none. */
export function ownParameterType(view: FileView, name: string, symbol: number): string | null {
  const symbols = view.table('symbols');
  if (symbol < 0 || symbols.at(symbol).kind === 'lambda' || !view.isParameter(name, symbol)) return null;
  for (const p of view.table('parameters')) if (p.symbol === symbol && p.name === name) return p.type;
  return null;
}

/** True where the declared type of a path's first name leaves room for constants, numbers and dates only. */
export function isClosedType(view: FileView, path: string, symbol: number): boolean {
  const head = path.slice(0, path.search(/[.[(]|$/));
  const type = declaredType(view, head, symbol).trim();
  if (type === '') return false;
  if (NUMBER_TYPE.test(type) || LITERAL_TYPE.test(type)) return true;
  const bare = lastSegment(type.replace(/[?&<[].*$/s, '').trim());
  const declared = view.symbolsNamed(bare).filter((s) => TYPE_KINDS.has(s.kind));
  if (declared.some((s) => s.kind === 'enum' || isEnumClass(view, s.index))) return true;
  // A type declared elsewhere may be an enumeration, and these are its own texts.
  return declared.length === 0 && !/str/i.test(bare) && ENUM_MEMBER.test(path.slice(head.length));
}

/** True for the name of an enumeration that this file declares. */
export function isEnumName(view: FileView, name: string): boolean {
  return view.symbolsNamed(name).some((s) => s.kind === 'enum' || (s.kind === 'class' && isEnumClass(view, s.index)));
}

function isEnumClass(view: FileView, symbol: number): boolean {
  for (const b of view.table('bases')) if (b.symbol === symbol && ENUM_BASES.has(lastSegment(b.name))) return true;
  return false;
}

/** The declared type of a name as seen from a symbol, `''` without one. */
export function declaredType(view: FileView, name: string, symbol: number): string {
  const symbols = view.table('symbols');
  for (let at = symbol; at >= 0; at = symbols.get(at)?.parent ?? -1)
    for (const p of view.table('parameters')) if (p.symbol === at && p.name === name) return p.type;
  return visibleBindings(view, name, symbol).find((b) => b.type !== '')?.type ?? '';
}

/**
 * True for a parameter that the route of its function converts or restricts: `<int:n>`, `{n:\\d+}`, `{n<\\d+>}`, and for a
 * member of Express' `params` whose route has a pattern, `/:n(\\d+)`.
 */
export function isRouteConverted(view: FileView, path: string, symbol: number): boolean {
  if (path.includes('.params.')) {
    const part = `:${lastSegment(path)}(`;
    for (const s of view.table('strings')) if (s.text.includes(part)) return true;
    return false;
  }
  if (!/^[$\w]+$/.test(path)) return false;
  const name = path.replace(/^\$/, '');
  const before = new RegExp(`<(\\w+)(?:\\([^>]*\\))?:${name}>`);
  const after = new RegExp(`\\{${name}\\s*(?::\\s*|<)([^}]+)\\}`);
  for (const d of view.table('decorators')) {
    if (d.symbol !== symbol) continue;
    const rule = before.exec(d.text)?.[1] ?? after.exec(d.text)?.[1];
    if (rule !== undefined && !FREE_CONVERTER.test(rule) && !/^\.[*+]/.test(rule)) return true;
  }
  return false;
}
