/** Each style by the first thing in a docstring that only it has. */
const MARKS: readonly (readonly [style: string, mark: RegExp])[] = [
  ['google', /^[ \t]*(?:Args|Arguments|Returns|Raises|Yields|Attributes|Keyword Args):[ \t]*$/m],
  ['numpy', /^[ \t]*(?:Parameters|Returns|Raises|Yields|Attributes|Other Parameters)[ \t]*\n[ \t]*[-=]{3,}[ \t]*$/m],
  ['rest', /^[ \t]*:(?:param|parameter|type|returns?|rtype|raises?|ivar|vartype|keyword)\b[^:\n]*:/m],
];

/** The styles whose marks a docstring bears: none where it has no sections. */
export function docstringStyle(text: string): readonly string[] {
  return MARKS.filter(([, mark]) => mark.test(text)).map(([style]) => style);
}
