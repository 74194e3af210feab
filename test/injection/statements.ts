// Rewrites what a file does in another way: caught errors, exports, promises, logging, types.
import type { LanguageId } from '@drift/shared';
import { indentOf } from './code-text.ts';
import type { Candidate, Edit, Rewriter } from './rewriter.ts';

type PerLanguage<T> = Readonly<Partial<Record<LanguageId, T>>>;

const CATCH: PerLanguage<RegExp> = {
  javascript: /\bcatch \(([a-z]\w*)\) \{$/,
  typescript: /\bcatch \(([a-z]\w*)(?:: \w+)?\) \{$/,
  java: /\bcatch \((?:final )?[\w.| ]*Exception ([a-z]\w*)\) \{$/,
  csharp: /\bcatch ?\([\w.]*Exception ([a-z]\w*)\)/,
  kotlin: /\bcatch \(([a-z]\w*): [\w.]*Exception\) \{$/,
  php: /\bcatch \([\w\\| ]*Exception \$([a-z]\w*)\) \{$/,
  python: /^\s+except [\w.(), ]+ as ([a-z]\w*):$/,
  ruby: /^\s*rescue [\w:, ]+ => ([a-z]\w*)$/,
  go: /^\s+if ([a-z]\w*) := [^;{}]+; \1 != nil \{$/,
  rust: /^\s+Err\(([a-z]\w*)\) => \{$/,
};
const HANDLER = /\bcatch\b|\bexcept\b|\brescue\b|!= nil \{$|\bErr\(\w+\) =>/;
const ERROR_NAMES = ['err', 'e', 'ex', 'error'];

/** True for the head of a function with a parameter `e` of another kind: who catches an error there has less choice. In Go `error` is a type. */
function takesUsualName(header: string, expected: string): boolean {
  return ERROR_NAMES.some(
    (name) => name !== expected && new RegExp(`[\\w>\\]?] ${name}[,)]|[(,] ?\\$?${name}[,):]`).test(header),
  );
}

/** What a caught error is called. */
export const catchBinding: Rewriter = function* (file, around) {
  const pattern = CATCH[file.language];
  if (pattern === undefined) return;
  for (const [at, line] of file.lines.entries()) {
    if (pattern.exec(line)?.[1] !== around.expected) continue;
    if (file.headers(at).some((h) => HANDLER.test(file.line(h)))) continue;
    if (file.language !== 'go' && file.headers(at).some((h) => takesUsualName(file.line(h), around.expected))) continue;
    const from = file.start(at);
    const end = file.start(file.closeOf(at)) || file.text.length;
    const body = file.text.slice(from, end);
    const to = [...around.rivals, ...ERROR_NAMES].find(
      (name) => ERROR_NAMES.includes(name) && name !== around.expected && !new RegExp(`\\b${name}\\b`).test(body),
    );
    if (to === undefined || /`|\$\{|"[^"\n]*\$[^"\n]*"|#\{/.test(body)) continue;
    // A text that is formatted reads the name in Rust.
    if (file.language === 'rust' && body.includes(`{${around.expected}`)) continue;
    const edits: Edit[] = [];
    let isCertain = !/\bcatch\b|\bexcept\b|\brescue\b/.test(body.slice(line.length));
    const sigil = file.language === 'php' ? '$' : '';
    for (const found of file.occurrences(sigil + around.expected)) {
      const place = found + sigil.length;
      if (place < from || place >= end) continue;
      if (
        /[.@#]$|::\$?$/.test(file.code.slice(place - 3, place)) ||
        /^\s*[:=](?![:=])/.test(file.code.slice(place + around.expected.length))
      )
        isCertain &&= file.lineOf(place) === at;
      edits.push({ start: place, end: place + around.expected.length, text: to });
    }
    if (isCertain && edits.length > 0)
      yield { key: 'error-catch-binding', becomes: to, from: at, to: at, edits, what: `${around.expected} -> ${to}` };
  }
};

/** How a module offers its one main export. */
export const exportStyle: Rewriter = function* (file, around) {
  if (around.expected !== 'named' || !/^(?:javascript|typescript)$/.test(file.language)) return;
  if (
    /(?:^|\/)(?:pages|app|routes)\/|\.(?:stories|config|d)\.|(?:^|\/)(?:page|layout|route|loading|error|middleware)\.[jt]sx?$/.test(
      file.path,
    )
  )
    return;
  const exported = [...file.lines.entries()].filter(
    ([, l]) => /^export\b/.test(l) || /\bmodule\.exports\b|^exports\./.test(l),
  );
  const main = exported.filter(([, l]) => !/^export (?:type|interface|declare (?:type|interface)) \w/.test(l));
  const [only] = main;
  if (
    main.length !== 1 ||
    only === undefined ||
    !/^export (?:async )?(?:function|class|abstract class) \w+/.test(only[1])
  )
    return;
  const [at] = only;
  const place = file.start(at) + 'export'.length;
  yield {
    key: 'export-style',
    becomes: 'default',
    from: at,
    to: at,
    edits: [{ start: place, end: place, text: ' default' }],
    what: only[1].trim(),
  };
};

/** How async functions wait for a promise. */
export const asyncStyle: Rewriter = function* (file, around) {
  if (around.expected !== 'await') return;
  for (const [at, line] of file.lines.entries()) {
    const m = /^(\s+)await ([\w.]+\([^()]*\));$/.exec(line);
    if (m === null || /\.(?:then|catch|finally)\(/.test(line)) continue;
    // `async` must stand on the nearest function, and no callback in between.
    const header = file
      .headers(at)
      .find(
        (h) =>
          /\bfunction\b|=>|^\s*[\w\s#]+\(.*\).*\{$/.test(file.line(h)) &&
          !/^\s*(?:\} )?(?:if|for|while|else|try|switch|catch)\b/.test(file.line(h)),
      );
    if (header === undefined || !/\basync\b/.test(file.line(header))) continue;
    const end = file.start(at) + line.length - 1;
    // A callback of one statement keeps a chain short, which is a matter of taste.
    yield {
      key: 'async-style',
      becomes: 'then',
      from: at,
      to: at,
      edits: [{ start: end, end, text: '.then((value) => { void value; return value; })' }],
      what: m[0].trim(),
    };
  }
};

/** Where printing or other loggers are the purpose. */
const OTHER_PURPOSE =
  /(?:^|\/)(?:bin|cli|cmd|commands?|scripts?|tools?|tasks?|examples?|samples?|demos?|docs?|benchmarks?|contrib|hack|management|maintenance|dev|generators?|build|log|logging)\/|(?:^|\/)example[^/]*$|(?:^|\/)(?:main|cli|__main__|index|build)\.\w+$|[Ll]og(?:ger|ging)?\.\w+$/;
const PRINT: PerLanguage<readonly [value: string, callee: string]> = {
  javascript: ['console', 'console.log'],
  typescript: ['console', 'console.log'],
  kotlin: ['println', 'println'],
  csharp: ['Console', 'Console.WriteLine'],
  go: ['fmt.Print', 'fmt.Println'],
  ruby: ['puts', 'puts'],
  rust: ['println!', 'println!'],
};
const LOG_CALL: PerLanguage<RegExp> = {
  javascript: /^\s+((?:this\.)?(?:log|logger|LOG|LOGGER)\.(?:info|warn|error|debug))\(/,
  typescript: /^\s+((?:this\.)?(?:log|logger|LOG|LOGGER)\.(?:info|warn|error|debug))\(/,
  kotlin: /^\s+((?:log|logger|LOG|LOGGER|Log|Timber)\.(?:info|warn|error|debug|[dewiv]))\(/,
  csharp: /^\s+((?:\w+\.)?(?:Log|Logger|logger|log|_logger)\.\w+)\(/,
  go: /^\s+((?:logrus|log|klog|glog)\.(?:Info|Warn|Error|Debug|Warning)f?)\(/,
  ruby: /^\s+((?:Rails\.|@)?logger\.(?:info|warn|error|debug))[ (]/,
  rust: /^\s+((?:log::|tracing::)?(?:info|warn|error|debug|trace)!)\(/,
};

/** Which call writes to the log. */
export const logApi: Rewriter = function* (file, around) {
  const pattern = LOG_CALL[file.language];
  const print = PRINT[file.language];
  if (pattern === undefined || print === undefined || around.expected === print[0]) return;
  if (OTHER_PURPOSE.test(file.path) || /\b[Mm]ain\b *\(/.test(file.code)) return;
  for (const [at, line] of file.lines.entries()) {
    const callee = pattern.exec(line)?.[1];
    if (callee === undefined) continue;
    if (file.headers(at).some((h) => /\b_*(?:print|usage|help|show|dump|display|version)/i.test(file.line(h))))
      continue;
    const start = file.start(at) + line.indexOf(callee);
    yield {
      key: 'log-api',
      becomes: print[0],
      from: at,
      to: at,
      edits: [{ start, end: start + callee.length, text: print[1] }],
      what: `${callee} -> ${print[1]}`,
    };
  }
};

/** A logging call of one line with one value: a context may stand before the message, the value in its place or as a field. */
const LOG_WITH_VALUE =
  /^(\s+(?:this\.)?(?:log|logger|LOG|LOGGER)\.(?:info|warn|error|debug)\((?:"[\w-]+", )?)(["'])([^"'%`$\\]*)(%[sdoOj])?([^"'%`$\\]*)\2, (?:(\w+(?:\.\w+)*)|\{ (?:\w+: )?(\w+(?:\.\w+)*) \})\);?$/;
const ERROR_VALUE = /^(?:e|ex|exc|cause|reason)$|err|exception/i;

/** How values get into what is logged. */
export const logStructure: Rewriter = function* (file, around) {
  if (!/^(?:javascript|typescript)$/.test(file.language)) return;
  for (const [at, line] of file.text.split('\n').entries()) {
    const m = LOG_WITH_VALUE.exec(line);
    const [, head = '', , before = '', place = '', behind = '', argument, field] = m ?? [];
    const value = around.expected === 'arguments' ? argument : around.expected === 'fields' ? field : undefined;
    if (m === null || value === undefined || ERROR_VALUE.test(value) || before.trim() === '') continue;
    if ((place === '') !== (around.expected === 'fields')) continue;
    // Below a question whether anybody listens, a text is put together for a reason.
    if (file.headers(at).some((h) => /\bis\w*Enabled\b/.test(file.line(h)))) continue;
    const text = `\`${before}${place === '' ? `${behind} ` : ''}\${${value}}${place === '' ? '' : behind}\`);`;
    const start = file.start(at) + head.length;
    yield {
      key: 'log-structure',
      becomes: 'template',
      from: at,
      to: at,
      edits: [{ start, end: file.start(at) + line.length, text }],
      what: line.trim(),
    };
  }
};

/** Whether object types are interfaces or aliases. */
export const objectTypes: Rewriter = function* (file, around) {
  if (file.language !== 'typescript' || around.expected !== 'interface') return;
  for (const [at, line] of file.lines.entries()) {
    const m = /^(?:export )?interface ([A-Z]\w*) \{$/.exec(line);
    const name = m?.[1];
    const close = file.closeOf(at);
    if (name === undefined || file.line(close) !== '}' || close - at < 2 || close - at > 40) continue;
    if (
      file.lines.filter((l) =>
        new RegExp(`\\b(?:interface|class|function|const|namespace|type|enum) ${name}\\b`).test(l),
      ).length > 1
    )
      continue;
    const fields = file.lines
      .slice(at + 1, close)
      .filter((l) => indentOf(l) > 0 && /^\s+(?:readonly )?\w+\??:/.test(l));
    if (fields.length === 0) continue;
    const start = file.start(at) + line.indexOf('interface');
    const brace = file.start(at) + line.length - 1;
    yield {
      key: 'type-object-decl',
      becomes: 'type',
      from: at,
      to: at,
      edits: [
        { start, end: start + 'interface'.length, text: 'type' },
        { start: brace, end: brace, text: '= ' },
      ],
      what: line.trim(),
    };
  }
};

/** What a function returns when it has nothing to return. */
export const nullReturns: Rewriter = function* (file, around) {
  const script = file.language === 'javascript' || file.language === 'typescript';
  if (!script || around.expected !== 'null') return;
  for (const [at, line] of file.lines.entries()) {
    const m = /^(?:export )?(?:async )?function ([a-z]\w*)\(/.exec(line);
    const close = file.closeOf(at);
    if (m === null || /^render/i.test(m[1] ?? '') || file.line(close) !== '}') continue;
    const body = file.lines.slice(at, close);
    if (body.slice(1).some((l) => /\bfunction\b|=>|\bundefined\b/.test(l))) continue;
    const nothing = body.flatMap((l, i) => (/^\s+return null;$/.test(l) ? [at + i] : []));
    const all = body.filter((l) => /\breturn\b/.test(l)).length;
    const something = body.filter((l) => /^\s+return (?!null;)[\w.'"[{!]+[^(]*;$/.test(l)).length;
    const [first] = nothing;
    if (first === undefined || something === 0 || all !== nothing.length + something) continue;
    const edits = nothing.map((n) => {
      const start = file.start(n) + file.line(n).indexOf('null');
      return { start, end: start + 4, text: 'undefined' };
    });
    yield { key: 'null-return', becomes: 'undefined', from: first, to: first, edits, what: 'null -> undefined' };
  }
};

/** The rewriting of one line by a pattern, for keys that need no more. */
function byLine(
  key: string,
  rows: readonly {
    readonly languages: readonly LanguageId[];
    readonly expected: string;
    readonly becomes: string;
    readonly pattern: RegExp;
    readonly from: string;
    readonly to: string;
  }[],
): Rewriter {
  return function* (file, around) {
    for (const row of rows) {
      if (!row.languages.includes(file.language) || row.expected !== around.expected) continue;
      for (const [at, line] of file.lines.entries()) {
        const m = row.pattern.exec(line);
        if (m === null) continue;
        const start = file.start(at) + m.index + m[0].indexOf(row.from);
        const candidate: Candidate = {
          key,
          becomes: row.becomes,
          from: at,
          to: at,
          edits: [{ start, end: start + row.from.length, text: row.to }],
          what: line.trim(),
        };
        yield candidate;
      }
    }
  };
}

/** Imports of types that say so no longer. */
export const typeImports = byLine('import-type-only', [
  {
    languages: ['typescript'],
    expected: 'type',
    becomes: 'plain',
    pattern: /^import type \{ [\w, ]+ \} from /,
    from: 'import type',
    to: 'import',
  },
]);

/** Calls that declare tests. */
export const testApi = byLine('test-api', [
  {
    languages: ['javascript', 'typescript'],
    expected: 'it',
    becomes: 'test',
    pattern: /^\s+it\(['"]/,
    from: 'it',
    to: 'test',
  },
  {
    languages: ['javascript', 'typescript'],
    expected: 'test',
    becomes: 'it',
    pattern: /^\s+test\(['"]/,
    from: 'test',
    to: 'it',
  },
]);

/** Types of values that may be anything. */
export const anyTypes = byLine('type-any', [
  {
    languages: ['go'],
    expected: 'any',
    becomes: 'interface{}',
    pattern: /^func (?:\(\w+ \*?\w+\) )?\w+\((?:\w+ \w+, )?\w+ any[,)]/,
    from: ' any',
    to: ' interface{}',
  },
]);
