import { expect, test } from 'vitest';
import { extracted } from '../../../../../test/support/extracted.ts';

test.each([
  ['return', 'a.js', 'return row;', '`return` would leave the extracted block'],
  ['break out of a loop around', 'a.js', 'break;', '`break` would leave the extracted block'],
  ['yield', 'a.js', 'yield row;', '`yield` would leave the extracted block'],
  [
    'a variable that a function inside keeps',
    'a.js',
    'later(() => count); count = 2;',
    'a function inside keeps `count`, which is written',
  ],
  ['this of nobody knows whom', 'a.js', 'this.add(row);', 'what `this` is depends on how it is called'],
])('refuses %s', async (_, path, statement, reason) => {
  const text = `function load(rows) {\n  let count = 0;\n  while (rows.next()) {\n    const row = rows.row;\n    if (row) {\n      ${statement}\n    }\n    use(count);\n  }\n}\n`;
  const result = await extracted(path, text);
  // A jump stays in the loop that it leaves, which may go as a whole.
  expect(statement === 'break;' ? `\`break\`: ${result.includes('loadPart')}` : result).toBe(
    statement === 'break;' ? '`break`: true' : reason,
  );
});

test.each([
  [
    'a type that is not written',
    'a.ts',
    'function load(rows: Row[]) {\n  const all = rows.size();\n  if (all) {\n    use(all);\n  }\n}\n',
    'the type of `all` is not written',
  ],
  [
    'a type that may have been narrowed',
    'a.ts',
    'function load(row: Row | null) {\n  if (row) {\n    use(row);\n  }\n}\n',
    'what `row` is may have been narrowed here',
  ],
  [
    'a copy that would be changed',
    'a.go',
    'package a\n\nfunc Load(b Buffer, n int) {\n\tif n > 0 {\n\t\tb.Write(n)\n\t}\n}\n',
    '`b` may be a copy there',
  ],
  [
    'a result that has a name',
    'a.go',
    'package a\n\nfunc Load(n int) (total int, err error) {\n\tif n > 0 {\n\t\ttotal = n\n\t\tstore(n)\n\t}\n\treturn\n}\n',
    '`total` is a result by name',
  ],
  [
    'an error that leaves the function',
    'a.rs',
    'fn load(rows: &[Row]) -> Result<(), E> {\n    if rows.len() > 1 {\n        store(rows)?;\n    }\n    Ok(())\n}\n',
    '`?` would leave the extracted block',
  ],
  [
    'a value that would be moved',
    'a.rs',
    'fn load(rows: Vec<Row>) {\n    if rows.len() > 1 {\n        store(rows);\n    }\n}\n',
    '`rows` may have to be moved',
  ],
  [
    'a method of a trait',
    'a.rs',
    'impl Load for Shop {\n    fn load(&self) {\n        if self.a {\n            self.b();\n        }\n    }\n}\n',
    'a trait says what this `impl` holds',
  ],
  [
    'a name that is set in the block alone',
    'a.py',
    'def load(rows):\n    if rows:\n        a = 1\n        use(a)\n    return a\n',
    '`a` may not be set when the block begins',
  ],
  [
    'names that a call can see',
    'a.php',
    '<?php\nfunction load($rows) {\n    if ($rows) {\n        $a = 1;\n        show(compact("a"));\n    }\n}\n',
    '`compact` in the block depends on where it stands',
  ],
  [
    'what waits in C#',
    'a.cs',
    'class A {\n    async Task Load(int n) {\n        if (n > 0) {\n            await Add(n);\n        }\n    }\n}\n',
    '`await` would leave the extracted block',
  ],
  [
    'type parameters',
    'A.java',
    'class A {\n    <T> void load(List<T> rows) {\n        if (rows.size() > 1) {\n            use(rows);\n        }\n    }\n}\n',
    'it has type parameters',
  ],
])('refuses %s', async (_, path, text, reason) => {
  expect(await extracted(path, text)).toBe(reason);
});

test.each([
  [
    'a.rs',
    'fn load(town: &str) -> bool {\n    if town.len() > 1 {\n        true\n    } else {\n        false\n    }\n}\n',
  ],
  ['a.kt', 'fun load(town: String): Int =\n    if (town.length > 1) {\n        1\n    } else {\n        2\n    }\n'],
])('refuses a statement whose value is used: %s', async (path, text) => {
  expect(await extracted(path, text)).toBe('what the block is worth is used');
});
