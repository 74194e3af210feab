import { expect, test } from 'vitest';
import { fixedBy } from '../../../../../test/support/convention-fix.ts';
import { importPath } from './rule.ts';

test('Python: from the folder, and by the whole name where the file shows its package', async () => {
  expect(await fixedBy(importPath, 'shop/cart/view.py', 'from shop.cart.rows import Row\n', 'relative')).toBe(
    'from .rows import Row\n',
  );
  expect(await fixedBy(importPath, 'src/shop/view.py', 'from .rows import Row\n', 'absolute')).toBe(
    'from shop.rows import Row\n',
  );
});

test('Ruby: from where the file lies, and by the name on the load path', async () => {
  expect(await fixedBy(importPath, 'lib/shop/cart/view.rb', "require 'shop/rows/row'\n", 'relative')).toBe(
    "require_relative '../rows/row'\n",
  );
  expect(await fixedBy(importPath, 'lib/shop/cart/view.rb', "require_relative '../rows/row'\n", 'absolute')).toBe(
    "require 'shop/rows/row'\n",
  );
});

test('refused where the package cannot be told, and where an alias decides', async () => {
  expect(await fixedBy(importPath, 'a/b/view.py', 'from .rows import Row\n', 'absolute')).toBeNull();
  expect(await fixedBy(importPath, 'src/a/b/view.ts', "import { row } from '@/rows';\n", 'relative')).toBeNull();
});
