// What the body of an answer is made of, as far as one file says it.
import type { Span } from '@drift/shared';
import type { FileView, Value } from '../../engine/file-view.ts';
import type { WrittenValue } from '../responses.ts';

/** Keys that hold what was asked for. */
const DATA: ReadonlySet<string> = new Set(['data', 'result', 'payload']);
/** Keys that say whether all went well. */
const FLAGS: ReadonlySet<string> = new Set(['success', 'ok', 'succeeded', 'issuccess', 'is_success', 'successful']);
/** Values of `status` that say the same. */
const FLAG_WORDS: ReadonlySet<string> = new Set(['success', 'ok', 'error', 'fail', 'failed', 'failure']);
/** Bodies that hold one of these report a failure. */
const ERRORS: ReadonlySet<string> = new Set(['error', 'errors', 'err', 'errorcode', 'error_code', 'errormessage']);
/** Bodies of these alone tell how a request went, and hold nothing that could be wrapped. */
const NOTES: ReadonlySet<string> = new Set([
  'message',
  'msg',
  'detail',
  'details',
  'code',
  'status',
  'statuscode',
  'status_code',
  'reason',
  'description',
  'title',
  'type',
  'timestamp',
  'uptime',
  'version',
]);
/** Calls that make a map of what they are given. */
const MAPS: ReadonlySet<string> = new Set(['mapOf', 'Map.of', 'hashMapOf', 'dict', 'linkedMapOf']);
/** Calls at the end of a chain that give a list. */
const LISTS = /\.(?:map|filter|toList|collect|slice|flatMap)$/;
/** Classes that wrap a body. */
export const WRAPPER_CLASS =
  /^(?:Api|Base|Common|Rest|Http|Json|Ajax|Web|Standard|Global|Server|Service|Data|Response)?(?:Response|Result|Envelope|Resp|Wrapper|ResponseDto|ResponseDTO|ResultVO)$|^R$/;

/** The value of `api-envelope` for one written body, or `null` where it is no body or is put together elsewhere. */
export function shapeOfBody(view: FileView, body: WrittenValue, symbol: number): string | null {
  const at = written(view, body, symbol);
  switch (at.shape) {
    case 'object':
      return byKeys(topPairs(view, at));
    case 'array': {
      const keys = topPairs(view, at);
      return keys.length > 0 ? byKeys(keys) : 'bare';
    }
    case 'new':
    case 'call': {
      if (MAPS.has(at.text)) return byKeys(at.text === 'Map.of' ? namedArguments(view, at) : topPairs(view, at));
      const head = (at.text.split(/[.<:(]/)[0] ?? '').replace(/<.*/, '');
      if (isWrapperClass(view, head)) return 'data wrapper';
      return LISTS.test(at.text) ? 'bare' : null;
    }
    default:
      return null;
  }
}

/** Names that frameworks give to the answer itself wrap nothing. */
function isWrapperClass(view: FileView, name: string): boolean {
  return WRAPPER_CLASS.test(name) && name !== 'Response' && !(view.language === 'rust' && name === 'Result');
}

/** A name bound once, to a value written out in the same function, stands for that value. */
function written(view: FileView, body: WrittenValue, symbol: number): WrittenValue {
  if (body.shape !== 'identifier') return body;
  const value = view.valueOf(body, symbol);
  if (value === body) return body;
  const at = view
    .bindingsOf(body.text)
    .find((b) => b.symbol === symbol && b.text === value.text && b.shape === value.shape);
  return at === undefined ? body : { shape: at.shape, text: at.text, start: at.valueStart, end: at.valueEnd };
}

interface Key {
  readonly name: string;
  readonly value: Value;
}

/** Pairs of a literal, without those of literals inside it. */
function topPairs(view: FileView, within: Span): Key[] {
  const out: Key[] = [];
  let after = -1;
  for (const b of view.table('bindings')) {
    if ((b.kind !== 'pair' && b.kind !== 'keyword') || b.start < within.start || b.end > within.end) continue;
    if (b.start < after) continue;
    after = b.end;
    out.push({ name: b.target.toLowerCase().replace(/^['":]+|['"]+$/g, ''), value: b });
  }
  return out;
}

function namedArguments(view: FileView, within: Span): Key[] {
  const call = view.callsStartingIn(within.start, within.start + 1).find((c) => c.end === within.end);
  const all = call === undefined ? [] : view.argumentsOf(call);
  return all.flatMap((a, i) => {
    const value = all[i + 1];
    return i % 2 === 0 && value !== undefined ? [{ name: a.text.toLowerCase(), value }] : [];
  });
}

function byKeys(keys: readonly Key[]): string | null {
  if (keys.some((k) => ERRORS.has(k.name))) return null;
  if (keys.some((k) => FLAGS.has(k.name) && k.value.shape === 'false')) return null;
  const isFlag = (k: Key): boolean =>
    FLAGS.has(k.name) ||
    (k.name === 'status' && k.value.shape === 'string' && FLAG_WORDS.has(k.value.text.toLowerCase()));
  const content = keys.filter((k) => !NOTES.has(k.name) && !isFlag(k));
  if (content.length === 0) return null;
  if (keys.some(isFlag)) return 'success flag';
  return content.some((k) => DATA.has(k.name)) ? 'data wrapper' : 'bare';
}
