import { rmSync, symlinkSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { pathToUri } from '../../server/src/protocol/uri.ts';
import { EVERY_RULE, LspClient } from '../support/lsp-client.ts';
import { hashing, ODD } from '../support/sample-project.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

const projects: TemporaryProject[] = [];
let client: LspClient | null = null;
afterEach(async () => {
  expect(await client?.stop()).toBe(0);
  for (const p of projects.splice(0)) p.remove();
});

function made(files: Record<string, string>): TemporaryProject {
  const project = new TemporaryProject(files);
  projects.push(project);
  return project;
}

/** Waits until so many diagnostics were published for a URI. */
const told = (c: LspClient, uri: string, number: number): Promise<void> =>
  c.until(() => c.published.get(uri)?.diagnostics.length === number);

async function started(...roots: TemporaryProject[]): Promise<LspClient> {
  client = await LspClient.start({ roots: roots.map((r) => r.root), init: EVERY_RULE });
  return client;
}

const uriIn = (project: TemporaryProject, file: string): string => pathToUri(`${project.root}/${file}`) ?? '';
const count = async (c: LspClient, uri: string): Promise<number> => (await c.diagnostics(uri)).length;
const folderOf = (path: string): { uri: string | null; name: string } => ({ uri: pathToUri(path), name: path });
const CREATED = 1;
const CHANGED = 2;
const DELETED = 3;

describe('watched files', () => {
  test('a created, changed and deleted file', async () => {
    const project = made({ 'a.ts': 'export const a = 1;\n' });
    const c = await started(project);
    await c.workspace();
    const uri = uriIn(project, 'b.ts');
    const told = async (type: number): Promise<Map<string, unknown[]>> => {
      await c.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
      return new Map(
        (await c.request<{ report: { findings: { path: string }[] } }>('drift/report')).report.findings.map((f) => [
          f.path,
          [],
        ]),
      );
    };
    project.write('b.ts', hashing(2));
    expect([...(await told(CREATED)).keys()]).toEqual(['b.ts']);
    expect(await count(c, uri)).toBe(2);
    project.write('b.ts', hashing(1));
    await told(CHANGED);
    expect(await count(c, uri)).toBe(1);
    rmSync(`${project.root}/b.ts`);
    expect([...(await told(DELETED)).keys()]).toEqual([]);
    expect(await count(c, uri)).toBe(0);
  });

  test('an open document wins over its file until it is closed', async () => {
    const project = made({ 'a.ts': hashing(1) });
    const c = await started(project);
    await c.workspace();
    const uri = uriIn(project, 'a.ts');
    await c.open(uri, 'typescript', hashing(3));
    project.write('a.ts', hashing(2));
    await c.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: CHANGED }] });
    await c.request('drift/report');
    expect(await count(c, uri)).toBe(3);
    await c.close(uri);
    expect(await count(c, uri)).toBe(2);
  });

  test('drift.toml that changes is in force at once', async () => {
    const project = made({ 'a.ts': hashing(1) });
    const c = await started(project);
    await c.workspace();
    project.write('drift.toml', '[analysis.severity]\n"drift/crypto/weak-hash" = "off"\n');
    await c.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriIn(project, 'drift.toml'), type: CREATED }],
    });
    await c.request('drift/report');
    expect(await count(c, uriIn(project, 'a.ts'))).toBe(0);
  });

  test('a buffer that is not on disk yet is judged, unless its path is ignored', async () => {
    const project = made({ 'a.ts': 'export const a = 1;\n', '.gitignore': 'generated/\n' });
    const c = await started(project);
    await c.workspace();
    const text = hashing(2);
    await c.open(uriIn(project, 'src/new.ts'), 'typescript', text);
    await c.open(uriIn(project, 'generated/new.ts'), 'typescript', text);
    expect(await count(c, uriIn(project, 'src/new.ts'))).toBe(2);
    expect(await count(c, uriIn(project, 'generated/new.ts'))).toBe(0);
    await c.close(uriIn(project, 'src/new.ts'));
    expect(await count(c, uriIn(project, 'src/new.ts'))).toBe(0);
  });

  test('an open file takes no part from the moment that settings leave it out, and takes part again after', async () => {
    const project = made({ 'a.ts': 'export const a = 1;\n', 'sub/b.ts': hashing(1) });
    const c = await started(project);
    const uri = uriIn(project, 'sub/b.ts');
    await c.open(uri, 'typescript', hashing(2));
    const paths = async (): Promise<string[]> =>
      (await c.request<{ report: { findings: { path: string }[] } }>('drift/report')).report.findings.map(
        (f) => f.path,
      );
    expect(await paths()).toEqual(['sub/b.ts', 'sub/b.ts']);
    const settings = uriIn(project, '.driftignore');
    project.write('.driftignore', 'sub/\n');
    await c.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: settings, type: CREATED }] });
    expect(await paths()).toEqual([]);
    expect(await count(c, uri)).toBe(0);
    rmSync(`${project.root}/.driftignore`);
    await c.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: settings, type: DELETED }] });
    expect(await paths()).toEqual(['sub/b.ts', 'sub/b.ts']);
  });

  test('a file behind a link is judged once, however early it is opened', async () => {
    const project = made({ 'real/a.ts': hashing(1), 'drift.toml': '[scan]\nfollow_symlinks = true\n' });
    symlinkSync(`${project.root}/real`, `${project.root}/alink`);
    const c = await started(project);
    await c.open(uriIn(project, 'alink/a.ts'), 'typescript', hashing(1));
    await count(c, uriIn(project, 'alink/a.ts'));
    const { report } = await c.request<{ report: { findings: { path: string }[] } }>('drift/report');
    expect(report.findings.map((f) => f.path)).toEqual(['real/a.ts']);
  });

  test('a buffer of a tracked file that is gone from the disk is judged although an ignore file names it', async () => {
    const project = made({
      '.gitignore': 'mine/\n',
      'a.ts': 'export const a = 1;\n',
      'mine/gone.ts': hashing(2),
    });
    project.git('init', '-q');
    project.git('add', '-f', 'mine/gone.ts');
    rmSync(`${project.root}/mine/gone.ts`);
    const c = await started(project);
    await c.workspace();
    await c.open(uriIn(project, 'mine/gone.ts'), 'typescript', hashing(2));
    expect(await count(c, uriIn(project, 'mine/gone.ts'))).toBe(2);
  });

  test('a file saved for the first time is judged, without a watcher', async () => {
    const project = made({ 'a.ts': 'export const a = 1;\n' });
    const c = await started(project);
    await c.workspace();
    const uri = uriIn(project, 'new.ts');
    await c.open(uri, 'typescript', hashing(2));
    project.write('new.ts', hashing(2));
    await c.notify('textDocument/didSave', { textDocument: { uri } });
    await c.request('drift/report');
    expect(await count(c, uri)).toBe(2);
  });
});

describe('workspace folders', () => {
  test('two roots are two projects', async () => {
    const one = made({ 'a.ts': hashing(1) });
    const two = made({ 'a.ts': hashing(2), 'drift.toml': '[analysis.severity]\n"drift/crypto/weak-hash" = "info"\n' });
    const c = await started(one, two);
    const all = await c.workspace();
    expect(all.get(uriIn(one, 'a.ts'))?.map((d) => d.severity)).toEqual([1]);
    expect(all.get(uriIn(two, 'a.ts'))?.map((d) => d.severity)).toEqual([3, 3]);
  });

  test('a report is of one root, which must be named where several are open', async () => {
    const one = made({ 'a.ts': hashing(1) });
    const two = made({ 'b.ts': hashing(2), 'drift.toml': '[quality_gates]\nfail_on = "none"\n' });
    const c = await started(one, two);
    type Answer = { failOn: string; report: { digest: string; findings: { path: string }[] }; text: string };
    const seen = async (uri: string): Promise<string[]> => {
      const { report, failOn } = await c.request<Answer>('drift/report', { uri });
      return [failOn, ...report.findings.map((f) => f.path)];
    };
    expect(await seen(pathToUri(one.root) ?? '')).toEqual(['error', 'a.ts']);
    expect(await seen(uriIn(two, 'b.ts'))).toEqual(['none', 'b.ts', 'b.ts']);
    const uri = pathToUri(two.root) ?? '';
    const { text } = await c.request<Answer>('drift/report/render', { uri, format: 'json', command: 'check' });
    expect(JSON.parse(text)).toMatchObject({ root: two.root, data: { summary: { files: 1, findings: 2 } } });
    await expect(c.request('drift/report')).rejects.toMatchObject({
      code: -32602,
      message: 'several workspace folders are open; name one by uri',
    });
    await expect(c.request('drift/report', { uri: 'file:///elsewhere' })).rejects.toMatchObject({
      code: -32602,
      message: 'file:///elsewhere is in no workspace folder',
    });
  });

  test('a folder and a link to it are one, whichever name a document is opened by', async () => {
    const real = made({ 'a.ts': hashing(1), 'drift.toml': '' });
    const other = made({});
    symlinkSync(real.root, `${other.root}/link`);
    const link = `${other.root}/link`;
    client = await LspClient.start({ roots: [real.root, link], init: EVERY_RULE, diagnostics: 'push' });
    const c = client;
    const [uri, linked] = [uriIn(real, 'a.ts'), pathToUri(`${link}/a.ts`) ?? ''];
    expect(await c.request('drift/report')).toMatchObject({ report: { summary: { files: 1, findings: 1 } } });
    const reports = (): number => c.messages.filter((m) => m.startsWith('Drift read ')).length;
    expect(reports()).toBe(1);
    await c.open(linked, 'typescript', hashing(2));
    await told(c, linked, 2);
    await c.change(linked, [{ text: hashing(3) }]);
    await told(c, linked, 3);
    // Both names at once: each keeps its own text, and the one used last counts.
    await c.open(uri, 'typescript', hashing(1));
    await told(c, uri, 1);
    const end = { line: 99, character: 0 };
    await c.change(linked, [{ range: { start: end, end }, text: hashing(1).replace(/Password/g, 'Secret') }]);
    await told(c, linked, 4);
    await c.change(uri, [{ text: hashing(2) }]);
    await told(c, uri, 2);
    await c.change(linked, [{ text: hashing(5) }]);
    await c.change(uri, [{ text: hashing(5) }]);
    await Promise.all([told(c, linked, 5), told(c, uri, 5)]);
    await c.close(uri);
    await told(c, uri, 0);
    await c.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [folderOf(real.root)] } });
    expect(await c.request('drift/report', { uri: linked })).toMatchObject({ report: { summary: { findings: 5 } } });
    await c.notify('workspace/didChangeWorkspaceFolders', { event: { added: [folderOf(real.root)], removed: [] } });
    expect(await c.request('drift/report')).toMatchObject({ report: { summary: { findings: 5 } } });
  });

  test('a folder that comes is read, one that goes is cleared, and open documents follow', async () => {
    const one = made({ 'a.ts': hashing(1) });
    const two = made({ 'b.ts': hashing(2), 'drift.toml': '[analysis.severity]\n"drift/crypto/weak-hash" = "info"\n' });
    const c = await started(one);
    const first = await c.pullWorkspace([]);
    const uri = uriIn(two, 'b.ts');
    await c.open(uri, 'typescript', hashing(3));
    expect((await c.diagnostics(uri)).map((d) => d.severity)).toEqual([1, 1, 1]);
    const folder = { uri: pathToUri(two.root), name: 'two' };
    await c.notify('workspace/didChangeWorkspaceFolders', { event: { added: [folder], removed: [] } });
    const known = first.items.map((i) => ({ uri: i.uri, value: i.resultId ?? '' }));
    const second = await c.pullWorkspace(known);
    expect(second.items.map((i) => i.uri)).toEqual([uri]);
    expect((await c.diagnostics(uri)).map((d) => d.severity)).toEqual([3, 3, 3]);
    await c.change(uri, [{ text: hashing(4) }]);
    expect(await count(c, uri)).toBe(4);
    await c.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [folder] } });
    const third = await c.pullWorkspace([...known, { uri, value: 'held' }]);
    expect(third.items).toEqual([{ kind: 'full', uri, version: null, items: [] }]);
    expect((await c.diagnostics(uri)).map((d) => d.severity)).toEqual([1, 1, 1, 1]);
    await c.change(uri, [{ text: ODD }]);
    expect(await count(c, uri)).toBe(2);
  });
});
