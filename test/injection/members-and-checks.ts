// Rewrites how private members are marked, how absent values are checked, how tests are titled, and takes documentation away.
import type { CodeText } from './code-text.ts';
import type { Candidate, Rewriter } from './rewriter.ts';
import { renaming } from './rewriter.ts';

/** A private property of a Kotlin class whose value nothing else shows under the same name. */
const KOTLIN_FIELD = /^\s+private va[lr] ([a-z]\w+)(?:: [\w<>?, .]+)? = (?!atomic|mutableStateOf|Mutable|lazy)/;
/** A private field of a class in TypeScript, with or without a mark. */
const TYPESCRIPT_FIELD = /^\s+private (?:readonly )?(_?[a-z]\w+)(?:[?!]?: [^=;(]+)?(?: = [^(]+)?;$/;

/** How private members are marked. */
export const privateMembers: Rewriter = function* (file, around) {
  const isKotlin = file.language === 'kotlin';
  if (!isKotlin && file.language !== 'typescript') return;
  if (around.expected !== 'none' && (isKotlin || around.expected !== 'underscore')) return;
  const field = isKotlin ? KOTLIN_FIELD : TYPESCRIPT_FIELD;
  for (const [at, line] of file.lines.entries()) {
    const name = field.exec(line)?.[1];
    const [owner] = file.headers(at);
    if (name === undefined || owner === undefined || name.startsWith('_') !== (around.expected === 'underscore'))
      continue;
    // Two classes of one file may each have one.
    if (file.lines.filter((l) => field.exec(l)?.[1] === name).length > 1) continue;
    // What stands among the parameters of a class is named for its callers.
    if (!/\bclass \w/.test(file.line(owner)) || file.line(owner).endsWith('(')) continue;
    if (/^\s*@/.test(file.line(at - 1)) || /\bexternal fun\b/.test(file.code)) continue;
    const to = name.startsWith('_') ? name.slice(1) : `_${name}`;
    const edits = renaming(file, name, to);
    if (edits === null || edits.length > 12 || isTaken(file, at, isKotlin ? name : to)) continue;
    const becomes = name.startsWith('_') ? 'none' : 'underscore';
    yield { key: 'naming-private-member', becomes, from: at, to: at, edits, what: `${name} -> ${to}` };
  }
};

/** True where a parameter, a local or a named argument has the plain name, or a base asks for its accessor. */
function isTaken(file: CodeText, at: number, plain: string): boolean {
  const again = new RegExp(`(?:[(,]|^)\\s*(?:va[lr] )?${plain}\\s*[:=](?!=)|\\b(?:va[lr]|const|let) ${plain}\\b`);
  const accessor = new RegExp(`\\boverride fun [gs]et${plain.charAt(0).toUpperCase()}${plain.slice(1)}\\(`);
  return file.lines.some((l, i) => i !== at && again.test(l)) || accessor.test(file.code);
}

/** A member of a variable that may hold nothing, as a whole condition: elsewhere the two ways give different values. */
const OPTIONAL = /(\bif \()([a-z]\w*)\?\.(\w+)(?=\) \{$)/;

/** How an expression makes sure that something is there. */
export const nullChecks: Rewriter = function* (file, around) {
  if (!/^(?:javascript|typescript)$/.test(file.language) || around.expected !== 'optional') return;
  for (const [at, line] of file.lines.entries()) {
    const m = OPTIONAL.exec(line);
    const [, before = '', name = '', member = ''] = m ?? [];
    if (m === null || line.split('?.').length !== 2) continue;
    const start = file.start(at) + m.index + before.length;
    const candidate: Candidate = {
      key: 'null-check',
      becomes: 'truthiness',
      from: at,
      to: at,
      edits: [{ start, end: start + name.length + 2 + member.length, text: `${name} && ${name}.${member}` }],
      what: line.trim(),
    };
    yield candidate;
  }
};

/** A test whose title is a plain sentence. */
const TITLED = /^\s+(?:it|test|specify) (["'])((?!should\b|given\b)[a-z]\w* [\w ]+)\1 do$/;

/** How tests are titled. */
export const testTitles: Rewriter = function* (file, around) {
  if (file.language !== 'ruby' || around.expected !== 'sentence') return;
  for (const [at, line] of file.text.split('\n').entries()) {
    const title = TITLED.exec(line)?.[2];
    if (title === undefined || /\bshould\b/.test(title)) continue;
    const start = file.start(at) + line.indexOf(title);
    const edits = [{ start, end: start, text: 'should ' }];
    yield { key: 'naming-test', becomes: 'should', from: at, to: at, edits, what: `should ${title}` };
  }
};

const DOCSTRING = /^ {2,4}(?:"""|''')[^"'\\]+(?:"""|''')$/;
/** Where nobody is expected to write documentation. */
const UNDOCUMENTED =
  /(?:^|\/)(?:bin|s?bin|scripts?|tools?|contrib|docs?|migrations?|maintenance|internals?|private|impl|examples?|samples?|demos?)\/|(?:^|\/)(?:setup|conf|conftest|manage|tasks)\.py$/i;
const MIN_LINES = 6;

/** What is documented: a docstring of one line becomes a comment behind the head, where nothing looks for it. */
export const docstrings: Rewriter = function* (file, around) {
  if (file.language !== 'python' || around.expected !== 'docstring' || UNDOCUMENTED.test(file.path)) return;
  const lines = file.text.split('\n');
  for (const [at, line] of lines.entries()) {
    const name = /^(?:async )?(?:def|class) ([A-Za-z]\w*)\b.*:$/.exec(line)?.[1];
    if (name === undefined || /(?:Exception|Error|Extensions)$|^(?:main|Main|Program|Startup)$/.test(name)) continue;
    if (!DOCSTRING.test(lines[at + 1] ?? '') || /^@/.test(lines[at - 1] ?? '')) continue;
    if (lines.filter((l) => new RegExp(`^(?:async )?(?:def|class) ${name}\\b`).test(l)).length > 1) continue;
    const body = lines.slice(at + 2, at + 2 + MIN_LINES);
    const isLong = body.length === MIN_LINES && body.every((l) => /^ {2,4}\S[^#]*[^,([{#]$/.test(l));
    const hasMethods = line.startsWith('class') && body.some((l) => /^ {2,4}def [a-z]\w*\(self/.test(l));
    if (!isLong && !hasMethods) continue;
    const start = file.start(at + 1);
    const text = lines[at + 1] ?? '';
    const comment = { start: start - 1, end: start - 1, text: `  # ${text.trim().slice(3, -3)}` };
    yield {
      key: 'doc-style',
      becomes: 'none',
      from: at,
      to: at,
      edits: [comment, { start, end: start + text.length, text: '' }],
      what: line,
    };
  }
};
