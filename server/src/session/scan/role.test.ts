import { expect, it } from 'vitest';
import { classifyRole } from './role.ts';

it.each([
  ['src/index.ts', 'source'],
  ['src/contest.ts', 'source'],
  ['src/latest/api.py', 'source'],
  ['src/Attest.java', 'source'],
  ['src/specification.rb', 'source'],
  ['src/index.test.ts', 'test'],
  ['src/index.spec.tsx', 'test'],
  ['pkg/server_test.go', 'test'],
  ['test_api.py', 'test'],
  ['conftest.py', 'test'],
  ['app/models/user_spec.rb', 'test'],
  ['src/UserTest.java', 'test'],
  ['src/UserTests.cs', 'test'],
  ['src/test/java/App.java', 'test'],
  ['src/__mocks__/fs.ts', 'test'],
  ['e2e/login.ts', 'test'],
  ['Shop.Tests/Cart.cs', 'test'],
  ['vitest.config.ts', 'test'],
  ['setupTests.js', 'test'],
  ['tests/fixtures/a.ts', 'fixture'],
  ['pkg/testdata/a.go', 'fixture'],
  ['api/user.pb.go', 'generated'],
  ['api/user_pb2.py', 'generated'],
  ['Form1.Designer.cs', 'generated'],
  ['src/schema.generated.ts', 'generated'],
  ['vendor/lib/a_test.go', 'vendored'],
  ['third_party/x.ts', 'vendored'],
  ['rollup.config.js', 'config'],
  ['.eslintrc.cjs', 'config'],
  ['build.gradle.kts', 'config'],
  ['Gemfile', 'config'],
])('%s is %s', (path, role) => {
  expect(classifyRole(path)).toBe(role);
});
