import { type GrammarId, grammarOfPath, type RuleFinding } from '@drift/shared';
import { expect, test } from 'vitest';
import { withTree } from '../../../../../test/support/facts.ts';
import { viewOf } from '../../../../../test/support/rules.ts';
import { leavesOf } from '../../../facts/leaves.ts';
import { applyEdits } from '../../../session/apply-edits.ts';
import type { FixContext } from '../../engine/rule.ts';
import { extractFunction } from './extract-function.ts';

/** The text after the first edit that is offered for its function `load`, or why there is none. */
async function extracted(path: string, text: string): Promise<string> {
  const grammar: GrammarId | null = grammarOfPath(path);
  if (grammar === null) throw new Error(`${path} has no grammar`);
  const view = await viewOf(path, text);
  const all = await withTree(grammar, text, leavesOf);
  const context: FixContext = {
    view,
    text,
    identifiers: () => [],
    leaves: ({ start, end }) => all.filter((l) => l.start >= start && l.end <= end),
    usual: () => null,
  };
  const around = [...view.table('symbols')].find((s) => s.name.toLowerCase() === 'load');
  const finding: RuleFinding = {
    ruleId: 'drift/pattern/outlier-nesting-depth',
    start: around?.nameStart ?? -1,
    end: around?.nameEnd ?? -1,
    message: '',
    symbol: '',
    snippet: '',
    confidence: 1,
    tier: 'established',
  };
  const fixes = extractFunction(context, finding);
  if (typeof fixes === 'string') return fixes;
  return fixes[0] === undefined ? 'no edit' : applyEdits(text, fixes[0].edits);
}

test('Python: a method that is handed what it reads and gives back what it writes', async () => {
  const text = `class Shop:
    def load(self, rows, town):
        total = 0
        for row in rows:
            if row.town == town:
                for item in row.items:
                    total += item.price
                    self.log(f"{item.price} {town}")
        return total
`;
  expect(await extracted('shop.py', text)).toBe(`class Shop:
    def load(self, rows, town):
        total = 0
        for row in rows:
            total = self._load_part(town, total, row)
        return total

    def _load_part(self, town, total, row):
        if row.town == town:
            for item in row.items:
                total += item.price
                self.log(f"{item.price} {town}")
        return total
`);
});

test('JavaScript: a function beside the other, names of patterns are variables too', async () => {
  const text = `exports.load = function load(rows, town) {
  let total = 0;
  for (const { name, items } of rows) {
    if (name === town) {
      for (const item of items) {
        total += item.price;
      }
    }
  }
  return total;
};
`;
  expect(await extracted('shop.js', text)).toBe(`exports.load = function load(rows, town) {
  let total = 0;
  for (const { name, items } of rows) {
    total = loadPart(town, total, name, items);
  }
  return total;
};

function loadPart(town, total, name, items) {
  if (name === town) {
    for (const item of items) {
      total += item.price;
    }
  }
  return total;
}
`);
});

test('TypeScript: what waits is waited for, and types are written', async () => {
  const text = `export class Shop {
  async load(rows: Row[], town: string): Promise<void> {
    if (rows.length > 0) {
      for (const row of rows) {
        await this.store.add(row, town);
      }
    }
  }
}
`;
  expect(await extracted('shop.ts', text)).toBe(`export class Shop {
  async load(rows: Row[], town: string): Promise<void> {
    if (rows.length > 0) {
      await this.loadPart(rows, town);
    }
  }

  private async loadPart(rows: Row[], town: string) {
    for (const row of rows) {
      await this.store.add(row, town);
    }
  }
}
`);
});

test('Java: what is thrown into a handler around it is declared', async () => {
  const text = `class Shop {
    int load(List<Row> rows, String town) throws IOException {
        int total = 0;
        try {
            for (Row row : rows) {
                if (row.town().equals(town)) {
                    total += row.price();
                }
            }
        } catch (SQLException ex) {
            log(ex);
        }
        return total;
    }
}
`;
  expect(await extracted('Shop.java', text)).toContain(`            for (Row row : rows) {
                total = loadPart(town, total, row);
            }`);
  expect(await extracted('Shop.java', text)).toContain(`
    private int loadPart(String town, int total, Row row) throws IOException, SQLException {
        if (row.town().equals(town)) {
            total += row.price();
        }
        return total;
    }
}`);
});

test('C#: a static method stays static', async () => {
  const text = `class Shop
{
    public static int Load(List<Row> rows, string town)
    {
        int total = 0;
        foreach (Row row in rows)
        {
            if (row.Town == town)
            {
                total += row.Price;
            }
        }
        return total;
    }
}
`;
  expect(await extracted('Shop.cs', text)).toContain(`            total = LoadPart(town, total, row);
        }
        return total;
    }

    private static int LoadPart(string town, int total, Row row)
    {
        if (row.Town == town)
        {
            total += row.Price;
        }
        return total;
    }
`);
});

test('Go: a method of the same receiver', async () => {
  const text = `package shop

func (s *Shop) Load(ctx context.Context, rows []Row, town string) (int, error) {
	total := 0
	for _, row := range rows {
		if row.Town == town {
			total += row.Price
			s.log(ctx, town)
		}
	}
	return total, nil
}
`;
  expect(await extracted('shop.go', text)).toBe(`package shop

func (s *Shop) Load(ctx context.Context, rows []Row, town string) (int, error) {
	total := 0
	total = s.loadPart(ctx, rows, town, total)
	return total, nil
}

func (s *Shop) loadPart(ctx context.Context, rows []Row, town string, total int) int {
	for _, row := range rows {
		if row.Town == town {
			total += row.Price
			s.log(ctx, town)
		}
	}
	return total
}
`);
});

test('Kotlin: a parameter that is written gets a variable, and what suspends does so', async () => {
  const text = `class Shop {
    suspend fun load(rows: List<Row>, town: String): Int {
        var total: Int = 0
        for (row in rows) {
            if (row.town == town) {
                total += row.price
            }
        }
        return total
    }
}
`;
  expect(await extracted('Shop.kt', text)).toContain(`        var total: Int = 0
        total = loadPart(rows, town, total)
        return total
    }

    private suspend fun loadPart(rows: List<Row>, town: String, total: Int): Int {
        var total = total
        for (row in rows) {
            if (row.town == town) {
                total += row.price
            }
        }
        return total
    }
`);
});

test('PHP: through `$this`', async () => {
  const text = `<?php
class Shop
{
    public function load(array $rows, string $town): int
    {
        $total = 0;
        foreach ($rows as $row) {
            if ($row->town === $town) {
                $total += $row->price;
                $this->log("$town {$row->price}");
            }
        }
        return $total;
    }
}
`;
  expect(await extracted('shop.php', text)).toContain(`        foreach ($rows as $row) {
            $total = $this->loadPart($town, $total, $row);
        }
        return $total;
    }

    private function loadPart($town, $total, $row)
    {
        if ($row->town === $town) {
            $total += $row->price;
            $this->log("$town {$row->price}");
        }
        return $total;
    }
`);
});

test('Ruby: a method of the same object', async () => {
  const text = `class Shop
  def load(rows, town)
    total = 0
    for row in rows
      if row.town == town
        @log << row
        total += row.price
      end
    end
    total
  end
end
`;
  expect(await extracted('shop.rb', text)).toBe(`class Shop
  def load(rows, town)
    total = 0
    for row in rows
      total = load_part(town, total, row)
    end
    total
  end

  def load_part(town, total, row)
    if row.town == town
      @log << row
      total += row.price
    end
    total
  end
end
`);
});

test('Rust: what is lent is lent on', async () => {
  const text = `impl Shop {
    pub fn load(&mut self, rows: &[Row], town: &str) -> u32 {
        let mut total: u32 = 0;
        for row in rows {
            if row.town == town {
                total += row.price;
                self.log(town);
            }
        }
        total
    }
}
`;
  expect(await extracted('shop.rs', text)).toContain(`        let mut total: u32 = 0;
        total = self.load_part(rows, town, total);
        total
    }

    fn load_part(&mut self, rows: &[Row], town: &str, mut total: u32) -> u32 {
        for row in rows {
            if row.town == town {
                total += row.price;
                self.log(town);
            }
        }
        total
    }
`);
});

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

test('Python: what the block sets for itself is no parameter, though the name has another life before it', async () => {
  const text = `def load(rows, names):
    for name in names:
        show(name)
    if rows:
        for name in rows:
            total = name.price
            show(total, name)
    return [name for name in rows]
`;
  expect(await extracted('shop.py', text)).toBe(`def load(rows, names):
    for name in names:
        show(name)
    if rows:
        _load_part(rows)
    return [name for name in rows]


def _load_part(rows):
    for name in rows:
        total = name.price
        show(total, name)
`);
});

test('Python: what may not be set yet is not handed over', async () => {
  const text = `def load(rows):
    for row in rows:
        last = row
    if rows:
        show(last)
        show(rows)
`;
  expect(await extracted('shop.py', text)).toBe('`last` may not be set when the block begins');
});

test.each([
  [
    'a.js',
    'function load(rows) {\n  let last = null;\n  for (const row of rows) {\n    if (row.price) {\n      show(last);\n      last = row;\n    }\n  }\n}\n',
    'last = loadPart(last, row);',
  ],
  [
    'a.py',
    'def load(rows):\n    last = None\n    for row in rows:\n        if row.price:\n            show(last)\n            last = row\n',
    'last = _load_part(last, row)',
  ],
])('what a loop brings back to the block is given back: %s', async (path, text, call) => {
  expect(await extracted(path, text)).toContain(call);
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
