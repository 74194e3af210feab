import type { Handler } from '../handlers.ts';
import { WRAPPER_CLASS } from './body-shape.ts';

/** Types that only say when or with which status a body comes. */
const CARRIERS =
  /^(?:ResponseEntity|HttpEntity|Mono|CompletableFuture|CompletionStage|Uni|Task|ValueTask|ActionResult|Json|web\.Json|axum\.Json|Option|Optional|HttpResponse|Ok|RestResponse)<(.+)>$/;
/** Types that carry no data, or do not say which. */
const NO_BODY =
  /^(?:void|Void|Unit|\?|Object|Any|String|&str|str|\(\)|IActionResult|ActionResult|IResult|IHttpActionResult|Results?<|ModelAndView|View|Response|HttpResponse|ResponseEntity|Resource|StreamingResponseBody|InputStream|FileResult|File|byte\[\]|ByteArray|impl\b|SseEmitter|Flux|Result|Task|Nothing|boolean|Boolean|bool|int|Integer|Long|long|StatusCode|Html|Redirect|RedirectView|Map|Dictionary)/;
/** Types of one page of rows hold no more than the list they are. */
const PAGES = /^(?:Paged?|Pagination|Paginated|List|Cursor|Slice|Collection)/;
/** Names that are surely wrappers without a parameter too. */
const PLAIN_WRAPPERS: ReadonlySet<string> = new Set([
  'ApiResponse',
  'AjaxResult',
  'BaseResponse',
  'CommonResult',
  'ResponseResult',
  'ResultVO',
]);

/** The value of `api-envelope` that a handler's declared result says, or `null`. */
export function declaredBody(handler: Handler): string | null {
  let type = handler.symbol.returns.replaceAll('::', '.').trim();
  for (let depth = 0; depth < MAX_CARRIERS; depth++) {
    // Rust: the first of two is what comes when all goes well.
    const inner = CARRIERS.exec(type)?.[1] ?? /^Result<(.+), ?[^,<>]+(?:<[^<>]*>)?>$/.exec(type)?.[1];
    if (inner === undefined) break;
    type = inner.trim();
  }
  if (type === '') return null;
  const name = type.replace(/<.*$/s, '').replace(/^.*\./, '');
  if (PLAIN_WRAPPERS.has(name)) return 'data wrapper';
  if (type.includes('<') && WRAPPER_CLASS.test(name) && !PAGES.test(name) && name !== 'HttpResponse')
    return 'data wrapper';
  return NO_BODY.test(type) || !/^[A-Z]/.test(name) || /^[A-Z]$/.test(name) ? null : 'bare';
}

/** Carriers inside carriers that are looked through. */
const MAX_CARRIERS = 4;
