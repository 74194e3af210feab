import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { CONVENTIONS } from '../server/src/rules/registry.ts';
import { classifyRole } from '../server/src/session/scan/role.ts';
import { LineTable } from '../server/src/syntax/line-table.ts';
import { readFixture, viewOf } from './support/rules.ts';

test('update', async () => {
  for (const c of CONVENTIONS) {
    const folder = new URL(`../fixtures/rules/${c.id.slice(6)}/`, import.meta.url);
    for (const name of readdirSync(folder).filter((n) => !n.endsWith('.observations'))) {
      const { files } = readFixture(name, readFileSync(new URL(name, folder), 'utf8'));
      const single = files.length === 1 && files[0]!.path === name;
      const out: string[] = [];
      for (const f of files) {
        const lines = LineTable.of(f.text);
        const view = await viewOf(f.path, f.text, classifyRole(f.path));
        if (c.languages.includes(view.language))
          c.observe(view, (o) => {
            const line = lines.lineOf(o.start);
            out.push(
              `${single ? '' : f.path + ':'}${line + 1}:${o.start - lines.lineStart(line)} ${f.text.slice(o.start, o.end).replace(/\s+/g, ' ')} -> ${o.value}`,
            );
          });
      }
      writeFileSync(new URL(name + '.observations', folder), out.join('\n') + '\n');
    }
  }
});
