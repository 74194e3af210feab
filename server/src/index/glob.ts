/** One unit of a pattern segment: a code point, any code point, any run, or a set. */
type Token =
  | { readonly kind: 'literal'; readonly code: number }
  | { readonly kind: 'any' }
  | { readonly kind: 'run' }
  | { readonly kind: 'set'; readonly negated: boolean; readonly ranges: readonly CodeRange[] };

type CodeRange = readonly [from: number, to: number];

/** A pattern for one path segment. */
type Segment =
  | { readonly kind: 'exact'; readonly text: string }
  | { readonly kind: 'suffix'; readonly text: string }
  | { readonly kind: 'tokens'; readonly tokens: readonly Token[] }
  /** `**` (or more stars): any number of whole segments. */
  | { readonly kind: 'segments' };

/** A compiled path pattern. */
export type Glob = readonly Segment[];

const MAX_BRACE_RESULTS = 256;
const ANY_RUN: Segment = { kind: 'tokens', tokens: [{ kind: 'run' }] };
const POSIX_SETS: ReadonlyMap<string, readonly CodeRange[]> = new Map<string, readonly CodeRange[]>([
  ['alnum', [range('0', '9'), range('A', 'Z'), range('a', 'z')]],
  ['alpha', [range('A', 'Z'), range('a', 'z')]],
  ['blank', [range(' ', ' '), range('\t', '\t')]],
  ['digit', [range('0', '9')]],
  ['lower', [range('a', 'z')]],
  ['punct', [range('!', '/'), range(':', '@'), range('[', '`'), range('{', '~')]],
  ['space', [range(' ', ' '), range('\t', '\r')]],
  ['upper', [range('A', 'Z')]],
  ['xdigit', [range('0', '9'), range('A', 'F'), range('a', 'f')]],
]);

/**
 * Compiles a `/`-separated pattern with `*`, `?`, `[...]`, `\` and whole-segment `**`, with git's meaning of each;
 * `null` where it is malformed. Matching costs at most pattern length times path length, whatever the pattern:
 * patterns come from the repository, so none may be able to stall Drift.
 */
export function compileGlob(pattern: string): Glob | null {
  const segments: Segment[] = [];
  for (const part of pattern.split('/')) {
    const segment = /^\*\*+$/.test(part) ? { kind: 'segments' as const } : compileSegment(part);
    if (segment === null) return null;
    segments.push(segment);
  }
  // `a/**` is everything inside `a`, not `a` itself.
  if (segments.at(-1)?.kind === 'segments') segments.push(ANY_RUN);
  return segments;
}

/** Whether a pattern matches the segments from `from` to the end. */
export function matchesGlob(glob: Glob, path: readonly string[], from: number): boolean {
  let at = from;
  let part = 0;
  let retryPart = -1;
  let retryAt = 0;
  while (at < path.length) {
    const segment = glob[part];
    if (segment?.kind === 'segments') {
      part += 1;
      retryPart = part;
      retryAt = at;
    } else if (segment !== undefined && matchesSegment(segment, path[at] ?? '')) {
      part += 1;
      at += 1;
    } else if (retryPart >= 0) {
      retryAt += 1;
      at = retryAt;
      part = retryPart;
    } else return false;
  }
  while (glob[part]?.kind === 'segments') part += 1;
  return part === glob.length;
}

/** Spells out `{a,b}` groups, nested ones too; `null` where there would be too many results. */
export function expandBraces(pattern: string): readonly string[] | null {
  const done: string[] = [];
  const pending = [pattern];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const close = next.indexOf('}');
    const open = close < 0 ? -1 : next.lastIndexOf('{', close);
    if (open < 0) done.push(next);
    else {
      const [head, tail] = [next.slice(0, open), next.slice(close + 1)];
      const choices = next
        .slice(open + 1, close)
        .split(',')
        .reverse();
      for (const choice of choices) pending.push(head + choice + tail);
    }
    if (done.length + pending.length > MAX_BRACE_RESULTS) return null;
  }
  return done;
}

function compileSegment(text: string): Segment | null {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    const character = String.fromCodePoint(code);
    if (character === '[') {
      const set = readSet(text, at);
      if (set === null) return null;
      tokens.push(set.token);
      at = set.end;
      continue;
    }
    at += character.length;
    if (character === '*') tokens.push({ kind: 'run' });
    else if (character === '?') tokens.push({ kind: 'any' });
    else if (character !== '\\') tokens.push({ kind: 'literal', code });
    else {
      const escaped = text.codePointAt(at);
      if (escaped === undefined) return null;
      tokens.push({ kind: 'literal', code: escaped });
      at += escaped > 0xffff ? 2 : 1;
    }
  }
  return simplified(tokens);
}

/** Most patterns are a plain name or `*.ext`; those compare as strings. */
function simplified(tokens: readonly Token[]): Segment {
  const rest = tokens[0]?.kind === 'run' ? tokens.slice(1) : tokens;
  let text = '';
  for (const token of rest) {
    if (token.kind !== 'literal') return { kind: 'tokens', tokens };
    text += String.fromCodePoint(token.code);
  }
  return { kind: rest === tokens ? 'exact' : 'suffix', text };
}

function readSet(text: string, open: number): { readonly token: Token; readonly end: number } | null {
  const ranges: CodeRange[] = [];
  let at = open + 1;
  const negated = text[at] === '!' || text[at] === '^';
  if (negated) at += 1;
  // A bracket right after the opening is a member, not the end.
  for (let first = true; first || text[at] !== ']'; first = false) {
    const named = text.startsWith('[:', at) ? text.indexOf(':]', at + 2) : -1;
    if (named >= 0) {
      const members = POSIX_SETS.get(text.slice(at + 2, named));
      if (members === undefined) return null;
      ranges.push(...members);
      at = named + 2;
      continue;
    }
    const from = readMember(text, at);
    if (from === null) return null;
    at = from.end;
    if (text[at] === '-' && text[at + 1] !== ']') {
      const to = readMember(text, at + 1);
      if (to === null) return null;
      ranges.push([from.code, to.code]);
      at = to.end;
    } else ranges.push([from.code, from.code]);
  }
  return { token: { kind: 'set', negated, ranges }, end: at + 1 };
}

function readMember(text: string, at: number): { readonly code: number; readonly end: number } | null {
  const start = text[at] === '\\' ? at + 1 : at;
  const code = text.codePointAt(start);
  return code === undefined ? null : { code, end: start + (code > 0xffff ? 2 : 1) };
}

function matchesSegment(segment: Segment, text: string): boolean {
  switch (segment.kind) {
    case 'exact':
      return segment.text === text;
    case 'suffix':
      return text.endsWith(segment.text);
    case 'tokens':
      return matchesTokens(segment.tokens, text);
    case 'segments':
      return true;
  }
}

function matchesTokens(tokens: readonly Token[], text: string): boolean {
  let at = 0;
  let next = 0;
  let retryToken = -1;
  let retryAt = 0;
  while (at < text.length) {
    const token = tokens[next];
    const code = text.codePointAt(at) ?? 0;
    if (token?.kind === 'run') {
      next += 1;
      retryToken = next;
      retryAt = at;
    } else if (token !== undefined && matchesToken(token, code)) {
      next += 1;
      at += code > 0xffff ? 2 : 1;
    } else if (retryToken >= 0) {
      retryAt += (text.codePointAt(retryAt) ?? 0) > 0xffff ? 2 : 1;
      at = retryAt;
      next = retryToken;
    } else return false;
  }
  while (tokens[next]?.kind === 'run') next += 1;
  return next === tokens.length;
}

function matchesToken(token: Token, code: number): boolean {
  switch (token.kind) {
    case 'literal':
      return token.code === code;
    case 'any':
    case 'run':
      return true;
    case 'set':
      return token.ranges.some(([from, to]) => from <= code && code <= to) !== token.negated;
  }
}

function range(from: string, to: string): CodeRange {
  return [from.charCodeAt(0), to.charCodeAt(0)];
}
