import { defineConvention } from '../../engine/convention.ts';
import { environmentReads, isForeignVariable } from '../environment.ts';
import { isForeignFile } from '../free-names.ts';

const STYLES: readonly (readonly [string, RegExp])[] = [
  ['screaming', /^_?[A-Z][A-Z0-9]*(?:_+[A-Z0-9]+)*_?$/],
  ['lower', /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/],
  ['camel', /^[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)+$/],
  ['pascal', /^[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)*$/],
  ['kebab', /^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+$/],
  ['dotted', /^[A-Za-z]\w*(?:\.\w+)+$/],
];

const NAMES: ReadonlyMap<string, string> = new Map([
  ['screaming', 'SCREAMING_CASE'],
  ['lower', 'lower_case'],
  ['camel', 'camelCase'],
  ['pascal', 'PascalCase'],
  ['kebab', 'kebab-case'],
  ['dotted', 'dotted.case'],
]);

/** How environment variables are spelled. */
export const namingEnvVar = defineConvention({
  id: 'drift/pattern/naming-env-var',
  title: 'Names of environment variables',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'environment variables',
  answers: ['screaming', 'lower', 'camel', 'pascal', 'kebab', 'dotted'],
  describe: (value) => NAMES.get(value) ?? value,
  // Capitals are what every system uses: they are never the wrong choice.
  deviates: (_, expected) => expected === 'screaming',
  observe(view, report) {
    if (view.role === 'test' || isForeignFile(view)) return;
    for (const { name, start, end } of environmentReads(view)) {
      // A computed name is chosen elsewhere.
      if (name.length < 2 || isForeignVariable(name)) continue;
      report({ value: STYLES.find(([, form]) => form.test(name))?.[0] ?? null, start, end });
    }
  },
});
