import { eslintSuppressedCountSchema, eslintSuppressedRulesSchema, eslintSuppressionsSchema } from '@drift/shared';
import {
  type ElsewhereEntry,
  type ElsewhereFault,
  type ElsewhereResult,
  jsonOf,
  pathBelow,
} from './accepted-elsewhere.ts';

/**
 * Reads ESLint's bulk suppressions: `{ file: { rule: { count } } }`, where a count says how many of a rule's findings in
 * a file are accepted, and not which.
 */
export function readEslintSuppressions(text: string, folder: string): ElsewhereResult {
  const json = jsonOf(text);
  const files = eslintSuppressionsSchema.safeParse(json.ok ? json.value : null);
  if (!files.success) return { ok: false, message: 'it is no JSON object of files, as ESLint writes it' };
  const entries: ElsewhereEntry[] = [];
  const faults: ElsewhereFault[] = [];
  for (const [file, value] of Object.entries(files.data)) {
    const path = pathBelow(folder, file);
    const rules = eslintSuppressedRulesSchema.safeParse(value);
    if (path === null || !rules.success) {
      faults.push({ line: null, message: `${file}: ${path === null ? 'is no path below the root' : 'has no rules'}` });
      continue;
    }
    for (const [name, said] of Object.entries(rules.data)) {
      const counted = eslintSuppressedCountSchema.safeParse(said);
      if (counted.success) entries.push({ path, names: [name], lines: null, was: null, most: counted.data.count });
      else faults.push({ line: null, message: `${file}: ${name} has no count` });
    }
  }
  return { ok: true, value: { entries, faults } };
}
