import { CALLABLE_KINDS, CallFlag, HandlerFlag, Mod } from '@drift/grammars';
import type { FileFacts } from '../../../facts/file-facts.ts';
import type { Row } from '../../../facts/schema.ts';
import type { ProjectIndex } from '../../../index/project-index.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineProjectRule } from '../../engine/rule.ts';
import { addAwait } from '../../fixes/add-await.ts';

/** Decorators that leave what a call of the function returns as it is. */
const TRANSPARENT_DECORATORS: ReadonlySet<string> = new Set([
  'classmethod',
  'override',
  'staticmethod',
  'typing.override',
]);

/** Flags calls of async functions whose result is thrown away. */
export const unawaitedPromise = defineProjectRule({
  meta: {
    id: 'drift/error-handling/unawaited-promise',
    title: 'Promise is not awaited',
    category: 'error-handling',
    languages: ['javascript', 'python', 'typescript'],
    severity: 'warning',
    maturity: 'incubating',
    since: '1.0.0',
    cwe: ['CWE-391'],
    owasp: [],
    fix: 'unsafe',
    inTests: false,
    precision: {
      corpus: '10k and 8 npm packages with findings of 90: Apostrophe, hapi, LiveKit and others',
      sample: 14,
      precision: 0.57,
    },
  },
  check(view, index, report) {
    for (const call of view.table('calls')) {
      if (call.use !== 'discarded' || (call.flags & (CallFlag.isNew | CallFlag.isOptional)) !== 0) continue;
      if (!isExpectedToWait(view, call) || goesOnItself(view, call) || !callsAsync(view, call, index)) continue;
      report({ start: call.start, end: call.end, message: messageFor(view, call) });
    }
  },
  fix: addAwait,
});

function messageFor(view: FileView, call: Row<'calls'>): string {
  return view.language === 'python'
    ? `${call.name} is async: without await this call never runs; await it or hand it to a task`
    : `${call.name} is async: its failure is lost here; await it, return it or handle its rejection`;
}

/** Where nothing could wait (a callback, a module without await) starting and forgetting is the only way. */
function isExpectedToWait(view: FileView, call: Row<'calls'>): boolean {
  if (view.language === 'python') return true;
  const symbols = view.table('symbols');
  for (let at = symbols.get(call.symbol); at !== null; at = symbols.get(at.parent))
    if (CALLABLE_KINDS.has(at.kind)) return (at.modifiers & Mod.async) !== 0;
  return false;
}

/** A function that starts itself again is a loop in the background. */
function goesOnItself(view: FileView, call: Row<'calls'>): boolean {
  const symbols = view.table('symbols');
  for (let at = symbols.get(call.symbol); at !== null; at = symbols.get(at.parent))
    if (at.name === call.name || view.bindingsNamed(call.name).some((b) => b.valueStart === at.start)) return true;
  return false;
}

function callsAsync(view: FileView, call: Row<'calls'>, index: ProjectIndex): boolean {
  const callee = index.resolveCallee(view.file, call.index);
  const facts = callee === null ? null : index.facts(callee.file);
  const symbol = callee === null ? null : (facts?.table('symbols').get(callee.symbol) ?? null);
  if (facts === null || symbol === null || (symbol.modifiers & Mod.async) === 0) return false;
  if (view.language !== 'python' && handlesItsErrors(facts, symbol)) return false;
  // A decorator may give something else in place of the function.
  return ![...facts.table('decorators')].some((d) => d.symbol === symbol.index && !TRANSPARENT_DECORATORS.has(d.name));
}

/** True where everything a function calls stands in a `try` whose handler keeps what it catches: no failure gets out. */
function handlesItsErrors(facts: FileFacts, symbol: Row<'symbols'>): boolean {
  const handlers = [...facts.table('handlers')].filter((h) => h.symbol === symbol.index && h.kind === 'catch');
  if (handlers.length === 0 || handlers.some((h) => (h.flags & HandlerFlag.rethrows) !== 0)) return false;
  const calls = [...facts.table('calls')].filter((c) => c.symbol === symbol.index);
  return calls.every((c) => c.tryDepth > 0 || handlers.some((h) => h.start <= c.start && c.end <= h.end));
}
