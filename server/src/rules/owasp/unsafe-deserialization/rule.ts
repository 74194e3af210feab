import type { Row } from '../../../facts/schema.ts';
import { lastSegment } from '../../engine/api-table.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineRule } from '../../engine/rule.ts';
import { isConstant, type Place, resolved } from '../../taint/built-text.ts';
import { isFromOutside } from '../../taint/outside.ts';
import { sinksOf, sinkTable } from '../../taint/sinks.ts';
import { isInHook, readerCalls } from './readers.ts';
import { DESERIALIZERS } from './rows.ts';

const SINKS = sinkTable(DESERIALIZERS);
/** What the same program has just written: a deep copy. */
const OWN_BYTES = /^(?:(?:pickle|cPickle|dill|marshal)\.dumps|Marshal\.dump|serialize|(?:\w+\.)?serialize)$/;

/** Objects of any type made from data that is not written down in place. */
export const unsafeDeserialization = defineRule({
  meta: {
    id: 'drift/owasp/unsafe-deserialization',
    title: 'Deserialization that can make any object',
    category: 'owasp',
    languages: ['csharp', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'typescript'],
    severity: 'warning',
    maturity: 'stable',
    since: '0.1.0',
    cwe: ['CWE-502'],
    owasp: ['A08:2021'],
    fix: 'none',
    inTests: false,
    precision: {
      corpus: 'public web applications: DVWA, NodeGoat, PyGoat, RailsGoat, hobby projects',
      sample: 23,
      precision: 1,
    },
  },
  check(view, report) {
    const tell = (place: { readonly start: number; readonly end: number }, name: string, confidence: number): void => {
      const message = `${name} can create objects of any type from this data; use a format without types or a safe loader`;
      report({ start: place.start, end: place.end, message, confidence });
    };
    for (const { row, call, argument, confidence } of sinksOf(view, SINKS)) {
      const value = resolved(view, argument, call.symbol);
      if (isInHook(view, call) || isConstant(value) || (value.shape === 'call' && OWN_BYTES.test(value.text))) continue;
      if (row.always === true || isFromOutside(view, value, { symbol: call.symbol, until: call.end }, 'remote'))
        tell(call, lastSegment(call.callee), confidence);
    }
    for (const call of readerCalls(view)) if (readsOutside(view, call)) tell(call, call.name, 0.9);
    if (view.language === 'csharp')
      for (const b of view.bindingsNamed('TypeNameHandling'))
        if (b.shape === 'member' && b.text.endsWith('TypeNameHandling.All')) tell(b, 'TypeNameHandling.All', 0.9);
  },
});

/** True when the stream is made of, or the call is given, what comes from outside. */
function readsOutside(view: FileView, call: Row<'calls'>): boolean {
  const receiver = call.callee.slice(0, -call.name.length - 1);
  const places: Place[] = view.argumentsOf(call);
  const made = { shape: 'new', text: receiver.replace(/\(\)$/, ''), start: call.start, end: call.nameStart } as const;
  if (receiver.endsWith('()')) places.push(made);
  for (const b of view.bindingsOf(receiver))
    if (b.symbol === call.symbol) places.push({ shape: 'new', text: b.text, start: b.valueStart, end: b.valueEnd });
  return places.some((place) => isFromOutside(view, place, { symbol: call.symbol, until: call.end }, 'remote'));
}
