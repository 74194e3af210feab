const WITHOUT_HISTORY = /^none \((.*)\)$/s;

/** What conventions were learned from, in words: without a commit to compare with, from the files as they lie there. */
export function learnedFrom(baseline: string): string {
  const reason = WITHOUT_HISTORY.exec(baseline)?.[1];
  return reason === undefined ? baseline : `the files as they are (${reason})`;
}
