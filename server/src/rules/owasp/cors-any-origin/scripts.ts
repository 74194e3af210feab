import type { FileView } from '../../engine/file-view.ts';
import type { Place } from './any-origin.ts';
import { anyOriginOption, type CorsOptions, optionsOfCall } from './options.ts';

const NODE: CorsOptions = { origin: ['origin'], credentials: ['credentials'], trueReflects: true };
const NODE_LIBRARIES: ReadonlySet<string> = new Set([
  'cors',
  '@koa/cors',
  'koa2-cors',
  'hono/cors.cors',
  '@elysiajs/cors.cors',
  '@fastify/cors',
  'fastify-cors',
]);
const SOCKETS = ['socket.io', '@nestjs/core', '@nestjs/websockets'];
const SOCKET_CALLS: ReadonlySet<string> = new Set(['Server', 'WebSocketGateway', 'create', 'io']);

/** Node: `cors({ origin: true, credentials: true })` and the same options of servers and sockets. */
export function* nodePlaces(view: FileView): Generator<Place> {
  for (const call of view.table('calls')) {
    const first = view.argumentsOf(call)[0]?.text ?? '';
    const isKnown =
      NODE_LIBRARIES.has(view.canonical(call.callee)) ||
      call.name === 'enableCors' ||
      (call.name === 'register' && NODE_LIBRARIES.has(view.canonical(first))) ||
      (SOCKET_CALLS.has(call.name) && view.imports(...SOCKETS));
    const found = isKnown ? anyOriginOption(view, optionsOfCall(view, call), NODE) : null;
    if (found !== null) yield found;
  }
}

const STARLETTE: CorsOptions = { origin: ['allow_origins', 'allow_origin_regex'], credentials: ['allow_credentials'] };
const FLASK: CorsOptions = { origin: ['origins'], credentials: ['supports_credentials'] };
const DJANGO_ANY = ['CORS_ALLOW_ALL_ORIGINS', 'CORS_ORIGIN_ALLOW_ALL'] as const;

/** Python: Starlette and FastAPI middleware, flask-cors, django-cors-headers. */
export function* pythonPlaces(view: FileView): Generator<Place> {
  for (const call of view.table('calls')) {
    const canonical = view.canonical(call.callee);
    const isMiddleware =
      canonical.endsWith('.CORSMiddleware') ||
      view.argumentsOf(call).some((a) => a.shape === 'identifier' && a.text === 'CORSMiddleware');
    const names = isMiddleware ? STARLETTE : /^flask_cors\.(?:CORS|cross_origin)$/.test(canonical) ? FLASK : null;
    const found = names === null ? null : anyOriginOption(view, optionsOfCall(view, call), names);
    if (found !== null) yield found;
  }
  const credentials = view.bindingsOf('CORS_ALLOW_CREDENTIALS');
  if (credentials.length !== 1 || credentials[0]?.shape !== 'true') return;
  for (const name of DJANGO_ANY) {
    const [any, again] = view.bindingsOf(name);
    if (any?.shape === 'true' && again === undefined) yield any;
  }
}

const LARAVEL: CorsOptions = { origin: ['allowed_origins'], credentials: ['supports_credentials'] };

/** Laravel's `config/cors.php`. */
export function* laravelPlaces(view: FileView): Generator<Place> {
  if (!/(?:^|\/)config\/cors\.php$/.test(view.file)) return;
  const found = anyOriginOption(
    view,
    [...view.table('bindings')].filter((b) => b.kind === 'pair'),
    LARAVEL,
  );
  if (found !== null) yield found;
}

/** rack-cors: `origins '*'` beside `resource …, credentials: true`. */
export function* rackPlaces(view: FileView): Generator<Place> {
  for (const origins of view.callsNamed('origins')) {
    const [first] = view.argumentsOf(origins);
    if (first?.shape !== 'string' || first.text !== '*') continue;
    const resources = view.callsNamed('resource').filter((c) => c.symbol === origins.symbol);
    if (resources.some((c) => view.optionsOf(c).some((o) => o.name === 'credentials' && o.value.shape === 'true')))
      yield origins;
  }
}
