/** Two sentences in a row, the first one closed; the first alone where there is no second. */
export function sentences(first: string, second: string | undefined): string {
  if (second === undefined || second === '') return first;
  return /[.!?]$/.test(first) ? `${first} ${second}` : `${first}. ${second}`;
}
