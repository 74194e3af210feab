// Labels of Kotlin that nobody writes: a function, and a lambda given to a call, are known by the name of the function.
import type { Span, TextEdit } from '@drift/shared';
import type { NameSite, NodeAround } from '../../facts/name-sites.ts';
import { lineOf, type SourceText, wordStarts } from './source-text.ts';

/** A function of Kotlin that gets another name. */
interface Relabelled {
  readonly source: SourceText;
  readonly from: string;
  readonly to: string;
}

/** The edits of `return@name` and `this@name` that mean what the other edits rename; a text says what stands against it. */
export function labelEdits({ source, from, to }: Relabelled, renamed: readonly TextEdit[]): TextEdit[] | string {
  if (source.language !== 'kotlin') return [];
  const names = new Set(renamed.map((e) => e.start));
  const labels = source.sites(from).filter((s) => /\b(?:return|this)@$/.test(s.prefix));
  const own = labels.filter((s) => names.has(meantBy(source, from, s)));
  const [first] = own;
  const taken = wordStarts(source.text, to).find((at) =>
    [at - 1, at + to.length].some((i) => source.text.charAt(i) === '@'),
  );
  if (first !== undefined && taken !== undefined)
    return `\`${to}\` is a label already on line ${lineOf(source, taken)}`;
  return own.map(({ start, end }) => ({ file: source.file, start, end, newText: to }));
}

/** Where the name stands that a label takes its meaning from: of a call around it or of a function; -1 if it has its own. */
function meantBy(source: SourceText, from: string, label: NameSite): number {
  for (const [at, node] of label.around.entries()) {
    if (/^(?:lambda_literal|anonymous_function)$/.test(node.kind)) {
      if (new RegExp(`\\b${from}@\\s*$`).test(source.text.slice(0, node.start))) return -1;
      const call = calledWith(source, from, node, label.around.slice(at + 1));
      if (call >= 0) return call;
    }
    if (node.kind !== 'function_declaration') continue;
    const name = source.sites(from).find((s) => isSame(s.around[0], node) && /\bfun\b/.test(s.prefix));
    if (name !== undefined) return name.start;
  }
  return -1;
}

/** Where the name of the call stands that takes a lambda, or -1 if it has another name. */
function calledWith(source: SourceText, from: string, lambda: Span, around: readonly NodeAround[]): number {
  const [call] = around.filter((n) => !/^(?:annotated_lambda|value_arguments?|call_suffix)$/.test(n.kind));
  if (call?.kind !== 'call_expression') return -1;
  const found = [...source.facts.table('calls')].find(
    (c) =>
      c.name === from &&
      call.start <= c.start &&
      c.nameStart < lambda.start &&
      (lambda.end <= c.end || source.text.slice(c.end, lambda.start).trim() === ''),
  );
  return found?.nameStart ?? -1;
}

function isSame(a: Span | undefined, b: Span): boolean {
  return a?.start === b.start && a.end === b.end;
}
