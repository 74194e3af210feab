import type { Span } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import type { FixContext } from '../../engine/rule.ts';
import { lineAt } from '../lines.ts';
import { isIn } from './crossing.ts';

/** A place that gives a name a value without reading it. */
export interface SettingPlace {
  readonly at: number;
  /** Where it has happened: behind the assignment, inside the loop. */
  readonly from: number;
  /** True where the value is only there further inside: the variable of a loop, of a handler, of a `with`. */
  readonly isHead: boolean;
}

/** Lines whose names have a value in the block below them. */
const HEAD = /^\s*(?:async\s+)?(?:for|foreach|while|with|except|catch|rescue|if|elif|elsif|elseif|unless)\b/;

/** The places of a function that give a name a value, in order; what also reads it (`n += 1`, `n = n + 1`) is none. */
export function settingPlaces(
  { view, text }: FixContext,
  around: Span,
  name: string,
  mentions: readonly Span[],
): readonly SettingPlace[] {
  const out: SettingPlace[] = [];
  for (const b of view.table('bindings')) {
    if (b.target !== name || !isIn(b, around) || isCompound(text, b)) continue;
    const reads = b.valueEnd > b.valueStart && mentions.some((m) => b.valueStart <= m.start && m.end <= b.valueEnd);
    if (reads) continue;
    const line = lineAt(text, b.targetStart);
    const isHead = HEAD.test(text.slice(line.start, line.end));
    out.push({ at: b.targetStart, from: isHead ? b.targetEnd : Math.max(b.targetEnd, b.valueEnd), isHead });
  }
  return out.sort((a, b) => a.at - b.at);
}

/** True where a name certainly has the value of one of the places: the block that the place stands in has not ended. */
export function isSetAt({ text }: FixContext, places: readonly SettingPlace[], offset: number): boolean {
  return places.some((p) => p.at === offset || (p.from <= offset && isBelow(text, p, offset)));
}

/** True where no line between two places is less indented than the first: the code is laid out as it nests. */
function isBelow(text: string, { at, isHead }: SettingPlace, offset: number): boolean {
  const first = lineAt(text, at);
  if (offset <= first.end) return true;
  const least = first.indent.length + (isHead ? 1 : 0);
  for (let line = nextLine(text, first.end); line !== null && line.start <= offset; line = nextLine(text, line.end)) {
    const code = text.slice(line.start, line.end).trim();
    // Brackets and braces that go on with the same statement stand as far out as it does.
    if (code !== '' && line.indent.length < least && !/^[)\]}{]/.test(code)) return false;
    if (isHead && /^(?:\}|end\b)/.test(code) && line.indent.length < least) return false;
  }
  return true;
}

function nextLine(text: string, end: number): ReturnType<typeof lineAt> | null {
  const at = text.startsWith('\r\n', end) ? end + 2 : end + 1;
  return at >= text.length ? null : lineAt(text, at);
}

function isCompound(text: string, { targetEnd, valueStart, kind }: Row<'bindings'>): boolean {
  return kind === 'assign' && valueStart > targetEnd && !/^\s*=\s*$/.test(text.slice(targetEnd, valueStart));
}
