import type { ForeignRow, ForeignTool } from './foreign-row.ts';
import { GITLEAKS_ROWS } from './gitleaks-rows.ts';

const ROWS: readonly ForeignRow[] = [
  {
    tool: 'noqa',
    names: ['s307', 's102', 'pgh001'],
    rules: ['drift/taint/code-eval'],
    positive: 'S307',
    nearMiss: 'S308',
  },
  {
    tool: 'noqa',
    names: ['s602', 's604', 's605', 's609'],
    rules: ['drift/taint/os-command'],
    positive: 'S602',
    nearMiss: 'S603',
  },
  {
    tool: 'noqa',
    names: ['s608'],
    rules: ['drift/taint/sql-query'],
    positive: 'S608',
    nearMiss: 'S610',
  },
  {
    tool: 'noqa',
    names: ['s303', 's324'],
    rules: ['drift/crypto/weak-hash'],
    positive: 'S324',
    nearMiss: 'S323',
  },
  {
    tool: 'noqa',
    names: ['s304', 's305'],
    rules: ['drift/crypto/weak-cipher'],
    positive: 'S305',
    nearMiss: 'S306',
  },
  {
    tool: 'noqa',
    names: ['s311'],
    rules: ['drift/crypto/insecure-random'],
    positive: 'S311',
    nearMiss: 'S310',
  },
  {
    tool: 'noqa',
    names: ['s501'],
    rules: ['drift/crypto/tls-verification-off'],
    positive: 'S501',
    nearMiss: 'S502',
  },
  {
    tool: 'noqa',
    names: ['s301', 's302', 's506'],
    rules: ['drift/owasp/unsafe-deserialization'],
    positive: 'S301',
    nearMiss: 'S3011',
  },
  {
    tool: 'noqa',
    names: ['s103'],
    rules: ['drift/owasp/world-writable'],
    positive: 'S103',
    nearMiss: 'S104',
  },
  {
    tool: 'noqa',
    names: ['s306'],
    rules: ['drift/owasp/temp-file-race'],
    positive: 'S306',
    nearMiss: 'S108',
  },
  {
    tool: 'noqa',
    names: ['s313', 's314', 's315', 's316', 's317', 's318', 's319', 's320'],
    rules: ['drift/owasp/xml-external-entities'],
    positive: 'S314',
    nearMiss: 'S31',
  },
  {
    tool: 'noqa',
    names: ['s201'],
    rules: ['drift/owasp/debug-mode'],
    positive: 'S201',
    nearMiss: 'S202',
  },
  {
    tool: 'noqa',
    names: ['s105', 's106', 's107'],
    rules: ['drift/secret/*'],
    positive: 'S105',
    nearMiss: 'S104',
  },
  {
    tool: 'noqa',
    names: ['s110', 's112', 'e722'],
    rules: ['drift/error-handling/empty-handler'],
    positive: 'S110',
    nearMiss: 'S113',
  },
  {
    tool: 'noqa',
    names: ['n801'],
    rules: ['drift/pattern/naming-type'],
    positive: 'N801',
    nearMiss: 'N999',
  },
  {
    tool: 'noqa',
    names: ['n802'],
    rules: ['drift/pattern/naming-function'],
    positive: 'N802',
    nearMiss: 'N804',
  },
  {
    tool: 'noqa',
    names: ['n803', 'n806', 'n815', 'n816'],
    rules: ['drift/pattern/naming-variable'],
    positive: 'N806',
    nearMiss: 'N805',
  },
  {
    tool: 'noqa',
    names: ['ann401'],
    rules: ['drift/pattern/type-any'],
    positive: 'ANN401',
    nearMiss: 'ANN40',
  },
  {
    tool: 'noqa',
    names: ['i001'],
    rules: ['drift/pattern/import-order'],
    positive: 'I001',
    nearMiss: 'I002',
  },
  {
    tool: 'noqa',
    names: ['tid252'],
    rules: ['drift/pattern/import-path'],
    positive: 'TID252',
    nearMiss: 'TID251',
  },
  {
    tool: 'eslint',
    names: [
      'no-eval',
      'no-implied-eval',
      'no-new-func',
      'security/detect-eval-with-expression',
      '@typescript-eslint/no-implied-eval',
    ],
    rules: ['drift/taint/code-eval'],
    positive: 'no-eval',
    nearMiss: 'no-extra-eval',
  },
  {
    tool: 'eslint',
    names: ['security/detect-child-process'],
    rules: ['drift/taint/os-command'],
    positive: 'security/detect-child-process',
    nearMiss: 'security/detect-non-literal-require',
  },
  {
    tool: 'eslint',
    names: ['react/no-danger', 'no-unsanitized/property', 'no-unsanitized/method'],
    rules: ['drift/taint/html-output'],
    positive: 'react/no-danger',
    nearMiss: 'react/no-danger-with-children',
  },
  {
    tool: 'eslint',
    names: ['security/detect-pseudorandombytes'],
    rules: ['drift/crypto/insecure-random'],
    positive: 'security/detect-pseudoRandomBytes',
    nearMiss: 'security/detect-unsafe-regex',
  },
  {
    tool: 'eslint',
    names: ['no-secrets/no-secrets'],
    rules: ['drift/secret/*'],
    positive: 'no-secrets/no-secrets',
    nearMiss: 'no-secrets/no-pattern-match',
  },
  {
    tool: 'eslint',
    names: ['no-empty'],
    rules: ['drift/error-handling/empty-handler'],
    positive: 'no-empty',
    nearMiss: 'no-empty-function',
  },
  {
    tool: 'eslint',
    names: ['@typescript-eslint/no-floating-promises'],
    rules: ['drift/error-handling/unawaited-promise'],
    positive: '@typescript-eslint/no-floating-promises',
    nearMiss: '@typescript-eslint/no-misused-promises',
  },
  {
    tool: 'eslint',
    names: ['camelcase', '@typescript-eslint/naming-convention'],
    rules: ['drift/pattern/naming-*'],
    positive: 'camelcase',
    nearMiss: 'id-length',
  },
  {
    tool: 'eslint',
    names: ['@typescript-eslint/no-explicit-any'],
    rules: ['drift/pattern/type-any'],
    positive: '@typescript-eslint/no-explicit-any',
    nearMiss: '@typescript-eslint/no-unsafe-call',
  },
  {
    tool: 'eslint',
    names: ['import/order', 'simple-import-sort/imports'],
    rules: ['drift/pattern/import-order'],
    positive: 'import/order',
    nearMiss: 'import/first',
  },
  {
    tool: 'eslint',
    names: ['@typescript-eslint/consistent-type-imports'],
    rules: ['drift/pattern/import-type-only'],
    positive: '@typescript-eslint/consistent-type-imports',
    nearMiss: '@typescript-eslint/consistent-type-exports',
  },
  {
    tool: 'eslint',
    names: ['@typescript-eslint/consistent-type-definitions'],
    rules: ['drift/pattern/type-object-decl'],
    positive: '@typescript-eslint/consistent-type-definitions',
    nearMiss: '@typescript-eslint/consistent-type-assertions',
  },
  {
    tool: 'eslint',
    names: ['import/no-default-export', 'import/prefer-default-export'],
    rules: ['drift/pattern/export-style'],
    positive: 'import/no-default-export',
    nearMiss: 'import/no-named-as-default',
  },
  {
    tool: 'nosemgrep',
    names: ['eval-detected', 'detect-eval-with-expression', 'exec-detected', 'user-eval'],
    rules: ['drift/taint/code-eval'],
    positive: 'python.lang.security.audit.eval-detected.eval-detected',
    nearMiss: 'python.lang.security.audit.eval-detected.evaluated',
  },
  {
    tool: 'nosemgrep',
    names: [
      'subprocess-shell-true',
      'dangerous-subprocess-use',
      'dangerous-system-call',
      'detect-child-process',
      'os-system-injection',
    ],
    rules: ['drift/taint/os-command'],
    positive: 'python.lang.security.audit.subprocess-shell-true.subprocess-shell-true',
    nearMiss: 'python.lang.compatibility.python36.subprocess-encoding',
  },
  {
    tool: 'nosemgrep',
    names: ['formatted-sql-query', 'formatted-sql-string', 'sqlalchemy-execute-raw-query', 'tainted-sql-string'],
    rules: ['drift/taint/sql-query'],
    positive: 'python.lang.security.audit.formatted-sql-query.formatted-sql-query',
    nearMiss: 'python.django.security.sql-query-settings',
  },
  {
    tool: 'nosemgrep',
    names: [
      'insecure-hash-algorithm-md5',
      'insecure-hash-algorithm-sha1',
      'use-of-md5',
      'use-of-sha1',
      'weak-hashes-md5',
      'weak-hashes-sha1',
    ],
    rules: ['drift/crypto/weak-hash'],
    positive: 'go.lang.security.audit.crypto.use_of_weak_crypto.use-of-md5',
    nearMiss: 'go.lang.security.audit.crypto.use-of-rc4',
  },
  {
    tool: 'nosemgrep',
    names: ['disabled-cert-validation', 'bypass-tls-verification'],
    rules: ['drift/crypto/tls-verification-off'],
    positive: 'python.requests.security.disabled-cert-validation',
    nearMiss: 'python.requests.security.no-auth-over-http',
  },
  {
    tool: 'nosemgrep',
    names: ['math-random-used'],
    rules: ['drift/crypto/insecure-random'],
    positive: 'go.lang.security.audit.crypto.math_random.math-random-used',
    nearMiss: 'go.lang.security.audit.math-used',
  },
  {
    tool: 'nosemgrep',
    names: ['avoid-pickle', 'avoid-pyyaml-load'],
    rules: ['drift/owasp/unsafe-deserialization'],
    positive: 'python.lang.security.deserialization.pickle.avoid-pickle',
    nearMiss: 'python.lang.security.deserialization.avoid-jsonpickle-decode',
  },
  {
    tool: 'annotation',
    names: ['java:s2077', 'squid:s2077', 'sqlsourcetosinkflow', 'sqlinjection'],
    rules: ['drift/taint/sql-query'],
    positive: 'java:S2077',
    nearMiss: 'java:S2078',
  },
  {
    tool: 'annotation',
    names: ['java:s4790', 'squid:s4790'],
    rules: ['drift/crypto/weak-hash'],
    positive: 'java:S4790',
    nearMiss: 'java:S479',
  },
  {
    tool: 'annotation',
    names: ['java:s2245', 'squid:s2245'],
    rules: ['drift/crypto/insecure-random'],
    positive: 'java:S2245',
    nearMiss: 'java:S2246',
  },
  {
    tool: 'annotation',
    names: ['java:s4830', 'squid:s4830'],
    rules: ['drift/crypto/tls-verification-off'],
    positive: 'java:S4830',
    nearMiss: 'java:S5527',
  },
  {
    tool: 'annotation',
    names: ['java:s2068', 'squid:s2068', 'hardcodedcredentials'],
    rules: ['drift/secret/*'],
    positive: 'java:S2068',
    nearMiss: 'java:S2069',
  },
  {
    tool: 'annotation',
    names: ['java:s108', 'squid:s108', 'emptycatchblock', 'swallowedexception'],
    rules: ['drift/error-handling/empty-handler'],
    positive: 'EmptyCatchBlock',
    nearMiss: 'EmptyFinallyBlock',
  },
  {
    tool: 'annotation',
    names: ['java:s100', 'squid:s100', 'methodname', 'functionname', 'functionnaming'],
    rules: ['drift/pattern/naming-function'],
    positive: 'FunctionName',
    nearMiss: 'FunctionOnlyReturningConstant',
  },
  {
    tool: 'annotation',
    names: ['java:s101', 'squid:s101', 'typename', 'classname', 'classnaming'],
    rules: ['drift/pattern/naming-type'],
    positive: 'ClassName',
    nearMiss: 'ClassEscapesItsScope',
  },
  {
    tool: 'annotation',
    names: ['java:s117', 'squid:s117', 'localvariablename', 'propertyname', 'variablenaming'],
    rules: ['drift/pattern/naming-variable'],
    positive: 'LocalVariableName',
    nearMiss: 'UnusedVariable',
  },
  {
    tool: 'annotation',
    names: ['java:s115', 'squid:s115', 'constantname', 'toplevelpropertynaming'],
    rules: ['drift/pattern/naming-constant'],
    positive: 'ConstantName',
    nearMiss: 'ConstantValue',
  },
];

/**
 * Every row: the codes of Flake8 and Ruff, ESLint, Semgrep, Gitleaks, and what annotations of Java and Kotlin name.
 * dependency-cruiser has none: its rules are about which module may import which, and Drift has no rule about that yet.
 */
export const FOREIGN_RULES: readonly ForeignRow[] = [...ROWS, ...GITLEAKS_ROWS];

const BY_NAME: ReadonlyMap<string, readonly string[]> = new Map(
  FOREIGN_RULES.flatMap((row) => row.names.map((name) => [`${row.tool} ${name}`, row.rules] as const)),
);

/** The rules of Drift that a name of another tool stands for: full ids, or beginnings before a `*`; none for most names. */
export function rulesForForeign(tool: ForeignTool, name: string): readonly string[] {
  const lower = name.toLowerCase();
  const last = tool === 'nosemgrep' ? lower.slice(lower.lastIndexOf('.') + 1) : lower;
  return BY_NAME.get(`${tool} ${last}`) ?? [];
}

/** The rules of Drift that any rule of another tool stands for, in the order of the table. */
export function rulesForTool(tool: ForeignTool): readonly string[] {
  return [...new Set(FOREIGN_RULES.filter((row) => row.tool === tool).flatMap((row) => row.rules))];
}
