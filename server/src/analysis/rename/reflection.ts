// Ways in which a program looks at the names of its own variables.
import type { LanguageId } from '@drift/shared';
import { holds, lineOf, type SourceText, spokenIn } from './source-text.ts';

/** Calls that see every variable of the function they stand in. */
const SEES_ALL: Readonly<Partial<Record<LanguageId, readonly string[]>>> = {
  javascript: ['eval'],
  typescript: ['eval'],
  python: ['eval', 'exec', 'locals', 'vars', 'dir', '_getframe', 'currentframe', 'globals'],
  php: ['compact', 'extract', 'eval', 'get_defined_vars', 'parse_str'],
  ruby: ['eval', 'binding', 'local_variables', 'local_variable_get', 'local_variable_set', 'instance_eval', 'result'],
};
/** Calls that read variables by the names in a text: queries over data frames. */
const SEES_TEXT: ReadonlySet<string> = new Set(['query', 'evaluate', 'sql', 'substitute', 'format_map', 'execute']);
/** Angular's first version injects by the names of parameters. */
const INJECTED = /\bangular\b|\$inject|\$scope/;

/** Why the variables of a function may be read by name there, or `null`. */
export function readsLocalsByName(target: {
  readonly source: SourceText;
  readonly scope: { readonly start: number; readonly end: number };
  readonly from: string;
}): string | null {
  const { source, scope, from } = target;
  const names = SEES_ALL[source.language] ?? [];
  const spoken = source.language === 'python' && spokenIn(source, from).some((s) => holds(scope, s));
  for (const c of source.facts.table('calls')) {
    if (!holds(scope, c)) continue;
    if (names.includes(c.name) || (spoken && SEES_TEXT.has(c.name)))
      return `\`${c.name}\` on line ${lineOf(source, c.start)} may read \`${from}\` by its name`;
  }
  if (source.language === 'php') {
    const view = [...source.facts.table('imports')].find((i) => i.kind === 'include' && holds(scope, i));
    if (view !== undefined) return `the file included on line ${lineOf(source, view.start)} may read \`$${from}\``;
    if (/\$\$|\$\{\s*['"$]/.test(source.text.slice(scope.start, scope.end)))
      return 'variables are read by computed names in this function';
  }
  if (source.language === 'csharp' && namedIn(source, from)) return `\`nameof(${from})\` reads the name itself`;
  const isScript = source.language === 'javascript' || source.language === 'typescript';
  return isScript && INJECTED.test(source.text) ? 'AngularJS injects by the names of parameters in this file' : null;
}

function namedIn(source: SourceText, name: string): boolean {
  return source.text.replaceAll(/\s+/g, '').includes(`nameof(${name})`);
}
