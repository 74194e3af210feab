// Rewrites how private members are marked, how absent values are checked, and how tests are titled.
import type { Candidate, Rewriter } from './rewriter.ts';
import { renaming } from './rewriter.ts';

/** A private property of a Kotlin class whose value nothing else shows under the same name. */
const KOTLIN_FIELD = /^\s+private va[lr] ([a-z]\w+)(?:: [\w<>?, .]+)? = (?!atomic|mutableStateOf|Mutable|lazy)/;

/** How private members are marked. */
export const privateMembers: Rewriter = function* (file, around) {
  if (file.language !== 'kotlin' || around.expected !== 'none') return;
  for (const [at, line] of file.lines.entries()) {
    const name = KOTLIN_FIELD.exec(line)?.[1];
    const [owner] = file.headers(at);
    if (name === undefined || owner === undefined || !/\bclass \w/.test(file.line(owner))) continue;
    if (/^\s*@/.test(file.line(at - 1)) || /\bexternal fun\b/.test(file.code)) continue;
    const to = `_${name}`;
    const edits = renaming(file, name, to);
    if (edits === null || edits.length > 12) continue;
    // A parameter or a local of the same name is another variable, and so is a named argument.
    const again = new RegExp(`[(,]\\s*(?:va[lr] )?${name}\\s*[:=](?!=)|\\bva[lr] ${name}\\b`);
    if (file.lines.some((l, i) => i !== at && again.test(l))) continue;
    yield { key: 'naming-private-member', becomes: 'underscore', from: at, to: at, edits, what: `${name} -> ${to}` };
  }
};

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
