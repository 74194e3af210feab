/** Types, and their zero values, that are known without looking further. */
const ZERO: readonly (readonly [RegExp, string])[] = [
  [/^(?:\*|\[\]|map\[|chan\b|<-chan\b|func\b|interface\s*\{|any$|error$)/, 'nil'],
  [/^string$/, '""'],
  [/^bool$/, 'false'],
  [/^(?:u?int(?:8|16|32|64|ptr)?|byte|rune|float(?:32|64))$/, '0'],
];
const NAMED = /^([\p{L}_]\w*)\s+(?!chan\b)\S/u;

/** What a function of Go returns on failure besides the error `name`, as it stands after `return`; or why that cannot be told. */
export function failureResults(returns: string, name: string): string | { readonly reason: string } {
  const listed = returns.trim();
  const parts = splitList(listed.startsWith('(') ? listed.slice(1, -1) : listed);
  const last = parts.at(-1) ?? '';
  if (!/(?:^|\s)error$/.test(last)) return { reason: 'the function around it returns no error' };
  const isNamed = NAMED.test(last) && last !== 'error';
  const values: string[] = [];
  for (const part of parts.slice(0, -1)) {
    if (isNamed) {
      const own = /^[\p{L}_]\w*/u.exec(part)?.[0] ?? '_';
      if (own === '_') return { reason: 'a result of the function has no name' };
      values.push(own);
      continue;
    }
    const zero = ZERO.find(([type]) => type.test(part))?.[1];
    if (zero === undefined) return { reason: `the zero value of \`${part}\` cannot be told` };
    values.push(zero);
  }
  return [...values, name].join(', ');
}

function splitList(text: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    const c = text[i] ?? ',';
    if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c)) depth--;
    else if (c === ',' && depth === 0) {
      out.push(text.slice(from, i).trim());
      from = i + 1;
    }
  }
  return out.filter((p) => p !== '');
}
