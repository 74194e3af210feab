import { describe, expect, it } from 'vitest';
import { createMemoryHost, type MemoryHostOptions } from '../../host/memory-host.ts';
import { toFileId } from '../../host/narrow.ts';
import type { ScanOptions } from './scan-result.ts';
import { scanWorkspace } from './scan-workspace.ts';

const DEFAULTS: ScanOptions = {
  maxFileSize: 1_048_576,
  include: [],
  extraIgnore: [],
  followSymlinks: false,
  defaultIgnores: 'smart',
};

async function scan(given: MemoryHostOptions, options: Partial<ScanOptions> = {}) {
  return await scanWorkspace(createMemoryHost(given), '/w', { ...DEFAULTS, ...options }, new AbortController().signal);
}

/** The files found in a tree of empty files, plus files with content. */
async function found(
  paths: readonly string[],
  options: Partial<ScanOptions> = {},
  contents: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const files = Object.fromEntries([...paths.map((path) => [path, '']), ...Object.entries(contents)]);
  const result = await scan(
    { files: Object.fromEntries(Object.entries(files).map(([path, text]) => [`/w/${path}`, String(text)])) },
    options,
  );
  return result.files.map((entry) => entry.file);
}

describe('scanWorkspace', () => {
  it('tells of each file it takes as it meets it', async () => {
    const files = { '/w/b.ts': 'xy', '/w/a/x_test.go': '', '/w/large.go': 'x'.repeat(20), '/w/readme.md': '' };
    const met: string[] = [];
    const options = { ...DEFAULTS, maxFileSize: 10 };
    const result = await scanWorkspace(createMemoryHost({ files }), '/w', options, new AbortController().signal, (f) =>
      met.push(f.file),
    );
    expect(met.sort()).toEqual(result.files.map((f) => f.file));
  });

  it('finds files of the ten languages in code-unit order, with grammar, role and place', async () => {
    const result = await scan({ files: { '/w/b.ts': 'xy', '/w/B.py': '', '/w/a/x_test.go': '', '/w/readme.md': '' } });
    const looks = (sign: string, changedMs: number) => ({ sign, changedMs });
    expect(result.files).toEqual([
      { file: 'B.py', path: '/w/B.py', size: 0, ...looks('0 2 2 memory:0', 2), grammar: 'python', role: 'source' },
      {
        file: 'a/x_test.go',
        path: '/w/a/x_test.go',
        size: 0,
        ...looks('0 3 3 memory:2', 3),
        grammar: 'go',
        role: 'test',
      },
      { file: 'b.ts', path: '/w/b.ts', size: 2, ...looks('2 1 1 memory:1', 1), grammar: 'typescript', role: 'source' },
    ]);
    expect(result.status).toBe('complete');
    expect(result.problems).toEqual([]);
  });

  it('keeps names exactly as they are', async () => {
    const names = ['#$&().ts', 'a b.ts', 'e\u0301.ts', '\u05E9\u05DC\u05D5\u05DD.ts', '数据.ts', '😀.ts'];
    expect(await found(names)).toEqual(names);
  });

  it('finds nothing in an empty directory', async () => {
    const result = await scan({ files: { '/w/': '' } });
    expect(result).toMatchObject({ files: [], problems: [], status: 'complete' });
  });

  it('returns manifests that are not ignored, whatever is included', async () => {
    const result = await scan(
      {
        files: {
          '/w/package.json': '',
          '/w/a/tsconfig.base.json': '',
          '/w/x/App.csproj': '',
          '/w/node_modules/p/package.json': '',
          '/w/build.gradle.kts': '',
          '/w/drift.toml': '',
          '/w/src/a.ts': '',
        },
      },
      { include: ['src'] },
    );
    expect(result.manifests).toEqual([
      'a/tsconfig.base.json',
      'build.gradle.kts',
      'drift.toml',
      'package.json',
      'x/App.csproj',
    ]);
    expect(result.files.map((entry) => entry.file)).toEqual(['src/a.ts']);
  });

  it('walks 400 levels and reports what lies deeper than 512', async () => {
    const deep = (levels: number): string => `${'d/'.repeat(levels)}x.ts`;
    expect(await found([deep(400)])).toEqual([deep(400)]);
    const result = await scan({ files: { [`/w/${deep(600)}`]: '' } });
    expect(result.problems).toHaveLength(1);
    expect(result.problems[0]?.file).toBe('d/'.repeat(513).slice(0, -1));
  });

  it('reports what is unreadable and goes on', async () => {
    const result = await scan({
      files: { '/w/a.ts': '', '/w/closed/b.ts': '', '/w/c.ts': '' },
      unreadable: ['/w/closed', '/w/c.ts'],
    });
    expect(result.files.map((entry) => entry.file)).toEqual(['a.ts']);
    expect(result.problems.map(({ code, file }) => `${code} ${file}`)).toEqual([
      'PERMISSION_DENIED c.ts',
      'PERMISSION_DENIED closed',
    ]);
    expect(result.skipped).toMatchObject({ unreadable: 2, vanished: 0 });
    expect(result.status).toBe('complete');
  });

  it('skips what is too large, special or gone', async () => {
    const host = createMemoryHost({
      files: { '/w/big.ts': 'x'.repeat(11), '/w/a.ts': '', '/w/gone.ts': '' },
      special: ['/w/s.ts'],
    });
    const vanishing = {
      ...host,
      stat: (path: string) => {
        host.remove('/w/gone.ts');
        return host.stat(path);
      },
    };
    const result = await scanWorkspace(vanishing, '/w', { ...DEFAULTS, maxFileSize: 10 }, new AbortController().signal);
    expect(result.files.map((entry) => entry.file)).toEqual(['a.ts']);
    expect(result.skipped).toEqual({
      ignored: 0,
      tooLarge: ['big.ts'],
      links: 0,
      linkedSources: 0,
      unwanted: 0,
      special: 1,
      vanished: 1,
      unreadable: 0,
      invalidName: 0,
    });
    expect(result.problems).toEqual([]);
  });

  it('is partial when cancelled or when there is no root', async () => {
    const host = createMemoryHost({ files: { '/w/a.ts': '', '/w/d/b.ts': '' } });
    const controller = new AbortController();
    const stopping = {
      ...host,
      stat: (path: string) => {
        controller.abort();
        return host.stat(path);
      },
    };
    const cancelled = await scanWorkspace(stopping, '/w', DEFAULTS, controller.signal);
    expect([cancelled.status, cancelled.files.map((entry) => entry.file)]).toEqual(['partial', ['a.ts']]);
    const absent = await scan({});
    expect(absent.status).toBe('partial');
    expect(absent.problems).toHaveLength(1);
  });

  it('survives a failure of any one operation and says so', async () => {
    const files = { '/w/.gitignore': 'x', '/w/a.ts': '', '/w/d/b.ts': '', '/w/d/.driftignore': 'y' };
    const whole = createMemoryHost({ files });
    await scanWorkspace(whole, '/w', DEFAULTS, new AbortController().signal);
    for (let n = 1; n <= whole.operations(); n++) {
      const host = createMemoryHost({ files });
      host.failAt(n);
      const result = await scanWorkspace(host, '/w', DEFAULTS, new AbortController().signal);
      expect(result.problems, `operation ${n}`).toHaveLength(1);
    }
  });
});

describe('ignore sources', () => {
  it('skips default directories and re-includes them by .driftignore, above .gitignore', async () => {
    const paths = ['a.ts', 'node_modules/p/i.js', 'dist/b.js', '.git/hooks/h.py'];
    expect(await found(paths)).toEqual(['a.ts']);
    const again = { '.driftignore': '!node_modules/\n', '.gitignore': 'node_modules/\n' };
    expect(await found(paths, {}, again)).toEqual(['a.ts', 'node_modules/p/i.js']);
    expect(await found(paths, { defaultIgnores: 'none' })).toEqual(['a.ts', 'dist/b.js', 'node_modules/p/i.js']);
  });

  it('guards the four ambiguous names', async () => {
    expect(await found(['bin/r.rb', 'obj/o.cs', 'target/t.rs', 'vendor/v.go'])).toHaveLength(4);
    expect(await found(['bin/r.rb', 'vendor/v.go'], { defaultIgnores: 'all' })).toEqual([]);
    expect(await found(['App.sln', 'p/bin/a.cs', 'p/q/bin/a.cs'])).toEqual(['p/q/bin/a.cs']);
    expect(await found(['c/Cargo.toml', 'c/target/t.rs', 'target/t.rs'])).toEqual(['target/t.rs']);
    expect(await found(['g/go.mod', 'g/vendor/v.go', 'vendor/v.go'])).toEqual(['vendor/v.go']);
  });

  it('skips bundles and scripts compiled from a sibling', async () => {
    expect(await found(['a.min.js', 'a.bundle.js', 'x.ts', 'x.js', 'y.js', 'z.tsx', 'z.jsx'])).toEqual([
      'x.ts',
      'y.js',
      'z.tsx',
    ]);
    expect(await found(['x.ts', 'x.js'], {}, { '.driftignore': '!x.js' })).toEqual(['x.js', 'x.ts']);
  });

  it('lets nested files override their parents, and each source the lower ones', async () => {
    const paths = ['a.ts', 'b.ts', 'sub/a.ts', 'sub/b.ts'];
    expect(await found(paths, {}, { '.gitignore': 'a.ts', 'sub/.gitignore': '!a.ts\nb.ts' })).toEqual([
      'b.ts',
      'sub/a.ts',
    ]);
    expect(await found(paths, {}, { '.driftignore': 'a.ts', 'sub/.driftignore': '!a.ts' })).toEqual([
      'b.ts',
      'sub/a.ts',
      'sub/b.ts',
    ]);
    expect(await found(paths, {}, { '.driftignore': '!a.ts', 'sub/.gitignore': 'a.ts' })).toEqual(paths);
    expect(await found(paths, {}, { '.git/info/exclude': 'a.ts', 'sub/.gitignore': '!a.ts' })).toEqual([
      'b.ts',
      'sub/a.ts',
      'sub/b.ts',
    ]);
    expect(await found(paths, { extraIgnore: ['/sub/'] }, { '.driftignore': '!sub' })).toEqual(['a.ts', 'b.ts']);
  });

  it('applies the include list last', async () => {
    const paths = ['a.ts', 'src/a.ts', 'src/gen/b.ts', 'lib/c.py', 'lib/d.rb'];
    expect(await found(paths, { include: ['src/'], extraIgnore: ['gen/'] })).toEqual(['src/a.ts']);
    expect(await found(paths, { include: ['*.ts'] })).toEqual(['a.ts']);
    expect(await found(paths, { include: ['**/*.{py,rb}', './src/gen'] })).toEqual([
      'lib/c.py',
      'lib/d.rb',
      'src/gen/b.ts',
    ]);
  });

  it('warns of malformed patterns and lets nothing in by a broken whitelist', async () => {
    const result = await scan(
      { files: { '/w/a.ts': '', '/w/d/.driftignore': 'ok\n[oops' } },
      { include: ['[a'], extraIgnore: ['fine', '[b'] },
    );
    expect(result.files).toEqual([]);
    expect(result.problems.map(({ file, line, message }) => `${file ?? ''}:${line ?? ''} ${message}`)).toEqual([
      ': malformed ignore pattern, skipped (scan.extra_ignore: [b)',
      ': malformed pattern in scan.include: [a',
      'd/.driftignore:2 malformed ignore pattern, skipped',
    ]);
  });
});

describe('files git tracks against its own patterns', () => {
  const ignores = { '.gitignore': 'gen/\n*.d.ts\n' };
  const paths = ['a.ts', 'b.d.ts', 'c.d.ts', 'gen/deep/x.ts', 'gen/deep/y.ts', 'gen/z.ts', 'dist/d.ts'];
  const tracked = new Set(['b.d.ts', 'gen/deep/x.ts', 'dist/d.ts'].map(toFileId));

  it('take part, and nothing else of an ignored directory does', async () => {
    expect(await found(paths, {}, ignores)).toEqual(['a.ts']);
    expect(await found(paths, { tracked }, ignores)).toEqual(['a.ts', 'b.d.ts', 'gen/deep/x.ts']);
  });

  it("are left out where Drift's own settings say so", async () => {
    expect(await found(paths, { tracked, extraIgnore: ['*.d.ts'] }, { ...ignores, '.driftignore': 'deep' })).toEqual([
      'a.ts',
    ]);
  });
});

describe('settings that leave nothing', () => {
  const files = { '/w/src/a.ts': '', '/w/src/b.py': '', '/w/gen/c.ts': '', '/w/.gitignore': 'gen' };

  it('are told by the number of files they leave out', async () => {
    const unwanted = async (given: Record<string, string>, options: Partial<ScanOptions>): Promise<number> =>
      (await scan({ files: given }, options)).skipped.unwanted;
    expect(await unwanted(files, { extraIgnore: ['**'] })).toBe(2);
    expect(await unwanted(files, { include: ['lib'] })).toBe(2);
    expect(await unwanted({ ...files, '/w/.driftignore': 'src/' }, {})).toBe(2);
    expect(await unwanted(files, { extraIgnore: ['a.ts'] })).toBe(0);
    expect(await unwanted({ '/w/gen/c.ts': '', '/w/.gitignore': 'gen', '/w/node_modules/x.js': '' }, {})).toBe(0);
  });
});

describe('links', () => {
  const links = {
    '/w/loop': '/w',
    '/w/a/up': '..',
    '/w/l1': 'node_modules/p',
    '/w/l2': 'node_modules/p',
    '/w/x.ts': 'a/y.ts',
  };
  const files = { '/w/a/y.ts': '', '/w/node_modules/p/i.ts': '', '/out/s.ts': '' };

  it('are not followed by default', async () => {
    const result = await scan({ files, links });
    expect(result.files.map((entry) => entry.file)).toEqual(['a/y.ts']);
    expect(result.skipped).toMatchObject({ links: 5, linkedSources: 1 });
  });

  it('end in cycles, reach each target once and never leave the root', async () => {
    const result = await scan(
      { files, links: { ...links, '/w/esc': '/out', '/w/esc.ts': '../out/s.ts', '/w/broken': 'nowhere' } },
      { followSymlinks: true },
    );
    expect(result.files.map(({ file, path }) => `${file} ${path}`)).toEqual([
      'a/y.ts /w/a/y.ts',
      'l1/i.ts /w/node_modules/p/i.ts',
    ]);
    expect(result.problems.map((problem) => problem.file)).toEqual(['esc', 'esc.ts']);
    expect(result.skipped.vanished).toBe(1);
  });
});
