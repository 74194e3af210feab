import type { LanguageId } from '@drift/shared';
import { defineConvention, type Observation } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { type Handler, handlerAt, handlersOf } from '../handlers.ts';
import { type Response, responsesOf } from '../responses.ts';
import { shapeOfBody } from './body-shape.ts';
import { declaredBody } from './declared-body.ts';

/** Frameworks that send what a handler returns. */
const RETURNED: ReadonlySet<string> = new Set(['nest', 'fastapi', 'flask', 'fastify', 'laravel', 'ktor', 'minimal']);
/** Languages whose handlers declare what they send. */
const DECLARED: ReadonlySet<LanguageId> = new Set<LanguageId>(['java', 'kotlin', 'csharp', 'rust']);
const DECLARING: ReadonlySet<string> = new Set(['spring', 'jaxrs', 'micronaut', 'aspnet', 'actix', 'axum']);
/** Answers whose form others prescribe: probes, metrics, callbacks, tokens. */
const PRESCRIBED =
  /health|ping|ready|liveness|metrics|webhook|callback|oauth|well[-_]?known|version|openapi|swagger|manifest/i;
const FAILED = /^[45]\d\d$|bad_?request|unauth|forbid|not_?found|conflict|unproc|internal|gone|error/i;

/** What the body of an answer is wrapped in. */
export const apiEnvelope = defineConvention({
  id: 'drift/pattern/api-envelope',
  title: 'Envelope of answers',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'answers',
  answers: ['data wrapper', 'success flag', 'bare'],
  describe: (value) => NAMES.get(value) ?? value,
  observe(view, report) {
    if (view.role !== 'source' || handlersOf(view).length === 0) return;
    const shown: Observation[] = [...declared(view), ...answered(view), ...returned(view)];
    for (const o of shown.sort((a, b) => a.start - b.start)) report(o);
  },
});

const NAMES: ReadonlyMap<string, string> = new Map([
  ['data wrapper', 'a body wrapped in `data`'],
  ['success flag', 'a body with a success flag'],
  ['bare', 'a bare body'],
]);

function isPrescribed(view: FileView, handler: Handler): boolean {
  const place = view.file.split('/').slice(-2).join('/');
  return (
    PRESCRIBED.test(place) || PRESCRIBED.test(handler.symbol.name) || PRESCRIBED.test(handler.route?.path?.text ?? '')
  );
}

function* declared(view: FileView): Generator<Observation> {
  if (!DECLARED.has(view.language)) return;
  const bodies = new Set<number>();
  for (const d of view.table('decorators')) if (/^(?:RestController|ResponseBody)$/.test(d.name)) bodies.add(d.symbol);
  for (const handler of handlersOf(view)) {
    const { symbol } = handler;
    if (!DECLARING.has(handler.framework) || isPrescribed(view, handler)) continue;
    // A Spring controller without this mark returns the name of a page.
    const sends = bodies.has(symbol.index) || bodies.has(symbol.parent) || symbol.returns.includes('ResponseEntity');
    if (handler.framework === 'spring' && !sends) continue;
    const value = declaredBody(handler);
    if (value !== null) yield { value, start: symbol.nameStart, end: symbol.nameEnd };
  }
}

function* answered(view: FileView): Generator<Observation> {
  const failed = new Set<number>();
  const all = responsesOf(view);
  for (const r of all) if (r.status !== null && FAILED.test(r.status.text)) failed.add(r.chain);
  for (const r of all) {
    if (r.body === null || failed.has(r.chain) || isInHandlerOfErrors(view, r)) continue;
    const handler = handlerAt(view, r.start);
    if (handler === null || isPrescribed(view, handler) || declaresBody(view, handler)) continue;
    const value = shapeOfBody(view, r.body, r.symbol);
    if (value !== null) yield { value, start: r.start, end: r.end };
  }
}

/** What the declaration says already is not asked again. */
function declaresBody(view: FileView, handler: Handler): boolean {
  return DECLARED.has(view.language) && DECLARING.has(handler.framework) && declaredBody(handler) !== null;
}

function isInHandlerOfErrors(view: FileView, r: Response): boolean {
  for (const h of view.table('handlers'))
    if (h.kind !== 'finally' && h.bodyStart <= r.start && r.end <= h.bodyEnd) return true;
  return false;
}

function* returned(view: FileView): Generator<Observation> {
  const own = new Map(handlersOf(view).map((h) => [h.symbol.index, h]));
  for (const r of view.table('returns')) {
    const handler = own.get(r.symbol);
    if (handler === undefined || !RETURNED.has(handler.framework) || isPrescribed(view, handler)) continue;
    if (r.shape !== 'object' && !(r.shape === 'array' && view.language === 'php')) continue;
    const value = shapeOfBody(view, { shape: r.shape, text: r.text, start: r.start, end: r.end }, r.symbol);
    if (value !== null) yield { value, start: r.start, end: r.end };
  }
}
