import { readFileSync } from 'node:fs';
import { LANGUAGES, type LanguageId } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { LineTable } from '../../server/src/syntax/line-table.ts';
import { type Judging, judgedText } from '../support/judged.ts';
import { expandSecrets, SNIPPET_FILE } from '../support/rules.ts';

// Each form of a suppression, in each comment of each language: what it hides, and what it leaves. A line `value` holds
// two findings of two rules, so that hiding one and hiding both can be told apart.
const TOKEN = expandSecrets(`\${secret:github-personal-access-token}`);
const URL_SECRET = ['mysql://shop:Tk7wq', 'Lm29@db.acme.io/shop'].join('');

interface Sample {
  /** A statement with two secrets in string literals. */
  readonly value: (n: number) => string;
  /** What must stand around statements. */
  readonly around?: readonly [string, string];
  readonly comments: readonly (readonly [string, string])[];
  /** String literals over some lines, heredocs and docstrings that hold a text. */
  readonly literals: readonly ((text: string) => string)[];
  /** A declaration under a mark of its own, with a finding on the line of its name. */
  readonly marked?: string;
}

const both = `"${TOKEN}", "${URL_SECRET}"`;
const C_LIKE = [
  ['// ', ''],
  ['/* ', ' */'],
] as const;
const ecmascript: Sample = {
  value: (n) => `const v${n} = [${both}];`,
  comments: [...C_LIKE, ['/**\n * ', '\n */']],
  literals: [(t) => `const s = "${t}";`, (t) => `const s = \`\n${t}\n\`;`, (t) => `const s = \`\${f("${t}")}\`;`],
};

const SAMPLES: Readonly<Record<LanguageId, Sample>> = {
  typescript: { ...ecmascript, marked: `@Component()\nexport class C { v = [${both}]; }` },
  javascript: ecmascript,
  python: {
    value: (n) => `v${n} = [${both}]`,
    comments: [['# ', '']],
    literals: [(t) => `s = "${t}"`, (t) => `"""\n${t}\n"""`, (t) => `def f():\n    """${t}"""\n    return 1`],
    marked: `@cached\ndef f(a=[${both}]):\n    return a`,
  },
  java: {
    value: (n) => `  String[] v${n} = {${both}};`,
    around: ['class A {', '}'],
    comments: [...C_LIKE, ['/** ', ' */']],
    literals: [(t) => `  String s = "${t}";`, (t) => `  String s = """\n    ${t}\n    """;`],
    marked: `  @Inject\n  @Named("x")\n  String[] v = {${both}};`,
  },
  kotlin: {
    value: (n) => `val v${n} = listOf(${both})`,
    comments: C_LIKE,
    literals: [(t) => `val s = "${t}"`, (t) => `val s = """\n${t}\n"""`],
    marked: `@Volatile\nvar v = listOf(${both})`,
  },
  csharp: {
    value: (n) => `  string[] v${n} = {${both}};`,
    around: ['class A {', '}'],
    comments: C_LIKE,
    literals: [(t) => `  string s = "${t}";`, (t) => `  string s = @"\n${t}\n";`],
    marked: `  [Key]\n  string[] v = {${both}};`,
  },
  go: {
    value: (n) => `var v${n} = []string{${both}}`,
    around: ['package shop\n', ''],
    comments: C_LIKE,
    literals: [(t) => `var s = "${t}"`, (t) => `var s = \`\n${t}\n\``],
  },
  rust: {
    value: (n) => `static V${n}: [&str; 2] = [${both}];`,
    comments: C_LIKE,
    literals: [(t) => `static S: &str = "${t}";`, (t) => `static S: &str = r#"\n${t}\n"#;`],
    marked: `#[rustfmt::skip]\nstatic V: [&str; 2] = [${both}];`,
  },
  php: {
    value: (n) => `$v${n} = [${both}];`,
    around: ['<?php', ''],
    comments: [...C_LIKE, ['# ', '']],
    literals: [(t) => `$s = '${t}';`, (t) => `$s = <<<TEXT\n${t}\nTEXT;`],
    marked: `#[Attr]\nfunction f($v = [${both}]) {}`,
  },
  ruby: {
    value: (n) => `v${n} = [${both}]`,
    comments: [['# ', '']],
    literals: [(t) => `s = "${t}"`, (t) => `s = <<~TEXT\n  ${t}\nTEXT`, (t) => `s = %q(${t})`],
  },
};

const RULES = ['drift/secret/vendor-token', 'drift/secret/url-credentials'] as const;

/** The secrets that are shown of a text, as `line rule`, 1-based lines of the text without what stands around it. */
async function shown(language: LanguageId, body: string, judging?: Judging): Promise<string[]> {
  const { text, skipped } = whole(language, body);
  const { uncut } = await judgedText(SNIPPET_FILE[language], text, { only: RULES, ...judging });
  const lines = LineTable.of(text);
  return uncut.flatMap((f) => {
    const rule = RULES.find((r) => f.ruleId === r);
    return rule === undefined ? [] : [`${lines.lineOf(f.start) + 1 - skipped} ${rule.slice('drift/secret/'.length)}`];
  });
}

function whole(language: LanguageId, body: string): { text: string; skipped: number } {
  const [before, after] = SAMPLES[language].around ?? ['', ''];
  const text = `${before === '' ? '' : `${before}\n`}${body}\n${after}\n`;
  return { text, skipped: before === '' ? 0 : before.split('\n').length };
}

const BOTH = (line: number): string[] => [`${line} vendor-token`, `${line} url-credentials`];

/** Directives for the next or the own line, and the rules they leave. */
const LINE_FORMS = [
  ['drift-ignore: a sample', []],
  ['drift-ignore -- a sample', []],
  ['drift-ignore *: a sample', []],
  ['drift-ignore secret/vendor-token: a sample', ['url-credentials']],
  ['drift-ignore drift/secret/vendor-token -- a sample', ['url-credentials']],
  ['drift-ignore secret/vendor-token, secret/url-credentials: a sample', []],
  ['drift-ignore secret/*: a sample', []],
  ['drift-ignore security/*: a sample', []],
  ['drift-ignore[secret/url-credentials]: a sample', ['vendor-token']],
  ['drift-ignore[secret/url-credentials, taint/sql-query] -- a sample', ['vendor-token']],
  ['drift-ignore secret/vendor-token expires:2030-06-01: a sample', ['url-credentials']],
  ['drift-ignore[secret/vendor-token] expires:2030-06-01: a sample', ['url-credentials']],
  ['drift-ignore expires:2030-06-01: a sample', []],
  ['drift-ignore expires:2025-12-31: ended', ['vendor-token', 'url-credentials']],
  ['drift-ignore secret/vendor-token', ['vendor-token', 'url-credentials']],
  ['drift-ignore', ['vendor-token', 'url-credentials']],
  ['drift-ignore taint/*: another area', ['vendor-token', 'url-credentials']],
  ['drift-ignore errors/*, naming/*, convention/*: other groups', ['vendor-token', 'url-credentials']],
] as const;

/** In Kotlin and Rust a `/*` within a block comment opens another one: no star can be written there. */
function formsIn(language: LanguageId, open: string): readonly (typeof LINE_FORMS)[number][] {
  const nests = open.startsWith('/*') && (language === 'kotlin' || language === 'rust');
  return LINE_FORMS.filter(([directive]) => !nests || !directive.includes('/*'));
}

describe.each(LANGUAGES.map((language) => [language, SAMPLES[language]] as const))('%s', (language, sample) => {
  test('shows both findings of a line, suppressed by nothing', async () => {
    expect(await shown(language, `${sample.value(1)}\n${sample.value(2)}`)).toEqual([...BOTH(1), ...BOTH(2)]);
  });

  test.each(sample.comments)('%s…%s above a line of code holds for that line alone', async (open, close) => {
    for (const [directive, left] of formsIn(language, open)) {
      const comment = `${open}${directive}${close}`;
      const line = comment.split('\n').length + 1;
      const body = [comment, sample.value(1), sample.value(2)].join('\n');
      expect(await shown(language, body), directive).toEqual([...left.map((r) => `${line} ${r}`), ...BOTH(line + 1)]);
      const next = body.replace('drift-ignore', 'drift-ignore-next-line');
      expect(await shown(language, next), next).toEqual([...left.map((r) => `${line} ${r}`), ...BOTH(line + 1)]);
    }
  });

  test('a comment at the end of a line does not reach the next', async () => {
    for (const [open, close] of sample.comments.filter(([o]) => !o.includes('\n'))) {
      for (const [directive, left] of formsIn(language, open)) {
        const lines = [1, 2, 3].map(sample.value);
        const body = [...lines, `${sample.value(4)} ${open}${directive}${close}`, sample.value(5)].join('\n');
        const expected = [...BOTH(1), ...BOTH(2), ...BOTH(3), ...left.map((r) => `4 ${r}`), ...BOTH(5)];
        expect(await shown(language, body), body).toEqual(expected);
      }
    }
  });

  test('blank lines and other comments may stand between a directive and its code', async () => {
    const [[open, close] = ['', '']] = sample.comments;
    const body = [
      `${open}drift-ignore secret/vendor-token: a sample${close}`,
      `${open}drift-ignore secret/url-credentials: a sample${close}`,
      '',
      `${open}words about the value${close}`,
      sample.value(1),
      sample.value(2),
    ].join('\n');
    expect(await shown(language, body)).toEqual(BOTH(6));
  });

  test('regions and whole files', async () => {
    for (const [open, close] of sample.comments) {
      const at = (directive: string): string => `${open}${directive}${close}`.replaceAll('\n', ' ');
      const region = [
        sample.value(1),
        at('drift-ignore-start secret/vendor-token: samples'),
        sample.value(2),
        sample.value(3),
        at('drift-ignore-end'),
        sample.value(4),
      ].join('\n');
      expect(await shown(language, region)).toEqual([...BOTH(1), '3 url-credentials', '4 url-credentials', ...BOTH(6)]);
      const file = (above: number): string =>
        [...Array(above).fill(''), at('drift-ignore-file secret/url-credentials: samples'), sample.value(1)].join('\n');
      expect(await shown(language, file(10))).toEqual(['12 vendor-token']);
      expect(await shown(language, file(20))).toEqual(BOTH(22));
    }
  });

  test('text in strings, templates, heredocs and docstrings suppresses nothing', async () => {
    for (const literal of sample.literals) {
      for (const [open, close] of sample.comments) {
        for (const word of ['drift-ignore-file', 'drift-ignore', 'drift-ignore-next-line', 'drift-ignore-start']) {
          const body = `${literal(`${open}${word} secret/*: a sample${close}`)}\n${sample.value(1)}`;
          const line = body.split('\n').length;
          expect(await shown(language, body), body).toEqual(BOTH(line));
        }
      }
    }
  });

  test('above a declaration the marks before its name belong to it', async () => {
    if (sample.marked === undefined) return;
    const [[open, close] = ['', '']] = sample.comments;
    expect((await shown(language, sample.marked)).length).toBe(2);
    expect(await shown(language, `${open}drift-ignore secret/*: a sample${close}\n${sample.marked}`)).toEqual([]);
  });

  test('the settings decide about reasons and ends', async () => {
    const [[open, close] = ['', '']] = sample.comments;
    const under = (directive: string, suppression: Judging['suppression'], day?: string | null): Promise<string[]> =>
      shown(language, `${open}${directive}${close}\n${sample.value(1)}`, {
        ...(suppression === undefined ? {} : { suppression }),
        ...(day === undefined ? {} : { day }),
      });
    expect(await under('drift-ignore', { require_reason: false })).toEqual([]);
    expect(await under('drift-ignore secret/vendor-token', { require_reason: false })).toEqual(['2 url-credentials']);
    const limit = { max_duration_days: 30 };
    expect(await under('drift-ignore: no end', limit)).toEqual(BOTH(2));
    expect(await under('drift-ignore expires:2026-01-31: near', limit)).toEqual([]);
    expect(await under('drift-ignore expires:2026-02-01: far', limit)).toEqual(BOTH(2));
    expect(await under('drift-ignore expires:2026-01-01: the last day', {})).toEqual([]);
    expect(await under('drift-ignore expires:2020-01-01: nothing ends without git', {}, null)).toEqual([]);
  });
});

test('the page shows forms that work', () => {
  const page = readFileSync(new URL('../../docs/suppression.md', import.meta.url), 'utf8');
  for (const word of ['drift-ignore-next-line', 'drift-ignore-file', 'drift-ignore-start', 'expires:', 'security/*'])
    expect(page).toContain(word);
});
