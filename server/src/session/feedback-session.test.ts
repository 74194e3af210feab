import { FEEDBACK_FILE, type FileId, type Finding, type RuleId, SIGNAL_FILE } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { fileOf, quarterUseless, record } from '../../../test/support/feedback.ts';
import { createMemoryHost, type MemoryHost } from '../host/memory-host.ts';
import { toFileId } from '../host/narrow.ts';
import { FeedbackFile } from './feedback-file.ts';
import { ImplicitSignals, type Observation } from './implicit-signals.ts';

const PATH = `/w/${FEEDBACK_FILE}`;
const DAY_MS = 86_400_000;
const RULE: RuleId = 'drift/pattern/a';
const FILE: FileId = toFileId('src/a.ts');

describe('the feedback file', () => {
  const dismissal = record({ action: 'dismissed', reason: 'duplicate', finding: 'a'.repeat(16) });

  test('that is missing says nothing and is not made by reading', async () => {
    const host = createMemoryHost({ files: { '/w/a.ts': '' } });
    const file = new FeedbackFile(host, '/w');
    expect(await file.read()).toBe(false);
    expect(file.problems()).toEqual([]);
    expect(host.text(PATH)).toBeNull();
  });

  test('tells when findings may change, and keeps its effects while they do not', async () => {
    const host = createMemoryHost({ files: { [PATH]: fileOf([dismissal]) } });
    const file = new FeedbackFile(host, '/w');
    expect(await file.read()).toBe(true);
    const { effects } = file;
    host.put(PATH, fileOf([record(), dismissal]));
    expect(await file.read()).toBe(false);
    expect(file.effects).toBe(effects);
    expect(file.records).toHaveLength(2);
  });

  test('every operation that fails leaves an answer and no half state', async () => {
    for (let n = 1; n <= 8; n++) {
      const host = createMemoryHost({ files: { '/w/a.ts': '' } });
      const file = new FeedbackFile(host, '/w');
      host.failAt(n);
      const answer = await file.append(dismissal);
      host.failAt(0);
      await file.read();
      expect({ n, stored: host.text(PATH) !== null, hides: file.effects.dismissed.size }).toEqual({
        n,
        stored: answer.ok,
        hides: answer.ok ? 1 : 0,
      });
    }
  });

  test('that cannot be read is a problem, and hides nothing', async () => {
    const host = createMemoryHost({ files: { [PATH]: fileOf([dismissal]) }, unreadable: [PATH] });
    const file = new FeedbackFile(host, '/w');
    expect(await file.read()).toBe(false);
    expect(file.problems()).toMatchObject([{ code: 'FEEDBACK_ERROR', file: FEEDBACK_FILE }]);
    expect(await file.append(record())).toMatchObject({ ok: false, problems: [{ code: 'PERMISSION_DENIED' }] });
  });

  test('is neither read nor written through a link that leads out', async () => {
    const host = createMemoryHost({
      files: { '/w/a.ts': '', '/else/feedback.jsonl': fileOf([dismissal]) },
      links: { '/w/.drift': '/else' },
    });
    const file = new FeedbackFile(host, '/w');
    await file.read();
    expect(file.effects.dismissed.size).toBe(0);
    expect(file.problems()).toHaveLength(1);
    expect((await file.append(record())).ok).toBe(false);
    expect(host.text('/else/feedback.jsonl')).toBe(fileOf([dismissal]));
    const dangling = createMemoryHost({ files: { '/w/a.ts': '' }, links: { [PATH]: '/else/new' } });
    expect((await new FeedbackFile(dangling, '/w').append(record())).ok).toBe(false);
  });

  test('rules about injection and secrets are never switched off by it', async () => {
    const off = async (rule: string): Promise<readonly string[]> => {
      const host = createMemoryHost({ files: { [PATH]: fileOf(quarterUseless(60, 5, { rule })) } });
      const file = new FeedbackFile(host, '/w');
      await file.read();
      return [...file.effects.disabled.keys()];
    };
    expect(await off('drift/crypto/weak-hash')).toEqual(['drift/crypto/weak-hash']);
    for (const rule of ['taint/sql-query', 'taint/os-command', 'taint/code-eval', 'secret/vendor-token'])
      expect({ rule, off: await off(`drift/${rule}`) }).toEqual({ rule, off: [] });
  });
});

describe('implicit signals', () => {
  function finding(id: string, ruleId: RuleId = RULE): Finding {
    return {
      id,
      ruleId,
      file: FILE,
      start: 0,
      end: 1,
      message: 'm',
      symbol: '',
      snippet: '',
      confidence: 1,
      tier: 'established',
      severity: 'warning',
      isNew: true,
      key: '',
      accepted: false,
      cwe: [],
    };
  }

  function seen(ids: readonly string[], over: Partial<Observation> = {}): Observation {
    const findings = ids.map((id) => finding(id));
    return { file: FILE, analysis: {}, isSound: true, settings: [1], law: new Map(), findings, ...over };
  }

  const journal = (host: MemoryHost): string[] =>
    (host.text(`/w/${SIGNAL_FILE}`) ?? '')
      .split('\n')
      .filter((l) => l !== '')
      .map((l) => {
        const { signal, finding: id } = JSON.parse(l);
        return `${signal} ${id}`;
      });

  async function observed(...steps: readonly Observation[]): Promise<string[]> {
    const host = createMemoryHost({ files: { '/w/.drift/': '' } });
    const signals = new ImplicitSignals(host, '/w');
    for (const step of steps) await signals.observe([step]);
    return journal(host);
  }

  test('an edit that removes a finding fixed it', async () => {
    expect(await observed(seen(['a', 'b']), seen(['a']))).toEqual(['fixed b', 'kept a']);
  });

  test('nothing is told where something else may be the reason', async () => {
    const same = {};
    expect(await observed(seen(['a'], { analysis: same }), seen([], { analysis: same }))).toEqual([]);
    expect(await observed(seen(['a']), seen([], { settings: [2] }))).toEqual([]);
    expect(await observed(seen(['a']), seen([], { law: new Map([[RULE, 'other']]) }))).toEqual([]);
    expect(await observed(seen(['a']), seen(['b']))).toEqual([]);
  });

  test('text that does not parse is passed over', async () => {
    expect(await observed(seen(['a']), seen([], { isSound: false }), seen(['a']))).toEqual(['kept a']);
    expect(await observed(seen(['a']), seen([], { isSound: false }), seen([]))).toEqual(['fixed a']);
  });

  test('a fix of Drift that was handed out and took effect is told apart', async () => {
    const host = createMemoryHost({ files: { '/w/.drift/': '' } });
    const signals = new ImplicitSignals(host, '/w');
    await signals.observe([seen(['a', 'b'])]);
    signals.expect([finding('a'), finding('b')]);
    await signals.observe([seen(['b'])]);
    expect(journal(host)).toEqual(['auto_fixed a', 'kept b']);
  });

  test('what is closed is forgotten', async () => {
    const host = createMemoryHost({ files: { '/w/.drift/': '' } });
    const signals = new ImplicitSignals(host, '/w');
    await signals.observe([seen(['a'])]);
    await signals.observe([]);
    await signals.observe([seen([])]);
    expect(journal(host)).toEqual([]);
  });

  test('a finding that stays on three days of edits is ignored, across sessions, once', async () => {
    const host = createMemoryHost({ files: { '/w/.drift/': '' } });
    for (let day = 0; day < 5; day++) {
      const signals = new ImplicitSignals(host, '/w');
      for (let scan = 0; scan < 40; scan++) await signals.observe([seen(['a'])]);
      host.advance(DAY_MS);
    }
    expect(journal(host)).toEqual(['kept a', 'kept a', 'kept a', 'ignored a']);
  });

  test('nothing is written where there is no folder of Drift', async () => {
    const host = createMemoryHost({ files: { '/w/a.ts': '' } });
    const signals = new ImplicitSignals(host, '/w');
    for (const step of [seen(['a']), seen([])]) await signals.observe([step]);
    expect(journal(host)).toEqual([]);
  });
});
