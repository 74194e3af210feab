import { lastSegment } from '../../engine/api-table.ts';
import { defineRule } from '../../engine/rule.ts';
import { isConstant, resolved } from '../../taint/built-text.ts';
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
    maturity: 'incubating',
    since: '0.1.0',
    cwe: ['CWE-502'],
    owasp: ['A08:2021'],
    fix: 'none',
    inTests: false,
    precision: { corpus: '10k', sample: 21, precision: 0.52 },
  },
  check(view, report) {
    const tell = (place: { readonly start: number; readonly end: number }, name: string, confidence: number): void => {
      const message = `${name} can create objects of any type from this data; use a format without types or a safe loader`;
      report({ start: place.start, end: place.end, message, confidence });
    };
    for (const { call, argument, confidence } of sinksOf(view, SINKS)) {
      const value = resolved(view, argument, call.symbol);
      if (isInHook(view, call)) continue;
      if (!isConstant(value) && !(value.shape === 'call' && OWN_BYTES.test(value.text)))
        tell(call, lastSegment(call.callee), confidence);
    }
    for (const call of readerCalls(view)) tell(call, call.name, 0.9);
    if (view.language === 'csharp')
      for (const b of view.bindingsNamed('TypeNameHandling'))
        if (b.shape === 'member' && b.text.endsWith('TypeNameHandling.All')) tell(b, 'TypeNameHandling.All', 0.9);
  },
});
