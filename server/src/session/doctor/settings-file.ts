import { type ConfigProblem, type ConfigProblemKind, counted } from '@drift/shared';
import { CONFIG_FILE } from '../project-config.ts';
import { broken, type Check, fine, type Patient, type Verdict, warned } from './check.ts';

const NAMES: ReadonlySet<ConfigProblemKind> = new Set<ConfigProblemKind>([
  'unknown-key',
  'unknown-rule',
  'deprecated-key',
]);
/** Faults told one by one; beyond that only their number. */
const MAX_TOLD = 3;

/** The settings file is there. */
export const settingsPresent: Check = {
  id: 'settings-file',
  async run({ settings }) {
    if (settings.text !== null) return fine(`${CONFIG_FILE} is there`);
    if (settings.broken)
      return broken(`${CONFIG_FILE} cannot be read`, 'Make it a readable file inside the workspace.');
    return warned(`there is no ${CONFIG_FILE}; built-in settings hold`, 'Run `drift init` to write one.');
  },
};

/** The settings file and what is laid over it can be used. */
export const settingsValid: Check = {
  id: 'settings-valid',
  async run(patient) {
    const faults = patient.settings.faults.filter((f) => !NAMES.has(f.kind));
    const outside = patient.settings.problems.filter((p) => p.file === undefined);
    if (faults.length === 0 && outside.length === 0)
      return fine(patient.settings.text === null ? 'the built-in settings are in force' : 'every value can be used');
    const told = [...faults.map(placed), ...outside.map((p) => p.message)];
    const fix = 'Correct the values; `drift config` shows what is in force.';
    return patient.settings.broken ? broken(listed(told), fix) : warned(listed(told), fix);
  },
};

/** Every name in the settings file means something. */
export const settingsNames: Check = {
  id: 'settings-names',
  run: async (patient) => namesVerdict(patient),
};

function namesVerdict({ settings }: Patient): Verdict {
  const faults = settings.faults.filter((f) => NAMES.has(f.kind));
  if (faults.length === 0) return fine('every name in the settings is known');
  return warned(
    `${counted(faults.length, 'name')} in ${CONFIG_FILE} ${faults.length === 1 ? 'is' : 'are'} unknown or old: ${listed(faults.map(placed))}`,
    'Rename or remove them; what is not known has no effect.',
  );
}

/** A fault with its place, as a part of a sentence: without a full stop of its own. */
function placed(fault: ConfigProblem): string {
  return `${fault.file}:${fault.line}:${fault.column} ${fault.message.replace(/\.$/, '')}`;
}

function listed(texts: readonly string[]): string {
  const more = texts.length > MAX_TOLD ? `; and ${texts.length - MAX_TOLD} more` : '';
  return `${texts.slice(0, MAX_TOLD).join('; ')}${more}`;
}
