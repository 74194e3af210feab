import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineRule } from '../../engine/rule.ts';
import { type BuiltText, builtText, type Place } from '../built-text.ts';
import { hasOutsideHole } from '../outside.ts';
import { sinksOf, sinkTable } from '../sinks.ts';
import { COMMAND_SINKS, SHELL_NAME, SHELL_QUOTERS } from './rows.ts';

const SINKS = sinkTable(COMMAND_SINKS);

/** A command line that is put together from variable parts and read by a shell. */
export const osCommand = defineRule({
  meta: {
    id: 'drift/taint/os-command',
    title: 'Shell command built from variable parts',
    category: 'taint',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
    severity: 'warning',
    maturity: 'stable',
    since: '0.1.0',
    cwe: ['CWE-78'],
    owasp: ['A03:2021'],
    fix: 'none',
    inTests: false,
    precision: {
      corpus: 'public web applications: DVWA, NodeGoat, PyGoat, RailsGoat, hobby projects',
      sample: 18,
      precision: 0.83,
    },
  },
  check(view, report) {
    const tell = (place: Place, symbol: number, name: string, confidence: number): void => {
      const built = builtText(view, place, symbol);
      if (built === null || !isRisky(view, built)) return;
      const message = `Command line for ${name} is put together from variable parts; pass the arguments as a list`;
      report({ start: place.start, end: place.end, message, confidence });
    };
    for (const { call, argument, confidence } of sinksOf(view, SINKS))
      tell(argument, call.symbol, call.name, confidence);
    for (const call of view.callsNamed('arg')) {
      const argument = isShellChain(view, call) ? view.argumentsOf(call)[0] : undefined;
      if (argument !== undefined) tell(argument, call.symbol, 'the shell', 0.95);
    }
    for (const b of view.bindingsNamed('Arguments'))
      if (isForShell(view, b))
        tell({ shape: b.shape, text: b.text, start: b.valueStart, end: b.valueEnd }, b.symbol, 'the shell', 0.9);
    for (const built of backticks(view))
      if (isRisky(view, built))
        report({
          start: built.start,
          end: built.end,
          message: 'Command line in backticks is put together from variable parts; pass the arguments as a list',
          confidence: 0.95,
        });
  },
});

/** Programs put their own commands together all the time; only a part that visibly comes from outside counts. */
function isRisky(view: FileView, built: BuiltText): boolean {
  return hasOutsideHole(view, built, SHELL_QUOTERS, 'remote');
}

/** `Command::new("sh").arg("-c").arg(…)`: the calls of one chain start at the same place. */
function isShellChain(view: FileView, call: Row<'calls'>): boolean {
  if (view.language !== 'rust') return false;
  const chain = [...view.callsNamed('new'), ...view.callsNamed('arg')].filter((c) => c.start === call.start);
  const first = (c: Row<'calls'>): string => view.argumentsOf(c)[0]?.text ?? '';
  return (
    chain.some(
      (c) => c.name === 'new' && view.canonical(c.callee).endsWith('Command.new') && SHELL_NAME.test(first(c)),
    ) && chain.some((c) => c.name === 'arg' && c.end < call.end && /^(?:-l?c|\/[cC])$/.test(first(c)))
  );
}

/** `Arguments` of a C# start info whose `FileName` is a shell. */
function isForShell(view: FileView, b: Row<'bindings'>): boolean {
  if (view.language !== 'csharp') return false;
  const owner = b.target.slice(0, b.target.lastIndexOf('.') + 1);
  const siblings = b.call >= 0 ? view.pairsOf(b.call) : view.bindingsOf(`${owner}FileName`);
  return siblings.some(
    (s) => s.target === `${owner}FileName` && s.symbol === b.symbol && s.shape === 'string' && SHELL_NAME.test(s.text),
  );
}

/** Commands in backticks, which Ruby and PHP facts tell as a call at the place of a text. */
function* backticks(view: FileView): Generator<BuiltText> {
  if (view.language !== 'ruby' && view.language !== 'php') return;
  const starts = new Set<number>();
  for (const name of ['`', 'shell_exec'])
    for (const call of view.callsNamed(name)) if (name === '`' || call.arguments === 0) starts.add(call.start);
  if (starts.size === 0) return;
  for (const s of view.table('strings'))
    if (starts.has(s.start) && s.dynamic === 1)
      yield { text: s.text, start: s.start, end: s.end, symbol: s.symbol, until: s.end };
}
