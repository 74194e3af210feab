import type { LanguageId } from '@drift/shared';
import type { FixContext } from '../../engine/rule.ts';
import type { Variable } from './flow.ts';

/** Languages whose parameters need a type. */
export const TYPED: ReadonlySet<LanguageId> = new Set(['csharp', 'go', 'java', 'kotlin', 'rust', 'typescript']);
/** What stands where a type could, and is none. */
const NO_TYPE = /^(?:var|let|auto|dynamic)?$/;
/** Types of literals. */
const LITERALS: Readonly<Partial<Record<LanguageId, Readonly<Record<string, string>>>>> = {
  csharp: { string: 'string', true: 'bool', false: 'bool' },
  go: { string: 'string', true: 'bool', false: 'bool' },
  java: { string: 'String', true: 'boolean', false: 'boolean' },
  kotlin: { string: 'String', template: 'String', true: 'Boolean', false: 'Boolean' },
  typescript: { string: 'string', template: 'string', number: 'number', true: 'boolean', false: 'boolean' },
};
/** Types of whole numbers that are written without a sign of another type. */
const WHOLE: Readonly<Partial<Record<LanguageId, string>>> = { csharp: 'int', go: 'int', java: 'int', kotlin: 'Int' };
/** Types of Go whose copy is as good as the value itself. */
const SHARED =
  /^(?:\*|\[\]|map\[|chan\b|<-chan\b|func\b|interface\b|(?:u?int(?:8|16|32|64|ptr)?|byte|rune|float(?:32|64)|string|bool|error|any)$|context\.Context$|http\.ResponseWriter$|io\.\w+$)/;
/** Types of Rust that are lent or copied, and name no lifetime. */
const LENT = /^(?:&(?!')|(?:[ui](?:8|16|32|64|128|size)|f(?:32|64)|bool|char)$)/;

/** The type of a variable as a parameter or a result has to be written, or why it cannot. */
export function typeOf(
  context: FixContext,
  variable: Variable,
): { readonly type: string } | { readonly reason: string } {
  const { view, text } = context;
  const { name, declared } = variable;
  if (!TYPED.has(view.language)) return { type: '' };
  const unknown = { reason: `the type of \`${name}\` is not written` };
  if (declared === null) return unknown;
  const { parameter } = declared;
  const written = NO_TYPE.test(declared.type) ? inferred(context, variable) : declared.type;
  if (written === '') return unknown;
  const type = parameter !== null && parameter.rest !== 0 ? restType(view.language, written) : written;
  if (type === null) return unknown;
  const whole = parameter === null ? '' : text.slice(parameter.start, parameter.end);
  switch (view.language) {
    case 'csharp':
      return /^\s*(?:ref|out|in)\b/.test(whole) ? { reason: `\`${name}\` is a reference` } : { type };
    case 'go':
      return variable.isChanged && !SHARED.test(type) ? { reason: `\`${name}\` may be a copy there` } : { type };
    case 'kotlin':
      return type.endsWith('?') ? { reason: `\`${name}\` may be known not to be null here` } : { type };
    case 'rust':
      return LENT.test(type) && !type.includes("'") ? { type } : { reason: `\`${name}\` may have to be moved` };
    case 'typescript':
      return /[|?]|\bunknown\b/.test(type) || /^\w+\?/.test(whole)
        ? { reason: `what \`${name}\` is may have been narrowed here` }
        : { type };
    default:
      return { type };
  }
}

/** The type that the first value of a variable shows, or `''`. */
function inferred({ view, text }: FixContext, { name, declared }: Variable): string {
  const { language } = view;
  if (language === 'go' && name === 'err') return 'error';
  const binding = declared?.binding;
  if (binding === undefined || binding === null) return '';
  const { shape } = binding;
  const value = text.slice(binding.valueStart, binding.valueEnd);
  if (shape === 'number' && /^\d+$/.test(value)) return WHOLE[language] ?? LITERALS[language]?.['number'] ?? '';
  if (shape === 'new') return /^new\s+([\w.]+)\s*\(/.exec(value)?.[1] ?? '';
  if (language === 'go' && shape === 'object')
    return /^(&?)([\w.]+)\{/.exec(value)?.slice(1, 3).join('').replace('&', '*') ?? '';
  if (language === 'go' && /^len\(/.test(value)) return 'int';
  if (language === 'go') {
    const made = /^make\((.+?)(?:, [^,()]+)*\)$/.exec(value)?.[1] ?? /^((?:\[\]|map\[\w+\])[\w.*]+)\{/.exec(value)?.[1];
    if (made !== undefined) return made;
  }
  return LITERALS[language]?.[shape] ?? '';
}

/** The type under which a function sees a parameter that takes the rest, or `null` where that is not one of its own. */
function restType(language: LanguageId, type: string): string | null {
  if (language === 'go') return `[]${type}`;
  if (language === 'java') return `${type}[]`;
  return language === 'csharp' || language === 'typescript' ? type : null;
}
