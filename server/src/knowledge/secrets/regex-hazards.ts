/** Why a pattern could take more than linear time; empty for a pattern with bounded, unnested quantifiers only. */
export function regexHazards(pattern: RegExp): readonly string[] {
  const hazards: string[] = [];
  const groups: { repeatsInside: boolean }[] = [{ repeatsInside: false }];
  let closed = { repeatsInside: false };
  const atoms = /\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]))?|\)|[*+]|\?|\{\d+(,?)(\d*)\}|[\s\S]/g;
  let previous = '';
  for (const [atom, comma, most] of pattern.source.matchAll(atoms)) {
    const quantifier = atom === '*' || atom === '+' || /^\{\d/.test(atom);
    const lazyMark = atom === '?' && previous.endsWith('}');
    if (atom.startsWith('(')) groups.push({ repeatsInside: false });
    else if (atom === ')') closed = groups.pop() ?? closed;
    else if (quantifier || (atom === '?' && !lazyMark)) {
      if (atom === '*' || atom === '+' || (comma === ',' && most === '')) hazards.push(`unbounded ${previous}${atom}`);
      if (quantifier && previous === ')' && closed.repeatsInside) hazards.push(`nested ${atom}`);
    }
    const parent = groups.at(-1);
    if (parent !== undefined && (quantifier || (atom === ')' && closed.repeatsInside))) parent.repeatsInside = true;
    previous = atom;
  }
  return hazards;
}
