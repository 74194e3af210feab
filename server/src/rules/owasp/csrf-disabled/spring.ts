import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';

/** Classes whose `disable` is passed as a method reference. Facts keep the length of a reference, not its text. */
const REFERENCES = ['AbstractHttpConfigurer', 'CsrfConfigurer', 'CsrfSpec', 'ServerHttpSecurity.CsrfSpec'].map(
  (name) => `${name}::disable`.length,
);

/**
 * Calls that switch Spring Security's protection off: `csrf().disable()`, `csrf(c -> c.disable())`,
 * `csrf(AbstractHttpConfigurer::disable)` and the Kotlin block. Silent where sessions are off: without a cookie
 * there is nothing to forge.
 */
export function* springDisables(view: FileView): Generator<Row<'calls'>> {
  if (!view.imports('org.springframework.security') || isStateless(view)) return;
  for (const call of view.callsNamed('disable')) if (call.callee.endsWith('csrf().disable')) yield call;
  for (const call of view.callsNamed('csrf')) {
    const [argument] = view.argumentsOf(call);
    if (argument?.shape === 'function' && (disablesWithin(view, argument) || isReference(view, argument))) yield call;
  }
}

function isStateless(view: FileView): boolean {
  return [...view.table('arguments')].some((a) => /(?:^|\.)SessionCreationPolicy\.STATELESS$|^STATELESS$/.test(a.text));
}

function disablesWithin(view: FileView, block: Row<'arguments'>): boolean {
  return view
    .callsNamed('disable')
    .some((c) => c.start >= block.start && c.end <= block.end && /^(?:\w+\.)?disable$/.test(c.callee));
}

function isReference(view: FileView, argument: Row<'arguments'>): boolean {
  const isLambda = [...view.table('symbols')].some((s) => s.start >= argument.start && s.end <= argument.end);
  const known = [...view.imported.values()].some((m) =>
    /\.(?:AbstractHttpConfigurer|CsrfConfigurer|CsrfSpec|ServerHttpSecurity)$/.test(m),
  );
  return known && !isLambda && REFERENCES.includes(argument.end - argument.start);
}
