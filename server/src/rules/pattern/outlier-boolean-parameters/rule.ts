import type { FileView } from '../../engine/file-view.ts';
import { defineNumericFeature, sayCount } from '../../engine/numeric-feature.ts';
import { hasPrescribedParameters, isStaging, NAMED_ARGUMENTS, ownFunctions } from '../measured-functions.ts';

/** Types of a flag, as the ten languages write them. */
const FLAG =
  /^(?:bool|boolean|Boolean|Bool|\?bool|bool\?|boolean\?|Boolean\?|bool\|null|boolean \| undefined|Option<bool>|Optional\[bool\])$/;

/** How many flags a function takes. */
export const outlierBooleanParameters = defineNumericFeature({
  id: 'drift/pattern/outlier-boolean-parameters',
  title: 'Functions with unusually many flags',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  sites: 'functions',
  subject: 'symbol',
  shape: { scale: 'count', floor: 3, transform: 'none', absolute: 3 },
  inTests: false,
  measure(view, report) {
    if (isStaging(view.file)) return;
    const flags = flagCounts(view);
    for (const s of ownFunctions(view)) {
      if (s.parameters === 0 || hasPrescribedParameters(s) || s.kind === 'constructor' || s.statements <= 1) continue;
      report({ value: flags.get(s.index) ?? 0, start: s.nameStart, end: s.nameEnd });
    }
  },
  say: sayCount('takes # flags', 'functions'),
});

function flagCounts(view: FileView): ReadonlyMap<number, number> {
  const out = new Map<number, number>();
  for (const p of view.table('parameters')) {
    const isFlag = FLAG.test(p.type.trim()) || p.shape === 'true' || p.shape === 'false';
    // A flag that may be left out is given by its name, where that is possible.
    if (isFlag && (p.shape === 'none' || !NAMED_ARGUMENTS.has(view.language)))
      out.set(p.symbol, (out.get(p.symbol) ?? 0) + 1);
  }
  return out;
}
