/** The categories of what conventions are about, those of the detectors. */
export const AUDIT_CATEGORIES = [
  'accessibility',
  'api',
  'auth',
  'components',
  'config',
  'contracts',
  'data-access',
  'documentation',
  'errors',
  'logging',
  'performance',
  'security',
  'structural',
  'styling',
  'testing',
  'types',
] as const;
/** One of these categories. */
export type AuditCategory = (typeof AUDIT_CATEGORIES)[number];

/** Categories of convention keys by what they begin with; the longest beginning decides. */
const CATEGORY_OF: Readonly<Record<string, AuditCategory>> = {
  'api-': 'api',
  'async-': 'structural',
  'auth-': 'auth',
  'component-': 'components',
  'config-': 'config',
  'data-': 'data-access',
  'di-': 'structural',
  'doc-': 'documentation',
  'error-': 'errors',
  'error-log-': 'logging',
  'export-': 'structural',
  'import-': 'structural',
  'lib-': 'structural',
  'lib-http': 'api',
  'log-': 'logging',
  'module-': 'structural',
  'naming-': 'structural',
  'naming-env-': 'config',
  'naming-test': 'testing',
  'null-': 'types',
  'style-': 'styling',
  'test-': 'testing',
  'type-': 'types',
};

/** The category of a convention by its key; `null` for one that the table does not know. */
export function categoryOfKey(key: string): AuditCategory | null {
  let best = '';
  for (const start of Object.keys(CATEGORY_OF)) if (key.startsWith(start) && start.length > best.length) best = start;
  return CATEGORY_OF[best] ?? null;
}
