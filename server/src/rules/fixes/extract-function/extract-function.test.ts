import { expect, test } from 'vitest';
import { extracted } from '../../../../../test/support/extracted.ts';

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
