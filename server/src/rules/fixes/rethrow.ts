import { HandlerFlag, type HandlerKind } from '@drift/grammars';
import type { Fix, LanguageId, RuleFinding, TextEdit } from '@drift/shared';
import type { Row } from '../../facts/schema.ts';
import type { FixContext } from '../engine/rule.ts';
import { functionAround } from './enclosing.ts';
import { failureResults } from './go-results.ts';
import { lineAt, lineEndOf, stepOf } from './lines.ts';

/** How a language hands on what it has caught. */
interface Rethrow {
  readonly statement: (binding: string) => string;
  /** True where the statement names the error, so that the handler has to. */
  readonly named: boolean;
  readonly step: string;
}

const JVM: Rethrow = { statement: (e) => `throw ${e};`, named: true, step: '    ' };
const SCRIPT: Rethrow = { statement: (e) => `throw ${e};`, named: true, step: '  ' };
const ROWS: Readonly<Partial<Record<LanguageId, Rethrow>>> = {
  csharp: { statement: () => 'throw;', named: false, step: '    ' },
  go: { statement: (e) => `return ${e}`, named: true, step: '\t' },
  java: JVM,
  javascript: SCRIPT,
  kotlin: { ...JVM, statement: (e) => `throw ${e}` },
  php: { ...JVM, statement: (e) => `throw $${e.replace(/^\$/, '')};` },
  python: { statement: () => 'raise', named: false, step: '    ' },
  ruby: { statement: () => 'raise', named: false, step: '  ' },
  typescript: SCRIPT,
};
const KINDS: ReadonlySet<HandlerKind> = new Set<HandlerKind>(['catch', 'except', 'rescue', 'errorBranch']);
/** What a handler that must not be empty holds instead. */
const NOTHING = /^(?:pass|\.\.\.|nil)$/;
/** What the project calls a caught error, where nothing else is settled. */
const USUAL_NAME = 'error';

/** Hands on what an empty handler has caught, so that whoever called can see it. */
export function rethrow(context: FixContext, finding: RuleFinding): Fix | string {
  const { view } = context;
  const handler = [...view.table('handlers')].find((h) => h.start === finding.start && h.end === finding.end);
  const row = ROWS[view.language];
  if (handler === undefined || row === undefined || !KINDS.has(handler.kind))
    return 'what such a handler should do with the error is a decision, not an edit';
  if ((handler.flags & HandlerFlag.empty) === 0) return 'the handler is not empty';
  const name = nameOf(context, handler, row);
  if (typeof name !== 'string') return name.reason;
  const statement = statementOf(context, handler, row, name);
  if (typeof statement !== 'string') return statement.reason;
  const body = bodyEdit(context, handler, row, statement);
  if (body === null) return 'the body of the handler could not be read for certain';
  const bound = handler.binding === '' && row.named ? bindingEdit(context, handler, name) : [];
  if (bound === null) return 'the handler gives the error no name';
  const title = view.language === 'go' ? 'Return the error' : 'Hand the error on';
  // A handler may be all there is between a failure and the end of the program.
  return { title, kind: 'unsafe', edits: [...bound, body] };
}

function nameOf(context: FixContext, { binding }: Row<'handlers'>, row: Rethrow): string | { readonly reason: string } {
  if (binding !== '' && binding !== '_') return binding;
  if (!row.named || binding === '') return context.usual('drift/pattern/error-catch-binding') ?? USUAL_NAME;
  return { reason: 'the handler gives the error no name' };
}

function statementOf(
  { view }: FixContext,
  handler: Row<'handlers'>,
  row: Rethrow,
  name: string,
): string | { readonly reason: string } {
  if (view.language !== 'go') return row.statement(name);
  const around = functionAround(view, handler.symbol);
  if (around === null) return { reason: 'no function is around it' };
  const results = failureResults(around.returns, name);
  return typeof results === 'string' ? row.statement(results) : results;
}

/** The statement in the body, which is empty. */
function bodyEdit({ view, text }: FixContext, h: Row<'handlers'>, row: Rethrow, statement: string): TextEdit | null {
  const { file } = view;
  const eol = lineEndOf(text);
  const { indent } = lineAt(text, h.start);
  const inner = indent + stepOf(text, row.step);
  const body = text.slice(h.bodyStart, h.bodyEnd);
  if (NOTHING.test(body.trim())) {
    const at = h.bodyStart + (body.length - body.trimStart().length);
    return { file, start: at, end: at + body.trim().length, newText: statement };
  }
  const whole = text.slice(h.start, h.end);
  if (view.language === 'ruby')
    return /\n\s*$/.test(text.slice(h.start, h.end + 1)) || !whole.includes('\n')
      ? {
          file,
          start: h.start + whole.trimEnd().length,
          end: h.start + whole.trimEnd().length,
          newText: `${eol}${inner}${statement}`,
        }
      : null;
  const braces = /\{\s*\}$/.exec(whole);
  if (braces === null) return null;
  const start = h.start + braces.index;
  return { file, start, end: h.end, newText: `{${eol}${inner}${statement}${eol}${indent}}` };
}

/** A name for the error where `catch` has none, in the languages in which that can be written; `null` in others. */
function bindingEdit({ view, text }: FixContext, h: Row<'handlers'>, name: string): readonly TextEdit[] | null {
  const script = /^catch(?=\s*\{)/.exec(text.slice(h.start, h.end));
  if (script === null || (view.language !== 'javascript' && view.language !== 'typescript')) return null;
  const at = h.start + script[0].length;
  return [{ file: view.file, start: at, end: at, newText: ` (${name})` }];
}
