import { readFileSync } from 'node:fs';
import { fixAnswerSchema, reportEnvelopeSchema } from '@drift/shared';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DECLARING, renamingProject, USING } from '../support/renaming-project.ts';
import { driftAll, TemporaryProject } from '../support/temporary-project.ts';

let project: TemporaryProject;
let id = '';
beforeEach(() => {
  project = new TemporaryProject(renamingProject());
  const { data } = reportEnvelopeSchema.parse(JSON.parse(driftAll(project.root, ['check', '--json']).stdout));
  const finding = data.findings.find((f) => f.ruleId === 'drift/pattern/naming-function');
  expect(finding?.fixable).toBe('unsafe');
  id = finding?.id ?? '';
});
afterEach(() => project.remove());

const read = (file: string): string => readFileSync(`${project.root}/${file}`, 'utf8');

describe('fix --id of a naming finding', () => {
  test('--dry-run shows the change of all files and writes none', () => {
    const dry = driftAll(project.root, ['fix', '--id', id, '--dry-run']);
    expect(dry.code).toBe(0);
    expect(dry.stdout).toContain('--- a/src/declaring.ts\n+++ b/src/declaring.ts\n');
    expect(dry.stdout).toContain('-export function get_user(user_id');
    expect(dry.stdout).toContain('+export const userReaders = { get_user: getUser };');
    expect(dry.stderr).toContain('1 finding would be fixed, 0 refused');
    expect([read('src/declaring.ts'), read('src/using.ts')]).toEqual([DECLARING, USING]);
  });

  test('renames in all files, keeps a byte-order mark, and the finding is gone', () => {
    project.write('src/using.ts', `\uFEFF${USING}`);
    const run = driftAll(project.root, ['fix', '--id', id, '--json']);
    expect(fixAnswerSchema.parse(JSON.parse(run.stdout)).applied).toMatchObject([
      { path: 'src/declaring.ts', line: 0, title: 'Rename `get_user` to `getUser` (convention)' },
    ]);
    expect(read('src/declaring.ts')).toBe(DECLARING.replace('get_user', 'getUser'));
    expect(read('src/using.ts')).toMatch(/^\uFEFFimport \{ getUser \} from/);
    expect(driftAll(project.root, ['fix', '--id', id]).stderr).toContain(`no finding has the id "${id}"`);
  });

  test('is refused with the reason and changes nothing where one file makes it doubtful', () => {
    project.write('src/other.ts', "import { get_user } from './nowhere.js';\nget_user('2');\n");
    const run = driftAll(project.root, ['fix', '--id', id]);
    expect(run.stderr).toContain('not fixed: an import of `get_user` in src/other.ts could not be followed');
    expect([read('src/declaring.ts'), read('src/using.ts')]).toEqual([DECLARING, USING]);
  });

  test('renames in another package of the monorepo, which asks for this one by its name', () => {
    const elsewhere = USING.replace('./declaring.js', '@acme/lib/src/declaring.ts');
    const lib = Object.entries(renamingProject()).filter(([path]) => path !== 'src/using.ts');
    const mono = new TemporaryProject({
      'package.json': '{"workspaces":["packages/*"]}',
      'packages/lib/package.json': '{"name":"@acme/lib","main":"./src/m0.ts"}',
      'packages/app/package.json': '{"name":"@acme/app","dependencies":{"@acme/lib":"*"}}',
      'packages/app/src/using.ts': elsewhere,
      ...Object.fromEntries(lib.map(([path, text]) => [`packages/lib/${path}`, text])),
    });
    try {
      const { data } = reportEnvelopeSchema.parse(JSON.parse(driftAll(mono.root, ['check', '--json']).stdout));
      const found = data.findings.find((f) => f.ruleId === 'drift/pattern/naming-function');
      expect(driftAll(mono.root, ['fix', '--id', found?.id ?? '']).stderr).toContain('1 finding fixed, 0 refused');
      expect(readFileSync(`${mono.root}/packages/app/src/using.ts`, 'utf8')).toBe(
        elsewhere
          .replace('{ get_user } from', '{ getUser } from')
          .replace('{ get_user };', '{ get_user: getUser };')
          .replace("get_user('1')", "getUser('1')"),
      );
    } finally {
      mono.remove();
    }
  });

  test('without an id nothing is renamed', () => {
    expect(driftAll(project.root, ['fix']).stderr).toContain('0 findings fixed, 0 refused');
    expect(read('src/declaring.ts')).toBe(DECLARING);
  });
});

/** As many files that follow the conventions of Python as let them be enforced. */
const CONFORMING = 40;
/** `someValue` counts as soon as the function around it is no longer camelCase itself. */
const PYTHON = `def workIt(row_count):
    someValue = row_count + 1
    return someValue


def next_it():
    return workIt(1)
`;

const script = (field: string): string => `export class Work {
  ${field};

  constructor(start) {
    this.${field} = start;
  }
}
`;

test('a variable that counts only after the rename of its function stands against it; `#` is no rename', () => {
  const files: Record<string, string> = { 'src/work.py': PYTHON, 'src/work.js': script('_rows') };
  for (let i = 0; i < CONFORMING; i++) {
    files[`src/m${i}.py`] = `def load_item_${i}(item_name):\n    full_name = item_name.strip()\n    return full_name\n`;
    files[`src/m${i}.js`] = script('#rows');
  }
  const python = new TemporaryProject(files);
  const check = (): readonly { readonly ruleId: string; readonly path: string; readonly id: string }[] =>
    reportEnvelopeSchema.parse(JSON.parse(driftAll(python.root, ['check', '--json']).stdout)).data.findings;
  const found = check();
  const idOf = (rule: string): string => found.find((f) => f.ruleId === `drift/pattern/${rule}`)?.id ?? '';
  const { stderr } = driftAll(python.root, ['fix', '--id', idOf('naming-function'), idOf('naming-private-member')]);
  expect(stderr).toContain('0 findings fixed, 2 refused');
  expect(stderr).toContain('not fixed: the edit would make drift/pattern/naming-variable find something');
  expect(stderr).toContain('not fixed: a name with `#` is another kind of member');
  expect(readFileSync(`${python.root}/src/work.py`, 'utf8')).toBe(PYTHON);
  python.remove();
});
