import type { Fix, LanguageId, RuleFinding, TextEdit } from '@drift/shared';
import type { Row } from '../../facts/schema.ts';
import type { FixContext } from '../engine/rule.ts';
import { addImport } from './add-import.ts';

/** What is written instead of a call or of the making of a generator, and what has to be imported for it. */
interface Exchange {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
  readonly imports: readonly string[];
}

type Strategy = (context: FixContext, call: Row<'calls'>) => Exchange | string;

const NO_SAME = 'a secure generator is asked in another way there';
const SECURE = 'java.security.SecureRandom';
/** A number from 0 to 1 of a generator that cannot be predicted, as `Math.random` gives one. */
const SCRIPT_FRACTION = '(crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32)';

const script: Strategy = ({ view }, call) =>
  view.calleeOf(call) === 'Math.random' ? { ...spanOf(call), newText: SCRIPT_FRACTION, imports: [] } : NO_SAME;

const STRATEGIES: Readonly<Partial<Record<LanguageId, Strategy>>> = {
  csharp: (_, call) => {
    if (call.name !== 'Next') return NO_SAME;
    const [end, rest] = call.arguments === 0 ? [call.end, '(int.MaxValue)'] : [call.nameEnd, ''];
    const newText = `RandomNumberGenerator.GetInt32${rest}`;
    return { start: call.start, end, newText, imports: ['System.Security.Cryptography'] };
  },
  java: (context, call) => {
    const { view, text } = context;
    if (view.calleeOf(call) === 'Math.random')
      return { ...spanOf(call), newText: 'new SecureRandom().nextDouble()', imports: [SECURE] };
    const written = /^(?:new\s+(?:java\.util\.)?Random\(\)|ThreadLocalRandom\.current\(\))/.exec(
      text.slice(call.start, call.end),
    );
    if (written !== null)
      return {
        start: call.start,
        end: call.start + written[0].length,
        newText: 'new SecureRandom()',
        imports: [SECURE],
      };
    return made(context, call, /^new\s+(?:java\.util\.)?Random\(/, {
      newText: 'new SecureRandom()',
      imports: [SECURE],
    });
  },
  javascript: script,
  kotlin: (context, call) => {
    const { text, view } = context;
    const callee = view.calleeOf(call);
    const start = call.start;
    if (callee === 'Math.random') return { ...spanOf(call), newText: 'SecureRandom().nextDouble()', imports: [SECURE] };
    const written = /^(?:java\.util\.)?Random\(\)/.exec(text.slice(start, call.end));
    if (written !== null)
      return { start, end: start + written[0].length, newText: 'SecureRandom()', imports: [SECURE] };
    const shared = /^(?:kotlin\.random\.)?Random(?:\.Default)?(?=\.)/.exec(text.slice(start, call.end));
    const imports = [SECURE, 'kotlin.random.asKotlinRandom'];
    if (shared !== null && callee.startsWith('kotlin.random.'))
      return { start, end: start + shared[0].length, newText: 'SecureRandom().asKotlinRandom()', imports };
    return NO_SAME;
  },
  php: (_, call) =>
    /^(?:mt_)?rand$/.test(call.name) && call.arguments === 2 && call.start === call.nameStart
      ? { start: call.nameStart, end: call.nameEnd, newText: 'random_int', imports: [] }
      : NO_SAME,
  python: (context, call) => {
    const { view } = context;
    if (view.bindingsOf('secrets').length > 0 || view.symbolsNamed('secrets').length > 0)
      return '`secrets` means something else there';
    const newText = 'secrets.SystemRandom()';
    const name = /^random\.(\w+)$/.exec(view.calleeOf(call))?.[1];
    if (name !== undefined)
      return { start: call.start, end: call.nameEnd, newText: `${newText}.${name}`, imports: ['secrets'] };
    return made(context, call, /^(?:random\.)?Random\(/, { newText, imports: ['secrets'] });
  },
  ruby: (context, call) => {
    const { text } = context;
    const imports = ['securerandom'];
    if (call.name === 'rand' && /^(?:Kernel\.|Random\.)?rand$/.test(text.slice(call.start, call.nameEnd)))
      return { start: call.start, end: call.nameEnd, newText: 'SecureRandom.random_number', imports };
    if (text.slice(call.start, call.nameEnd) === 'Random.bytes')
      return { start: call.start, end: call.nameEnd, newText: 'SecureRandom.random_bytes', imports };
    if (call.name !== 'sample' && call.name !== 'shuffle') return NO_SAME;
    const [at, open] =
      text[call.end - 1] === ')' && call.end > call.nameEnd
        ? [call.end - 1, call.arguments > 0 ? ', ' : '']
        : [call.end, '('];
    return { start: at, end: at, newText: `${open}random: SecureRandom${open === '(' ? ')' : ''}`, imports };
  },
  typescript: script,
};

/** Draws a secret from a generator that cannot be predicted, and imports it where the file does not yet. */
export function secureRandom(context: FixContext, { start, end }: RuleFinding): Fix | string {
  const { view } = context;
  const call = view.callsStartingIn(start, start + 1).find((c) => c.end === end);
  const strategy = STRATEGIES[view.language];
  if (call === undefined || strategy === undefined) return NO_SAME;
  const exchange = strategy(context, call);
  if (typeof exchange === 'string') return exchange;
  const { imports, newText } = exchange;
  const edit: TextEdit = { file: view.file, start: exchange.start, end: exchange.end, newText };
  const added = imports.flatMap((path) => addImport(context, path));
  return { title: 'Draw it from a secure generator', kind: 'unsafe', edits: [...together(added), edit] };
}

/** Imports that come to stand at one place are one edit. */
function together(edits: readonly TextEdit[]): readonly TextEdit[] {
  const out: TextEdit[] = [];
  for (const e of edits) {
    const last = out.at(-1);
    if (last?.start === e.start) out[out.length - 1] = { ...last, newText: last.newText + e.newText };
    else out.push(e);
  }
  return out;
}

/** The making of the one generator that a call draws from. */
function made(
  { view, text }: FixContext,
  call: Row<'calls'>,
  written: RegExp,
  by: Pick<Exchange, 'newText' | 'imports'>,
): Exchange | string {
  const receiver = call.callee.slice(0, -call.name.length - 1).replace(/^(?:this|self)\./, '');
  const holders = [
    ...view.bindingsOf(receiver),
    ...view.bindingsOf(`this.${receiver}`),
    ...view.bindingsOf(`self.${receiver}`),
  ];
  const values = holders.filter((b) => b.valueEnd > b.valueStart);
  const [only] = values;
  if (only === undefined || values.length > 1) return 'the generator is made in several places';
  if (!written.test(text.slice(only.valueStart, only.valueEnd))) return NO_SAME;
  return { start: only.valueStart, end: only.valueEnd, ...by };
}

function spanOf({ start, end }: Row<'calls'>): { readonly start: number; readonly end: number } {
  return { start, end };
}
