// Tells from the figures of a table of results which budgets were missed, so that nobody has to mark them by hand.

/** A number with its unit, as `1.5 x` or `120 ms`. */
interface Quantity {
  readonly value: number;
  readonly unit: string;
}

const QUANTITY = /(-?\d+(?:\.\d+)?)\s*([a-z%]*)/gi;
const ROW = /^\|(.*)\|$/;
const RULE = /^-+$/;
const AT_LEAST = 'at least ';

/**
 * `met` or `missed`, nothing where a row has no budget. A budget is one or several limits between slashes (`-` for none),
 * a lower bound where it begins with `at least`, or a word the measured text begins with. `linear` is kept where the
 * second figure grows no faster than the first.
 */
export function verdictOf(measured: string, budget: string): '' | 'met' | 'missed' {
  if (budget === '') return '';
  const isMet = budget === 'linear' ? growsLinearly(measured) : keeps(measured, budget);
  return isMet ? 'met' : 'missed';
}

/** A text with the verdicts of all its tables of three columns; those it holds already are worked out again. */
export function withVerdicts(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const cells = ROW.exec(line)?.[1]
        ?.split('|')
        .map((c) => c.trim());
      if (cells === undefined) return line;
      const [what = '', measured = '', budget = ''] = cells;
      return `| ${[what, measured, budget, lastCell(what, measured, budget)].join(' | ')} |`;
    })
    .join('\n');
}

function lastCell(what: string, measured: string, budget: string): string {
  if (RULE.test(what)) return '---';
  if (what === 'what') return 'verdict';
  const verdict = verdictOf(measured, budget);
  return verdict === 'missed' ? '**missed**' : verdict;
}

function growsLinearly(measured: string): boolean {
  const [first, second] = quantities(measured);
  if (first === undefined || second === undefined) throw new Error(`no growth to compare in "${measured}"`);
  return second.value <= first.value;
}

function keeps(measured: string, budget: string): boolean {
  const isFloor = budget.startsWith(AT_LEAST);
  const limits = slots(isFloor ? budget.slice(AT_LEAST.length) : budget);
  const figures = slots(measured);
  if (limits.every((l) => l.length === 0)) return measured.startsWith(budget);
  if (limits.length > 1 && limits.length !== figures.length)
    throw new Error(`"${measured}" has not as many figures as "${budget}"`);
  return limits.every(([limit], i) => {
    if (limit === undefined) return true;
    const own = (limits.length === 1 ? figures.flat() : (figures[i] ?? [])).filter((f) => f.unit === limit.unit);
    if (own.length === 0) throw new Error(`"${measured}" has no figure to compare with "${budget}"`);
    return own.every((f) => (isFloor ? f.value >= limit.value : f.value <= limit.value));
  });
}

/** The quantities between slashes; one unit at the very end is that of all. */
function slots(text: string): readonly (readonly Quantity[])[] {
  const parts = text.split(' / ').map(quantities);
  const unit = parts.at(-1)?.at(-1)?.unit ?? '';
  const hasOne = parts.slice(0, -1).every((p) => p.every((q) => q.unit === ''));
  return hasOne ? parts.map((p) => p.map((q) => (q.unit === '' ? { ...q, unit } : q))) : parts;
}

function quantities(text: string): readonly Quantity[] {
  return [...text.matchAll(QUANTITY)].map((m) => ({ value: Number(m[1]), unit: m[2] ?? '' }));
}
