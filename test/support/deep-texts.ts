import type { GrammarId } from '@drift/shared';

/** A text of one language that nests as deep as asked, every level on short lines of its own. */
export interface DeepText {
  readonly grammar: GrammarId;
  readonly file: string;
  readonly make: (levels: number) => string;
}

function nested(before: string, open: string, inner: string, close: string, after: string): DeepText['make'] {
  return (levels) => `${before}${open.repeat(levels)}${inner}${close.repeat(levels)}${after}`;
}

/** Each language with what people nest in it: conditions, functions, handlers, calls. */
export const DEEP_TEXTS: readonly DeepText[] = [
  { grammar: 'typescript', file: 'if.ts', make: nested('', 'if (x) {\n', 'f(x);\n', '}\n', '') },
  { grammar: 'typescript', file: 'function.ts', make: nested('', 'f(() => {\n', 'f(x);\n', '});\n', '') },
  { grammar: 'typescript', file: 'plus.ts', make: nested("const a = 'a'\n", "+ 'a'\n", '', '', ';\n') },
  { grammar: 'tsx', file: 'element.tsx', make: nested('const a = (\n', '<a>\n', '<b />\n', '</a>\n', ');\n') },
  { grammar: 'javascript', file: 'try.js', make: nested('', 'try {\n', 'f(x);\n', '} catch (e) {\ng(e);\n}\n', '') },
  { grammar: 'python', file: 'call.py', make: nested('x = \\\n', 'f(\n', '1\n', ')\n', '') },
  { grammar: 'ruby', file: 'if.rb', make: nested('', 'if x\n', 'f x\n', 'end\n', '') },
  { grammar: 'ruby', file: 'begin.rb', make: nested('', 'begin\n', 'f x\n', 'rescue E => e\ng e\nend\n', '') },
  { grammar: 'ruby', file: 'def.rb', make: nested('', 'def a\n', 'f x\n', 'end\n', '') },
  { grammar: 'php', file: 'if.php', make: nested('<?php\n', 'if ($x) {\n', 'f($x);\n', '}\n', '') },
  {
    grammar: 'php',
    file: 'try.php',
    make: nested('<?php\n', 'try {\n', 'f($x);\n', '} catch (E $e) {\ng($e);\n}\n', ''),
  },
  {
    grammar: 'java',
    file: 'If.java',
    make: nested('class If {\nvoid m() {\n', 'if (x) {\n', 'f(x);\n', '}\n', '}\n}\n'),
  },
  {
    grammar: 'csharp',
    file: 'If.cs',
    make: nested('class If {\nvoid M() {\n', 'if (x) {\n', 'F(x);\n', '}\n', '}\n}\n'),
  },
  { grammar: 'go', file: 'if.go', make: nested('package a\n\nfunc m() {\n', 'if x {\n', 'f(x)\n', '}\n', '}\n') },
  {
    grammar: 'go',
    file: 'return.go',
    make: nested(
      'package a\n\nfunc m() error {\n',
      'if e := f(); e != nil {\n',
      'return e\n',
      '}\n',
      'return nil\n}\n',
    ),
  },
  { grammar: 'rust', file: 'if.rs', make: nested('fn m() {\n', 'if x {\n', 'f(x);\n', '}\n', '}\n') },
  { grammar: 'kotlin', file: 'If.kt', make: nested('fun m() {\n', 'if (x) {\n', 'f(x)\n', '}\n', '}\n') },
];
