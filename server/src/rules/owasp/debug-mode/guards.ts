import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';

/** Questions a .NET program asks about where it runs. */
const ENVIRONMENT_CALLS = ['IsDevelopment', 'IsProduction', 'IsStaging', 'IsEnvironment'] as const;

/** `gin.SetMode(gin.DebugMode)` in a file that sets no other mode and a function that does not branch. */
export function* ginDebugModes(view: FileView): Generator<Row<'calls'>> {
  const modes = view
    .callsNamed('SetMode')
    .filter((c) => view.canonical(c.callee) === 'github.com/gin-gonic/gin.SetMode');
  const [only] = modes;
  if (only === undefined || modes.length > 1 || branchesAround(view, only.symbol)) return;
  if (/^(?:gin\.DebugMode|debug)$/.test(view.argumentsOf(only)[0]?.text ?? '')) yield only;
}

/** `UseDeveloperExceptionPage()` where nothing asks for the environment: facts do not hold the conditions themselves. */
export function* openExceptionPages(view: FileView): Generator<Row<'calls'>> {
  if (ENVIRONMENT_CALLS.some((name) => view.callsNamed(name).length > 0)) return;
  for (const call of view.callsNamed('UseDeveloperExceptionPage'))
    if (call.symbol >= 0 && call.callee.includes('.') && !branchesAround(view, call.symbol)) yield call;
}

/** `@EnableWebSecurity(debug = true)` logs every request with its credentials. */
export function* springDebugs(view: FileView): Generator<Row<'decorators'>> {
  for (const d of view.table('decorators'))
    if (d.name === 'EnableWebSecurity' && /[(,]\s*debug\s*=\s*true\s*[,)]/.test(d.text)) yield d;
}

/** True when the innermost function has a branch: the call may be guarded. */
function branchesAround(view: FileView, symbol: number): boolean {
  return (view.table('symbols').get(symbol)?.branches ?? 0) > 0;
}
