import { classOf, FeatureClass } from '../../../analysis/shapes/feature.ts';
import { type FunctionShape, shapesOf } from '../../../analysis/shapes/function-shapes.ts';
import { oddStep } from '../../../analysis/shapes/odd-step.ts';
import type { PatternStep } from '../../../analysis/shapes/pattern.ts';
import { definePatternRule, type PatternReport } from '../../engine/pattern-rule.ts';

/** Longest text of a step in a message. */
const MAX_STEP = 60;
/** What stands in place of the step. */
const NOTHING = 'nothing';

/** Flags the function that leaves out one call, decorator or handler that nearly all functions of its kind have. */
export const missingStep = definePatternRule({
  meta: {
    id: 'drift/pattern/missing-step',
    title: 'Step left out that functions of this kind take',
    category: 'pattern',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
    severity: 'info',
    maturity: 'incubating',
    since: '1.0.0',
    cwe: [],
    owasp: [],
    fix: 'none',
    inTests: false,
    precision: { corpus: '5k and 10k', sample: 10, precision: 0.7 },
  },
  check(view, patterns, report) {
    for (const shape of shapesOf(view.facts).functions) {
      const pattern = patterns.match(shape.features);
      const step = pattern === undefined ? null : oddStep(pattern, shape);
      if (step !== null) report(reportOf(shape, step));
    }
  },
});

function reportOf({ start, end, from, to }: FunctionShape, step: PatternStep): PatternReport {
  const { having, total, mean, tier, text } = step;
  const name = `\`${text.length > MAX_STEP ? `${text.slice(0, MAX_STEP)}…` : text}\``;
  const verb = classOf(step.feature) === FeatureClass.call ? 'call' : 'have';
  return {
    start,
    end,
    message: `Missing ${name}: ${having} of ${total} functions like this ${verb} it`,
    confidence: mean,
    tier,
    within: { start: from, end: to },
    subject: text,
    evidence: {
      conforming: having,
      total,
      expected: text,
      actual: NOTHING,
      category: 'pattern',
      scope: '',
      rank: 0,
    },
    examples: step.doers.map(({ name: doer, ...place }) => ({ ...place, message: `\`${doer}\` does` })),
  };
}
