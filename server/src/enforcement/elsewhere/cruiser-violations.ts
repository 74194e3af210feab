import { cruiserViolationSchema } from '@drift/shared';
import {
  type ElsewhereEntry,
  type ElsewhereFault,
  type ElsewhereResult,
  jsonOf,
  pathBelow,
} from './accepted-elsewhere.ts';

/** Reads dependency-cruiser's known violations: a list of `{ from, to, rule: { name } }`, one accepted finding each. */
export function readCruiserViolations(text: string, folder: string): ElsewhereResult {
  const json = jsonOf(text);
  if (!json.ok || !Array.isArray(json.value))
    return { ok: false, message: 'it is no JSON list of violations, as dependency-cruiser writes it' };
  const entries: ElsewhereEntry[] = [];
  const faults: ElsewhereFault[] = [];
  json.value.forEach((value: unknown, i) => {
    const violation = cruiserViolationSchema.safeParse(value);
    const path = violation.success ? pathBelow(folder, violation.data.from) : null;
    if (violation.success && path !== null)
      entries.push({ path, names: [violation.data.rule.name], lines: null, was: null, most: 1 });
    else
      faults.push({
        line: null,
        message: `violation ${i + 1} names no ${violation.success ? 'path below the root' : 'file and rule'}`,
      });
  });
  return { ok: true, value: { entries, faults } };
}
