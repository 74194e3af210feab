import { existsSync, readFileSync } from 'node:fs';
import {
  FEEDBACK_FILE,
  type FeedbackAnswer,
  type FeedbackHealth,
  type FeedbackStats,
  feedbackSignalSchema,
  reportEnvelopeSchema,
  SIGNAL_FILE,
} from '@drift/shared';
import { afterEach, describe, expect, test } from 'vitest';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { FALSE_POSITIVE, fileOf, quarterUseless, record } from '../support/feedback.ts';
import { EVERY_RULE, LspClient } from '../support/lsp-client.ts';
import { following, hashing, sampleProject } from '../support/sample-project.ts';
import { driftAll, TemporaryProject } from '../support/temporary-project.ts';

const HASH = 'drift/crypto/weak-hash';
const BINDING = 'drift/pattern/error-catch-binding';
const CHANGED = 2;
const ODD_CATCH = 'export function NAME(): void {\n  try {\n    work(1);\n  } catch (e) {\n    throw e;\n  }\n}\n';
const projects: TemporaryProject[] = [];
const clients: LspClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) expect(await client.stop()).toBe(0);
  for (const project of projects.splice(0)) project.remove();
});

async function started(files: Readonly<Record<string, string>>): Promise<{ p: TemporaryProject; c: LspClient }> {
  const p = new TemporaryProject(files);
  projects.push(p);
  const c = await LspClient.start({ root: p.root, init: EVERY_RULE });
  clients.push(c);
  await c.workspace();
  return { p, c };
}

const idOf = (diagnostic: Diagnostic | undefined): string => String(Reflect.get(diagnostic?.data ?? {}, 'id'));

function run(c: LspClient, action: CodeAction | undefined, more: object = {}): Promise<FeedbackAnswer> {
  const { command = '', arguments: given = [] } = action?.command ?? {};
  return c.request('workspace/executeCommand', { command, arguments: [{ ...given[0], ...more }] });
}

/** The ids the command line reports. */
function checked(p: TemporaryProject): { ids: string[]; digest: string } {
  const { data } = reportEnvelopeSchema.parse(JSON.parse(driftAll(p.root, ['check', '--json']).stdout));
  return { ids: data.findings.map((f) => f.id), digest: data.digest };
}

/** Waits until the slow lane has run over everything said so far. */
async function paused(c: LspClient): Promise<void> {
  await c.request('drift/check/digest');
}

/** Which of a file's deviations tells of more. */
function endings(diagnostics: readonly Diagnostic[]): (string | undefined)[] {
  return diagnostics.map((d) => /and \d more/.exec(String(d.message))?.[0]);
}

describe('not useful', () => {
  test('is offered with each reason, takes effect at once and is the same in the editor and in check', async () => {
    const { p, c } = await started({ 'a.ts': hashing(3) });
    const uri = c.uri('a.ts');
    await c.open(uri, 'typescript', hashing(3));
    const [first, second, third] = await c.diagnostics(uri);
    const range = second?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const offered = (await c.actions(uri, range)).filter((a) => a.title.startsWith('Not useful'));
    expect(offered.map((a) => a.title)).toEqual([
      `Not useful: false positive (${HASH})`,
      `Not useful: does not apply here (${HASH})`,
      `Not useful: told already elsewhere (${HASH})`,
      `Not useful: won't fix (say why) (${HASH})`,
    ]);
    const answer = await run(c, offered[0]);
    expect(answer).toMatchObject({ ok: true, record: { finding: idOf(second), reason: 'false_positive' } });
    // Acknowledged means on the disk.
    expect(readFileSync(`${p.root}/${FEEDBACK_FILE}`, 'utf8')).toContain(idOf(second));
    expect((await c.diagnostics(uri)).map(idOf)).toEqual([idOf(first), idOf(third)]);
    const digest = await c.request<{ digest: string }>('drift/check/digest');
    expect(checked(p)).toEqual({ ids: [idOf(first), idOf(third)], digest: digest.digest });

    await c.request('workspace/executeCommand', { command: 'drift.feedback.undo', arguments: [{ uri }] });
    expect((await c.diagnostics(uri)).map(idOf)).toEqual([first, second, third].map(idOf));
    expect(checked(p).ids).toEqual([first, second, third].map(idOf));
  });

  test("won't fix takes a text as an argument and is refused without, storing nothing", async () => {
    const { p, c } = await started({ 'a.ts': hashing(1) });
    const uri = c.uri('a.ts');
    await c.open(uri, 'typescript', hashing(1));
    const [only] = await c.diagnostics(uri);
    const all = await c.actions(
      uri,
      only?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    );
    const wontFix = all.find((a) => a.title.includes("won't fix"));
    await expect(run(c, wontFix)).rejects.toMatchObject({
      message: expect.stringContaining('wont_fix needs a text'),
      data: { code: 'INVALID_ACTION' },
    });
    expect(existsSync(`${p.root}/.drift`)).toBe(false);
    await expect(run(c, wontFix, { text: 'a legacy file format' })).resolves.toMatchObject({ ok: true });
    expect(await c.diagnostics(uri)).toEqual([]);
    const health = await c.request<FeedbackHealth>('drift/feedback/health');
    expect(health.rules).toMatchObject([{ ruleId: HASH, counts: { acted: 1, rate: 0, dismissed: { wont_fix: 1 } } }]);
  });
});

describe('a client that can show a choice', () => {
  const asking = async (answer: (titles: string[]) => string | undefined): Promise<LspClient> => {
    const p = new TemporaryProject({ 'a.ts': hashing(1) });
    projects.push(p);
    const options = {
      root: p.root,
      init: EVERY_RULE,
      capabilities: { window: { showMessage: {} }, textDocument: { diagnostic: {} } },
    };
    const c = LspClient.launch(options);
    clients.push(c);
    c.connection.onRequest('window/showMessageRequest', ({ actions }: { actions: { title: string }[] }) => {
      const title = answer(actions.map((a) => a.title));
      return title === undefined ? null : { title };
    });
    await c.initialize(options);
    await c.notify('initialized', {});
    await c.open(c.uri('a.ts'), 'typescript', hashing(1));
    return c;
  };
  const notUseful = (actions: readonly CodeAction[]): CodeAction | undefined => {
    const offered = actions.filter((a) => a.title.startsWith('Not useful'));
    expect(offered.map((a) => a.title)).toEqual([`Not useful: say why (${HASH})`]);
    return offered[0];
  };
  const action = async (c: LspClient): Promise<CodeAction | undefined> => {
    const [first] = await c.diagnostics(c.uri('a.ts'));
    const range = first?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    return notUseful(await c.actions(c.uri('a.ts'), range));
  };
  const WONT_FIX = "won't fix (say why)";

  test('gets one action, is asked for the reason when it is run, and keeps the one chosen', async () => {
    const asked: string[][] = [];
    const c = await asking((titles) => {
      asked.push(titles);
      return 'does not apply here';
    });
    await expect(run(c, await action(c))).resolves.toMatchObject({ ok: true, record: { reason: 'not_applicable' } });
    expect(asked).toEqual([['false positive', 'does not apply here', 'told already elsewhere', WONT_FIX, 'Cancel']]);
    expect(await c.diagnostics(c.uri('a.ts'))).toEqual([]);
  });

  test.each([
    ['closed', undefined],
    ['cancelled', 'Cancel'],
  ])('records nothing where the question for the reason is %s', async (_, title) => {
    const c = await asking(() => title);
    expect(await run(c, await action(c))).toBeNull();
    expect(await c.diagnostics(c.uri('a.ts'))).toHaveLength(1);
  });

  test('the server asks which of a few reasons it is, and keeps the one chosen', async () => {
    const c = await asking((titles) => titles.find((t) => t === WONT_FIX || t.includes('framework')));
    await expect(run(c, await action(c))).resolves.toMatchObject({
      ok: true,
      record: { reason: 'wont_fix', text: 'A framework or an interface asks for it' },
    });
    expect(await c.diagnostics(c.uri('a.ts'))).toEqual([]);
  });

  test.each([
    ['closed', undefined],
    ['cancelled', 'Cancel'],
    ['answered with something else', 'whatever'],
  ])("nothing is recorded where the question why it won't be fixed is %s", async (_, title) => {
    const c = await asking((titles) => titles.find((t) => t === WONT_FIX) ?? title);
    expect(await run(c, await action(c))).toBeNull();
    expect(await c.diagnostics(c.uri('a.ts'))).toHaveLength(1);
  });
});

describe('the file', () => {
  test('that changes on disk is in force at once', async () => {
    const { p, c } = await started({ 'a.ts': hashing(2) });
    const uri = c.uri('a.ts');
    const [first, second] = await c.diagnostics(uri);
    const dismissal = record({ action: 'dismissed', reason: 'duplicate', finding: idOf(first), rule: HASH });
    p.write(FEEDBACK_FILE, fileOf([dismissal]));
    await c.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: c.uri(FEEDBACK_FILE), type: CHANGED }] });
    await c.request('drift/check/digest');
    expect((await c.diagnostics(uri)).map(idOf)).toEqual([idOf(second)]);
    p.write(FEEDBACK_FILE, '');
    await c.notify('textDocument/didSave', { textDocument: { uri: c.uri(FEEDBACK_FILE) } });
    await c.request('drift/check/digest');
    expect(await c.diagnostics(uri)).toHaveLength(2);
  });

  test('that switches a rule off is told once, with the way back', async () => {
    const { c } = await started({ 'a.ts': hashing(1), [FEEDBACK_FILE]: fileOf(quarterUseless(30, 5, { rule: HASH })) });
    const uri = c.uri('a.ts');
    await c.open(uri, 'typescript', hashing(1));
    expect(await c.diagnostics(uri)).toEqual([]);
    await c.until(() => c.shown.length > 0);
    await c.change(uri, [{ text: hashing(2) }]);
    await paused(c);
    expect(c.shown).toEqual([expect.stringContaining(`drift feedback re-enable ${HASH}`)]);
    await c.request('drift/feedback/reEnable', { rule: HASH, why: 'better now' });
    expect(await c.diagnostics(uri)).toHaveLength(2);
  });
});

describe('a rule of which too much is no use', () => {
  const told = (useless: number, rule: string): string =>
    fileOf(Array.from({ length: 12 }, (_, i) => record({ rule, ...(i < useless ? FALSE_POSITIVE : {}) })));
  const severities = (data: readonly Diagnostic[]): (number | undefined)[] => data.map((d) => d.severity);
  const codes = (p: TemporaryProject): string[] =>
    reportEnvelopeSchema
      .parse(JSON.parse(driftAll(p.root, ['check', '--json']).stdout))
      .data.problems.map((x) => x.code);

  test('is told one severity lower from over 20 %, in the editor and in check, until it is taken back', async () => {
    const { p, c } = await started({ 'a.ts': hashing(1), [FEEDBACK_FILE]: told(2, HASH) });
    const uri = c.uri('a.ts');
    await c.open(uri, 'typescript', hashing(1));
    const before = severities(await c.diagnostics(uri))[0] ?? 0;
    expect(codes(p)).toEqual([]);
    p.write(FEEDBACK_FILE, told(3, HASH));
    await c.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: c.uri(FEEDBACK_FILE), type: CHANGED }] });
    const { digest } = await c.request<{ digest: string }>('drift/check/digest');
    expect(severities(await c.diagnostics(uri))).toEqual([before + 1]);
    expect(checked(p).digest).toBe(digest);
    expect(codes(p)).toEqual(['RULE_DEMOTED']);
    await c.request('drift/feedback/reEnable', { rule: HASH, why: 'better now' });
    expect(severities(await c.diagnostics(uri))).toEqual([before]);
    expect(codes(p)).toEqual([]);
  });

  test('only hints from over 10 % on where it is a convention, and is said once on a machine', async () => {
    const p = new TemporaryProject({ ...sampleProject(), 'src/odd.ts': ODD_CATCH, [FEEDBACK_FILE]: told(2, BINDING) });
    projects.push(p);
    for (const times of [1, 0]) {
      const c = await LspClient.start({ root: p.root, init: EVERY_RULE });
      clients.push(c);
      await c.workspace();
      const shown = (await c.diagnostics(c.uri('src/odd.ts'))).filter((d) => d.code === BINDING);
      expect(severities(shown)).toEqual([4]);
      await c.open(c.uri('src/odd.ts'), 'typescript', ODD_CATCH);
      await paused(c);
      await c.until(() => c.settled.some((s) => s.lane === 'slow'));
      if (times > 0) await c.until(() => c.shown.length > 0);
      expect(c.shown.filter((m) => m.includes('only hints'))).toHaveLength(times);
    }
    const listed = (): readonly string[] =>
      driftAll(p.root, ['conventions'])
        .stdout.split('\n')
        .filter((l) => l.includes('error-catch-binding'));
    p.write('drift.toml', `[analysis.severity]\n"${BINDING}" = "error"\n`);
    expect(listed()[0]).toMatch(/ hint by feedback$/);
    expect(driftAll(p.root, ['check']).stdout).toMatch(/ enforced, 1 hinted, /);
    p.write(FEEDBACK_FILE, told(1, BINDING));
    expect(listed()[0]).toMatch(/ error$/);
    expect(codes(p)).toEqual([]);
  });
});

test('whoever is asked why and does not say records nothing, and is told nothing', async () => {
  const p = new TemporaryProject({ 'a.ts': hashing(1) });
  projects.push(p);
  const options = {
    root: p.root,
    init: EVERY_RULE,
    capabilities: { window: { showMessage: { messageActionItem: {} } } },
  };
  const c = LspClient.launch(options);
  clients.push(c);
  let asked = 0;
  c.connection.onRequest('window/showMessageRequest', () => {
    asked++;
    return null;
  });
  await c.initialize(options);
  await c.notify('initialized', {});
  const uri = c.uri('a.ts');
  await c.open(uri, 'typescript', hashing(1));
  const [only] = await c.diagnostics(uri);
  const range = only?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const offered = (await c.actions(uri, range)).find((a) => a.title.startsWith('Not useful'));
  expect(await run(c, offered)).toBeNull();
  expect(await run(c, offered, { reason: 'wont_fix' })).toBeNull();
  expect({ asked, shown: c.shown }).toEqual({ asked: 2, shown: [] });
  expect(existsSync(`${p.root}/.drift`)).toBe(false);
});

describe('what the editor infers', () => {
  const signals = (p: TemporaryProject): { signal: string; finding: string }[] =>
    existsSync(`${p.root}/${SIGNAL_FILE}`)
      ? readFileSync(`${p.root}/${SIGNAL_FILE}`, 'utf8')
          .trimEnd()
          .split('\n')
          .map((l) => feedbackSignalSchema.parse(JSON.parse(l)))
      : [];

  test('lies in the local journal, is shown by stats and changes no finding', async () => {
    const { p, c } = await started({ 'a.ts': hashing(3), [FEEDBACK_FILE]: '' });
    const uri = c.uri('a.ts');
    await c.open(uri, 'typescript', hashing(3));
    await paused(c);
    const [first, second, third] = await c.diagnostics(uri);
    await c.change(uri, [{ text: hashing(2) }]);
    await paused(c);
    expect(signals(p)).toMatchObject([
      { signal: 'fixed', finding: idOf(third) },
      { signal: 'kept', finding: idOf(first) },
      { signal: 'kept', finding: idOf(second) },
    ]);
    // A scan counts once a day, however often there is one.
    await c.change(uri, [{ text: `${hashing(2)}\n` }]);
    await paused(c);
    expect(signals(p)).toHaveLength(3);
    expect(await c.diagnostics(uri)).toHaveLength(2);
    const stats = await c.request<FeedbackStats>('drift/feedback/stats');
    expect(stats).toMatchObject({ until: null, local: [{ ruleId: HASH, fixed: 1, autoFixed: 0, ignored: 0 }] });
    expect(readFileSync(`${p.root}/.drift/.gitignore`, 'utf8')).toContain('/local/');
    expect(readFileSync(`${p.root}/${FEEDBACK_FILE}`, 'utf8')).toBe('');
  });

  test('knows its own fixes, and a dismissed deviation gives its place to the next', async () => {
    const deviations = [1, 2, 3, 4, 5].map((i) => ODD_CATCH.replaceAll('NAME', `odd${i}`)).join('\n');
    const text = `import { work } from './work.js';\n\n${deviations}${following(5)}`;
    const { p, c } = await started({ ...sampleProject(), 'src/odd.ts': text, [FEEDBACK_FILE]: '' });
    const uri = c.uri('src/odd.ts');
    await c.open(uri, 'typescript', text);
    await paused(c);
    const shown = async (): Promise<Diagnostic[]> => (await c.diagnostics(uri)).filter((d) => d.code === BINDING);
    const before = await shown();
    expect(endings(before)).toEqual([undefined, undefined, 'and 2 more']);
    await c.request('drift/feedback/record', { id: idOf(before[0]), action: 'dismissed', reason: 'duplicate', uri });
    const after = await shown();
    expect(endings(after)).toEqual([undefined, undefined, 'and 1 more']);
    expect(after.slice(0, 2).map(idOf)).toEqual(before.slice(1).map(idOf));

    await paused(c);
    const range = after[0]?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const fix = (await c.actions(uri, range)).find((a) => a.title.startsWith('Fix:'));
    const { edit } = await c.resolve(fix ?? { title: 'none' });
    const [change] = edit?.documentChanges ?? [];
    const edits =
      change !== undefined && 'edits' in change ? change.edits.flatMap((e) => ('newText' in e ? [e] : [])) : [];
    expect(edits.length).toBeGreaterThan(0);
    const backwards = [...edits].sort((a, b) => b.range.start.line - a.range.start.line);
    await c.change(
      uri,
      backwards.map((e) => ({ range: e.range, text: e.newText })),
    );
    await paused(c);
    expect(signals(p)).toContainEqual(expect.objectContaining({ signal: 'auto_fixed', finding: idOf(after[0]) }));
  });

  test('never makes the folder, and half-typed text proves nothing', async () => {
    const { p, c } = await started({ 'a.ts': hashing(2) });
    const uri = c.uri('a.ts');
    await c.open(uri, 'typescript', hashing(2));
    await paused(c);
    await c.change(uri, [{ text: hashing(1) }]);
    await paused(c);
    expect(existsSync(`${p.root}/.drift`)).toBe(false);
    p.write('.drift/conventions.json', '{}');
    await c.change(uri, [{ text: `${hashing(1)}\nfunction (` }]);
    await paused(c);
    expect(signals(p)).toEqual([]);
  });
});
