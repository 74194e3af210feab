import type { FileView } from '../../engine/file-view.ts';
import { defineRule } from '../../engine/rule.ts';
import { type BuiltText, builtText, type Place } from '../built-text.ts';
import { hasOutsideHole } from '../outside.ts';
import { sinksOf, sinkTable } from '../sinks.ts';
import { ESCAPERS, HTML_SINKS } from './rows.ts';

const SINKS = sinkTable(HTML_SINKS);
/** Properties that take HTML: of a DOM element, and of React's `dangerouslySetInnerHTML`. */
const HTML_PROPERTIES = ['innerHTML', 'outerHTML', '__html', 'srcdoc'];

/** HTML that is put together from variable parts and given to something that does not escape. */
export const htmlOutput = defineRule({
  meta: {
    id: 'drift/taint/html-output',
    title: 'HTML built from variable parts',
    category: 'taint',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'python', 'ruby', 'typescript'],
    severity: 'warning',
    maturity: 'incubating',
    since: '0.1.0',
    cwe: ['CWE-79'],
    owasp: ['A03:2021'],
    fix: 'none',
    inTests: false,
    precision: {
      corpus: 'public web applications: DVWA, NodeGoat, PyGoat, RailsGoat, hobby projects',
      sample: 17,
      precision: 0.88,
    },
  },
  check(view, report) {
    const tell = (
      built: BuiltText | null,
      place: { start: number; end: number },
      name: string,
      confidence: number,
    ): void => {
      if (built === null || !TAG.test(built.text) || !hasOutsideHole(view, built, ESCAPERS, 'remote')) return;
      const message = `HTML for ${name} is put together from variable parts; escape each of them`;
      report({ start: place.start, end: place.end, message, confidence });
    };
    for (const { call, argument, confidence } of sinksOf(view, SINKS))
      tell(builtText(view, argument, call.symbol), argument, call.name, confidence);
    if (view.language === 'javascript' || view.language === 'typescript')
      for (const name of HTML_PROPERTIES)
        for (const { place, symbol } of assignments(view, name)) tell(builtText(view, place, symbol), place, name, 0.9);
    if (view.language === 'ruby') for (const built of safeStrings(view)) tell(built, built, 'html_safe', 0.9);
    if (view.language === 'java' || view.language === 'kotlin')
      for (const name of ['write', 'print', 'println', 'append'])
        for (const call of view.callsNamed(name)) {
          const argument = call.callee.endsWith(`getWriter().${name}`) ? view.argumentsOf(call)[0] : undefined;
          if (argument !== undefined) tell(builtText(view, argument, call.symbol), argument, 'the response', 0.9);
        }
  },
});

/** Text without a tag of its own joins finished parts, which is what these calls are for. */
const TAG = /<\/?[a-z]/i;

function* assignments(view: FileView, name: string): Generator<{ place: Place; symbol: number }> {
  for (const b of view.bindingsNamed(name)) {
    const fits = name === '__html' ? b.kind === 'pair' : b.kind === 'assign' && b.target.includes('.');
    if (fits) yield { place: { shape: b.shape, text: b.text, start: b.valueStart, end: b.valueEnd }, symbol: b.symbol };
  }
}

/** Interpolated strings that are the receiver of `html_safe`. */
function* safeStrings(view: FileView): Generator<BuiltText> {
  for (const call of view.callsNamed('html_safe')) {
    if (call.callee !== '?.html_safe') continue;
    for (const s of view.table('strings'))
      if (s.dynamic === 1 && s.start === call.start && s.end < call.nameStart)
        yield { text: s.text, start: s.start, end: s.end, symbol: call.symbol, until: call.end };
  }
}
