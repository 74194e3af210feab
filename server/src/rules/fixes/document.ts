import type { Fix, LanguageId, RuleFinding } from '@drift/shared';
import type { Row } from '../../facts/schema.ts';
import type { FileView } from '../engine/file-view.ts';
import type { FixContext } from '../engine/rule.ts';
import { lineAt, lineEndOf } from './lines.ts';

/** The frame of documentation in a language: its lines for a name and parameters, without indentation. */
type Frame = (name: string, parameters: readonly string[]) => readonly string[];

const block: Frame = (name, parameters) => [
  '/**',
  ` * Describe \`${name}\`.`,
  ...(parameters.length === 0 ? [] : [' *', ...parameters.map((p) => ` * @param ${p}`)]),
  ' */',
];
const FRAMES: Readonly<Partial<Record<LanguageId, Frame>>> = {
  csharp: (name, parameters) => [
    `/// <summary>Describe ${name}.</summary>`,
    ...parameters.map((p) => `/// <param name="${p}"></param>`),
  ],
  go: (name) => [`// ${name} is to be described.`],
  java: block,
  kotlin: block,
  php: block,
  python: (name, parameters) =>
    parameters.length === 0
      ? [`"""Describe ${name}."""`]
      : [`"""Describe ${name}.`, '', 'Args:', ...parameters.map((p) => `    ${p}:`), '"""'],
  ruby: (name, parameters) => [`# Describe ${name}.`, ...parameters.map((p) => `# @param ${p}`)],
  rust: (name) => [`/// Describe \`${name}\`.`],
};
/** Names a language passes by itself. */
const IMPLIED: ReadonlySet<string> = new Set(['self', 'cls', 'this', '']);

/** The frame of the documentation that a declaration lacks; its words are left to a person. */
export function document({ view, text }: FixContext, finding: RuleFinding): Fix | string {
  const symbol = [...view.table('symbols')].find((s) => s.nameStart === finding.start && s.nameEnd === finding.end);
  const frame = FRAMES[view.language];
  if (symbol === undefined || frame === undefined) return 'the declaration is not there any more';
  if (finding.evidence?.actual !== 'none') return 'what is written there already has to be put into the other form';
  const lines = frame(symbol.name, parametersOf(view, symbol));
  const at = view.language === 'python' ? bodyOf(text, symbol) : lineAt(text, firstMark(view, symbol)).start;
  if (at === null) return 'the body stands on the line of its declaration';
  const line = lineAt(text, at);
  const isInBody = at !== line.start;
  const eol = lineEndOf(text);
  const written = lines.map((l) => (l === '' ? l : line.indent + l)).join(eol);
  const newText = isInBody ? `${written.slice(line.indent.length)}${eol}${line.indent}` : `${written}${eol}`;
  return {
    title: `Scaffold: document \`${symbol.name}\``,
    kind: 'unsafe',
    edits: [{ file: view.file, start: at, end: at, newText }],
  };
}

function parametersOf(view: FileView, { index }: Row<'symbols'>): string[] {
  return [...view.table('parameters')]
    .filter((p) => p.symbol === index && !IMPLIED.has(p.name))
    .map((p) => p.name)
    .filter((name) => /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name));
}

/** Where the declaration begins with its decorators. */
function firstMark(view: FileView, { index, start }: Row<'symbols'>): number {
  return Math.min(start, ...[...view.table('decorators')].filter((d) => d.symbol === index).map((d) => d.start));
}

/** The first statement of a body that has lines of its own. */
function bodyOf(text: string, { bodyStart, bodyEnd, nameEnd }: Row<'symbols'>): number | null {
  if (bodyEnd <= bodyStart) return null;
  const at = bodyStart + (text.slice(bodyStart, bodyEnd).length - text.slice(bodyStart, bodyEnd).trimStart().length);
  const line = lineAt(text, at);
  return line.start > nameEnd && /^[ \t]+$/.test(text.slice(line.start, at)) ? at : null;
}
