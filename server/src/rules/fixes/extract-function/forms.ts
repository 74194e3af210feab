import type { LanguageId } from '@drift/shared';
import type { Home } from './home.ts';

/** A variable with its type, `''` where none is written. */
export interface Typed {
  readonly name: string;
  readonly type: string;
  /** True where the new function gives its parameter another value. */
  readonly isWritten: boolean;
}

/** What a new function is made of. */
export interface Plan {
  readonly name: string;
  readonly inputs: readonly Typed[];
  readonly outputs: readonly Typed[];
  readonly home: Home;
  readonly isAsync: boolean;
  /** What else a declaration says: `throws` of Java, `suspend` of Kotlin. */
  readonly extra: string;
}

/** A new function around its body, whose lines are indented by `step` more than it. */
export interface Form {
  readonly step: string;
  /** How many results it can have. */
  readonly outputs: number;
  readonly head: (plan: Plan) => readonly string[];
  /** Lines of the body before and behind what was moved. */
  readonly first?: (plan: Plan) => readonly string[];
  readonly last: (plan: Plan) => readonly string[];
  readonly foot: readonly string[];
  /** The statement that calls it. */
  readonly call: (plan: Plan) => string;
}

const names = (list: readonly Typed[], sign = ''): string => list.map((v) => sign + v.name).join(', ');
const typed = (list: readonly Typed[], write: (v: Typed) => string): string => list.map(write).join(', ');
const called = ({ home, name, inputs }: Plan): string => `${home.through}${name}(${names(inputs)})`;
const result = ({ outputs }: Plan): string => outputs[0]?.type ?? 'void';
const returned = ({ outputs }: Plan): readonly string[] => (outputs.length === 0 ? [] : [`return ${names(outputs)};`]);
const assigned = (plan: Plan): string =>
  `${plan.outputs.length === 0 ? '' : `${names(plan.outputs)} = `}${called(plan)};`;

/** `private static int name(int a)`. */
const CURLY: Form = {
  step: '    ',
  outputs: 1,
  head: (p) => [
    `private ${p.home.kind === 'static' ? 'static ' : ''}${result(p)} ${p.name}(${typed(p.inputs, (v) => `${v.type} ${v.name}`)})${p.extra} {`,
  ],
  last: returned,
  foot: ['}'],
  call: assigned,
};
const SCRIPT: Form = {
  step: '  ',
  outputs: 1,
  head: ({ home, isAsync, name, inputs }) => {
    const list = typed(inputs, (v) => (v.type === '' ? v.name : `${v.name}: ${v.type}`));
    const word = home.kind === 'function' ? 'function ' : '';
    return [`${home.kind === 'static' ? 'static ' : ''}${isAsync ? 'async ' : ''}${word}${name}(${list}) {`];
  },
  last: returned,
  foot: ['}'],
  call: (p) => `${p.outputs.length === 0 ? '' : `${names(p.outputs)} = `}${p.isAsync ? 'await ' : ''}${called(p)};`,
};

/** How each language writes a function and calls it. */
export const FORMS: Readonly<Record<LanguageId, Form>> = {
  csharp: {
    ...CURLY,
    head: (p) => [...CURLY.head({ ...p, extra: '' }).map((l) => l.slice(0, -2)), '{'],
  },
  go: {
    step: '\t',
    outputs: 3,
    head: ({ home, name, inputs, outputs }) => {
      const results = outputs.map((v) => v.type).join(', ');
      const list = typed(inputs, (v) => `${v.name} ${v.type}`);
      return [
        `func ${home.receiver === '' ? '' : `${home.receiver} `}${name}(${list})${results === '' ? '' : ` ${outputs.length > 1 ? `(${results})` : results}`} {`,
      ];
    },
    last: ({ outputs }) => (outputs.length === 0 ? [] : [`return ${names(outputs)}`]),
    foot: ['}'],
    call: (p) => `${p.outputs.length === 0 ? '' : `${names(p.outputs)} = `}${called(p)}`,
  },
  java: CURLY,
  javascript: SCRIPT,
  kotlin: {
    step: '    ',
    outputs: 1,
    head: ({ name, inputs, outputs, extra }) => [
      `private ${extra}fun ${name}(${typed(inputs, (v) => `${v.name}: ${v.type}`)})${outputs[0] === undefined ? '' : `: ${outputs[0].type}`} {`,
    ],
    // A parameter cannot be written.
    first: ({ inputs }) => inputs.filter((v) => v.isWritten).map((v) => `var ${v.name} = ${v.name}`),
    last: ({ outputs }) => (outputs.length === 0 ? [] : [`return ${names(outputs)}`]),
    foot: ['}'],
    call: (p) => `${p.outputs.length === 0 ? '' : `${names(p.outputs)} = `}${called(p)}`,
  },
  php: {
    step: '    ',
    outputs: 3,
    head: ({ home, name, inputs }) => {
      const words = home.kind === 'function' ? '' : `private ${home.kind === 'static' ? 'static ' : ''}`;
      return [`${words}function ${name}(${names(inputs)})`, '{'];
    },
    last: ({ outputs }) =>
      outputs.length === 0 ? [] : [`return ${outputs.length > 1 ? `[${names(outputs)}]` : names(outputs)};`],
    foot: ['}'],
    call: (p) => {
      const list = names(p.outputs);
      return `${list === '' ? '' : `${p.outputs.length > 1 ? `[${list}]` : list} = `}${called(p)};`;
    },
  },
  python: {
    step: '    ',
    outputs: 3,
    head: ({ home, isAsync, name, inputs }) => {
      const list = [...(home.receiver === '' ? [] : [home.receiver]), ...inputs.map((v) => v.name)].join(', ');
      const mark = home.kind === 'static' ? ['@classmethod'] : [];
      return [...mark, `${isAsync ? 'async ' : ''}def ${name}(${list}):`];
    },
    last: ({ outputs }) => (outputs.length === 0 ? [] : [`return ${names(outputs)}`]),
    foot: [],
    call: (p) => `${p.outputs.length === 0 ? '' : `${names(p.outputs)} = `}${p.isAsync ? 'await ' : ''}${called(p)}`,
  },
  ruby: {
    step: '  ',
    outputs: 3,
    head: ({ extra, name, inputs }) => [`def ${extra}${name}${inputs.length === 0 ? '' : `(${names(inputs)})`}`],
    last: ({ outputs }) => (outputs.length === 0 ? [] : [outputs.length > 1 ? `[${names(outputs)}]` : names(outputs)]),
    foot: ['end'],
    call: (p) =>
      `${p.outputs.length === 0 ? '' : `${names(p.outputs)} = `}${p.name}${p.inputs.length === 0 ? '' : `(${names(p.inputs)})`}`,
  },
  rust: {
    step: '    ',
    outputs: 1,
    head: ({ home, name, inputs, outputs }) => {
      const list = inputs.map((v) => `${v.isWritten ? 'mut ' : ''}${v.name}: ${v.type}`);
      const all = [...(home.receiver === '' ? [] : [home.receiver]), ...list].join(', ');
      return [`fn ${name}(${all})${outputs[0] === undefined ? '' : ` -> ${outputs[0].type}`} {`];
    },
    last: ({ outputs }) => (outputs.length === 0 ? [] : [names(outputs)]),
    foot: ['}'],
    call: (p) => `${p.outputs.length === 0 ? '' : `${names(p.outputs)} = `}${called(p)};`,
  },
  typescript: {
    ...SCRIPT,
    head: (p) => SCRIPT.head(p).map((l) => (p.home.kind === 'function' ? l : `private ${l}`)),
  },
};
