import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { type Route, routesOf } from '../routes.ts';

/** One segment of a path in words; parameters, wildcards and file names are none. */
const WORDS = /^[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*$/;
/** Segments that a specification or a tool prescribes. */
const PRESCRIBED: ReadonlySet<string> = new Set([
  'api-docs',
  'swagger-ui',
  'swagger-resources',
  'openid-configuration',
  'oauth-authorization-server',
  'security-txt',
  'change-password',
]);

const NAMES: ReadonlyMap<string, string> = new Map([
  ['kebab', 'kebab-case'],
  ['camel', 'camelCase'],
  ['snake', 'snake_case'],
  ['pascal', 'PascalCase'],
]);

/** How the words of a route are joined. */
export const apiRouteNaming = defineConvention({
  id: 'drift/pattern/api-route-naming',
  title: 'Words in routes',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'route paths',
  answers: ['kebab', 'camel', 'snake', 'pascal'],
  describe: (value) => NAMES.get(value) ?? value,
  observe(view, report) {
    if (view.role !== 'source') return;
    for (const route of routesOf(view)) {
      if (route.path === null || isNamedElsewhere(view, route)) continue;
      const styles = stylesOf(route.path.text);
      if (styles.size === 0) continue;
      const only = styles.size === 1 ? [...styles][0] : undefined;
      report({ value: only ?? null, start: route.path.start, end: route.path.end });
    }
  },
});

/** The styles of the segments that have more than one word; `mixed` for a segment of two styles. */
function stylesOf(path: string): ReadonlySet<string | null> {
  const out = new Set<string | null>();
  for (const segment of path.replace(/^[A-Z]+ /, '').split('/')) {
    if (!WORDS.test(segment) || PRESCRIBED.has(segment.toLowerCase())) continue;
    const humps = /[a-z][A-Z]/.test(segment);
    const kinds = [segment.includes('-'), segment.includes('_'), humps].filter(Boolean).length;
    if (kinds === 0) continue;
    out.add(kinds > 1 ? null : styleOf(segment));
  }
  return out;
}

function styleOf(segment: string): string {
  if (segment.includes('-')) return 'kebab';
  if (segment.includes('_')) return 'snake';
  return /^[a-z]/.test(segment) ? 'camel' : 'pascal';
}

/** Rails names controllers and actions by the path, unless the route says `to:`. */
function isNamedElsewhere(view: FileView, route: Route): boolean {
  if (route.row.framework !== 'rails' || route.call === null) return false;
  const [path, ...rest] = view.argumentsOf(route.call);
  return path?.shape !== 'string' || (path.keyword === '' && !rest.some((a) => a.keyword === 'to'));
}
