import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'vitest';
import { FileFacts } from '../server/src/facts/file-facts.ts';
import { FileView } from '../server/src/rules/engine/file-view.ts';
import { bareName, isOneWord, styleOf } from '../server/src/rules/engine/identifier-style.ts';
import { errorCatchBinding } from '../server/src/rules/pattern/error-catch-binding/rule.ts';

test('run', () => {
  const c: Record<string, [number, number, number]> = {};
  const ex: Record<string, string[]> = {};
  const add = (k: string, name: string) => {
    const e = (c[k] ??= [0, 0, 0]);
    const s = styleOf(name);
    const b = bareName(name);
    if (s !== null) e[0]++;
    else if (b.length < 2 || isOneWord(name) || /^[A-Z0-9]+$/.test(b) || /^[a-z0-9]+$/.test(b)) e[1]++;
    else {
      e[2]++;
      const l = (ex[k] ??= []);
      if (l.length < 12) l.push(name);
    }
  };
  for (const idx of readdirSync('/tmp/conv').filter((f) => f.startsWith('index-')))
    for (const line of readFileSync('/tmp/conv/' + idx, 'utf8').split('\n')) {
      const [pkg, f, role, lang, name] = line.split('\t') as any;
      if (!name) continue;
      const b = readFileSync('/tmp/conv/facts/' + name);
      const view = new FileView(
        f,
        role,
        new FileFacts(b.buffer.slice(b.byteOffset, b.byteOffset + b.byteLength) as ArrayBuffer),
      );
      for (const s of view.table('symbols')) {
        if (s.name.startsWith('_')) continue;
        if ((s.kind === 'function' || s.kind === 'method') && !(s.modifiers & ((1 << 12) | (1 << 5) | (1 << 9))))
          add('function ' + lang, s.name);
        else if (['class', 'interface', 'struct', 'enum'].includes(s.kind)) add('type ' + lang, s.name);
      }
      for (const s of view.table('bindings'))
        if (s.kind === 'variable' && s.symbol >= 0 && s.target !== '' && !s.target.startsWith('_'))
          add('variable ' + lang, s.target);
        else if (s.kind === 'constant') add('constant ' + lang, s.target);
      let n = 0;
      for (const h of view.table('handlers'))
        if (h.bindingEnd > h.bindingStart && ['catch', 'except', 'rescue', 'errorBranch'].includes(h.kind)) n++;
      let o = 0;
      if (errorCatchBinding.languages.includes(lang)) errorCatchBinding.observe(view, () => o++);
      const e = (c['catch ' + lang] ??= [0, 0, 0]);
      e[0] += o;
      e[2] += n - o;
      for (const h of view.table('handlers'))
        if (
          h.binding &&
          !/^\$?(e|err|error|ex|exc|exception|t|throwable)$/.test(h.binding) &&
          h.kind !== 'promiseCatch'
        ) {
          const l = (ex['catch ' + lang] ??= []);
          if (l.length < 12) l.push(h.binding);
        }
    }
  for (const k of Object.keys(c).sort())
    console.log(
      k,
      'told',
      c[k]![0],
      'neutral',
      c[k]![1],
      'abstained',
      c[k]![2],
      ((100 * c[k]![2]) / (c[k]![0] + c[k]![2])).toFixed(1) + '%',
      (ex[k] ?? []).join(' '),
    );
}, 3_000_000);
