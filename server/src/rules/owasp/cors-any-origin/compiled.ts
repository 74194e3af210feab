import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';
import { holdsStarArgument } from '../wildcard-list.ts';
import { alwaysTrue, chainOf, type Place, takes } from './any-origin.ts';
import { anyOriginOption, type CorsOptions } from './options.ts';

const GO: CorsOptions = {
  origin: ['AllowedOrigins', 'AllowOrigins', 'AllowAllOrigins', 'AllowOriginFunc'],
  credentials: ['AllowCredentials'],
  trueReflects: true,
};
const GO_TYPE =
  /^github\.com\/(?:rs\/cors\.Options|go-chi\/cors\.Options|gin-contrib\/cors\.Config|labstack\/echo\/v\d\/middleware\.CORSConfig|gofiber\/fiber\/v\d\/middleware\/cors\.Config)$/;

/** Go: options of the usual middlewares, in one literal or set one by one. */
export function* goPlaces(view: FileView): Generator<Place> {
  for (const call of view.table('calls')) {
    const found = GO_TYPE.test(view.canonical(call.callee))
      ? anyOriginOption(view, view.pairsOf(call.index), GO)
      : null;
    if (found !== null) yield found;
  }
  if (!view.imports('github.com/gin-contrib/cors')) return;
  for (const any of view.bindingsNamed('AllowAllOrigins')) {
    const holder = any.target.slice(0, -'.AllowAllOrigins'.length);
    const beside = view.bindingsOf(`${holder}.AllowCredentials`);
    if (
      any.kind === 'assign' &&
      any.shape === 'true' &&
      beside.some((b) => b.shape === 'true' && b.symbol === any.symbol)
    )
      yield any;
  }
}

const SPRING_ORIGINS = /^(?:setAllowedOrigins|setAllowedOriginPatterns|addAllowedOrigin|addAllowedOriginPattern)$/;
const SPRING: CorsOptions = { origin: ['origins', 'originPatterns', 'value'], credentials: ['allowCredentials'] };

/** Spring: registrations, configurations and annotations; Ktor: `anyHost()` with credentials. */
export function* jvmPlaces(view: FileView): Generator<Place> {
  for (const call of view.callsNamed('allowCredentials')) {
    if (!takes(view, call, /^true$/)) continue;
    const any = chainOf(view, call).find((c) => /^allowedOrigin(?:s|Patterns)$/.test(c.name) && takes(view, c, /^\*$/));
    if (any !== undefined) yield { start: any.start, end: Math.max(any.end, call.end) };
  }
  if (view.imports('org.springframework')) {
    for (const call of [...view.table('calls')].filter((c) => SPRING_ORIGINS.test(c.name)))
      if (isAnyOrigin(view, call) && credentialsBeside(view, call)) yield call;
    for (const d of view.table('decorators')) {
      const own = [...view.table('bindings')].filter(
        (b) => b.kind === 'keyword' && b.start >= d.start && b.end <= d.end,
      );
      const found = d.name === 'CrossOrigin' ? anyOriginOption(view, own, SPRING) : null;
      if (found !== null) yield found;
    }
  }
  if (view.imports('io.ktor'))
    for (const call of view.callsNamed('anyHost'))
      if (view.bindingsOf('allowCredentials').some((b) => b.shape === 'true' && b.symbol === call.symbol)) yield call;
}

function isAnyOrigin(view: FileView, call: Row<'calls'>): boolean {
  const [first] = view.argumentsOf(call);
  if (first === undefined) return false;
  if (first.shape === 'call')
    return (
      /^(?:List\.of|Arrays\.asList|Collections\.singletonList|listOf)$/.test(first.text) &&
      holdsStarArgument(view, first)
    );
  return first.shape === 'string' && first.text === '*';
}

function credentialsBeside(view: FileView, call: Row<'calls'>): boolean {
  const holder = call.callee.slice(0, -call.name.length);
  const isSet = view
    .callsNamed('setAllowCredentials')
    .some(
      (c) =>
        c.callee === `${holder}setAllowCredentials` &&
        c.symbol === call.symbol &&
        takes(view, c, /^(?:true|Boolean\.TRUE)$/),
    );
  return (
    isSet || view.bindingsOf(`${holder}allowCredentials`).some((b) => b.shape === 'true' && b.symbol === call.symbol)
  );
}

/** ASP.NET: `AllowAnyOrigin` or `SetIsOriginAllowed(_ => true)` in one chain with `AllowCredentials`. */
export function* dotnetPlaces(view: FileView): Generator<Place> {
  for (const call of view.callsNamed('AllowCredentials')) {
    const any = chainOf(view, call).find(
      (c) =>
        c.name === 'AllowAnyOrigin' ||
        (c.name === 'SetIsOriginAllowed' && view.argumentsOf(c).some((a) => alwaysTrue(view, a))),
    );
    if (any !== undefined) yield { start: any.start, end: Math.max(any.end, call.end) };
  }
}

const RUST_ANY = /^(?:Any|cors\.Any|tower_http\.cors\.Any|AllowOrigin\.(?:any|mirror_request))$/;

/** Rust: tower-http, actix-cors and warp. */
export function* rustPlaces(view: FileView): Generator<Place> {
  for (const call of view.callsNamed('very_permissive'))
    if (/(?:^|\.)CorsLayer\.very_permissive$/.test(call.callee)) yield call;
  for (const call of view.callsNamed('permissive'))
    if (/^(?:actix_cors\.)?Cors\.permissive$/.test(call.callee) && view.imports('actix_cors')) yield call;
  for (const name of ['allow_credentials', 'supports_credentials'])
    for (const call of view.callsNamed(name)) {
      if (call.arguments > 0 && !takes(view, call, /^true$/)) continue;
      const any = chainOf(view, call).find(
        (c) => c.name === 'allow_any_origin' || (c.name === 'allow_origin' && takes(view, c, RUST_ANY)),
      );
      if (any !== undefined) yield { start: any.start, end: Math.max(any.end, call.end) };
    }
}
