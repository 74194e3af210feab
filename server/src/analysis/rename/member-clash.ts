// Whether the new name of a private member is free: in its class, in what it inherits, and where it would be hidden.
import type { LanguageId, Span } from '@drift/shared';
import type { NameSite } from '../../facts/name-sites.ts';
import type { Row } from '../../facts/schema.ts';
import { isDeclaring, useOf } from './name-use.ts';
import { callableAt, holds, isEcmascript, isWoven, lineOf, type SourceText, spokenIn } from './source-text.ts';

/** Languages in which a bare name in a class may mean its member. */
export const IMPLICIT: ReadonlySet<LanguageId> = new Set<LanguageId>(['java', 'csharp', 'kotlin']);
/** Nodes that a parameter or local is confined to. */
const CONFINING =
  /^(?:block|\w*_block|constructor_body|function_body|statements|lambda_literal|lambda_expression|\w*for\w*_statement|(?:try_with_resources|using|fixed|local_function)_statement|catch_clause|when_expression|query_expression|(?:method|constructor|function|operator)_declaration|secondary_constructor|anonymous_\w+|[gs]etter)$/;
/** Nodes whose names are members of a type, and variables of a pattern, which live on in other ways. */
const UNCONFINED = /_pattern$|^(?:instanceof|is)_expression$|^(?:class|enum|interface|record)_|^declaration_list$/;
/** Keys of TypeScript and JavaScript that lie in another object. */
const FOREIGN_KEY = /^(?:pair\.key|jsx_attribute\.|property_signature\.)/;

/** A member that gets another name. */
interface Renaming {
  readonly source: SourceText;
  readonly start: number;
  readonly type: Row<'symbols'>;
  readonly from: string;
  readonly to: string;
}

/** Why the new name is not free, or `null`; `isSelf` says whether the receiver of a site is the object itself. */
export function takenInside(renaming: Renaming, isSelf: (site: NameSite) => boolean): string | null {
  const { source, type, to } = renaming;
  const inside = source.sites(to).filter((s) => holds(type, s));
  for (const site of inside) {
    const reason = clashAt(renaming, site, inside, isSelf);
    if (reason !== null) return reason;
  }
  const woven = spokenIn(source, to).find((w) => holds(type, w) && isWoven(source, w));
  if (woven !== undefined) return `a text on line ${lineOf(source, woven.start)} may take \`${to}\` by its name`;
  const derived = [...source.facts.table('bases')].find((b) => b.symbol === type.index && b.relation !== 'implements');
  return derived === undefined ? null : `\`${derived.name}\`, the base of \`${type.name}\`, may have a \`${to}\``;
}

function clashAt(
  renaming: Renaming,
  site: NameSite,
  inside: readonly NameSite[],
  isSelf: (site: NameSite) => boolean,
): string | null {
  const { source, type, to } = renaming;
  const { language } = source;
  const use = useOf(language, site);
  const line = lineOf(source, site.start);
  if (use === 'text' || use === 'keyword') return null;
  if (use === 'member' && !isSelf(site)) {
    // Its compiler knows every member of a class, and so far there is none of this name.
    if (language === 'java') return null;
    return `\`${site.prefix.trim().slice(-20)}${to}\` on line ${line} may be asked of a \`${type.name}\``;
  }
  if (use === 'plain' && IMPLICIT.has(language)) return hidden(renaming, site, inside);
  return isApart(source, site, use) ? null : `\`${to}\` exists already in \`${type.name}\`, on line ${line}`;
}

/** Where members always have a receiver, a variable or the key of another object is no member. */
function isApart(source: SourceText, site: NameSite, use: string): boolean {
  const [around] = site.around;
  switch (source.language) {
    case 'php':
      return use === 'plain';
    case 'python':
      return use === 'plain' && callableAt(source.facts, site.start) !== null;
    default:
      if (!isEcmascript(source.language)) return false;
      if (use === 'plain' || use === 'shorthand') return true;
      if (use === 'other') return FOREIGN_KEY.test(`${around?.kind ?? ''}.${site.field}`);
      return use === 'pattern' && isDeclaring(source.language, site) && !isTakenOutOfThis(source, site);
  }
}

/** `const { url } = this`. */
function isTakenOutOfThis(source: SourceText, site: NameSite): boolean {
  const user = site.around.find((n) => !/_pattern$/.test(n.kind));
  return user === undefined || /=\s*[(<]*\s*this\b(?!\s*[?!]?[.[(])/.test(source.text.slice(user.start, user.end));
}

/** A bare name must be a parameter or local, and where that is known the member must not be without its receiver. */
function hidden({ source, start, type, from, to }: Renaming, site: NameSite, inside: readonly NameSite[]) {
  const scopes = inside.flatMap((s) => {
    const scope = s.start <= site.start && isDeclaring(source.language, s) ? scopeOf(s) : null;
    return scope !== null && holds(scope, site) ? [scope] : [];
  });
  if (scopes.length === 0) return `\`${to}\` exists already in \`${type.name}\`, on line ${lineOf(source, site.start)}`;
  const bare = [
    ...source.sites(from).filter((s) => s.start !== start && !/^(?:member|text)$/.test(useOf(source.language, s))),
    ...spokenIn(source, from).filter((w) => isWoven(source, w)),
  ].find((s) => scopes.some((scope) => holds(scope, s)));
  if (bare === undefined) return null;
  return `\`${from}\` on line ${lineOf(source, bare.start)} has no receiver, and \`${to}\` is a parameter or local there`;
}

/** The code a parameter or local is known in; `null` for what is none. */
function scopeOf(site: NameSite): Span | null {
  for (const node of site.around) {
    if (UNCONFINED.test(node.kind)) return null;
    if (CONFINING.test(node.kind)) return node;
  }
  return null;
}
