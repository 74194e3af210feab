import { describe, expect, test } from 'vitest';
import { isManifest } from '../../session/scan/manifests.ts';
import { filesOf, indexOf, renderImports } from '../text-project.ts';

// Three packages of each ecosystem: c uses b, b uses a. Every import leads into the other package, and every package has
// a manifest that makes its folder a scope of its own.
const MONOREPOS: Readonly<Record<string, { readonly text: string; readonly imports: readonly string[] }>> = {
  npm: {
    text: `
//- package.json
{ "workspaces": ["packages/*"] }
//- packages/a/package.json
{ "name": "@acme/a", "main": "dist/index.js" }
//- packages/a/src/index.ts
export const a = 1;
//- packages/b/package.json
{ "name": "@acme/b", "exports": { ".": "./src/index.ts", "./deep": "./src/deep.ts" } }
//- packages/b/src/index.ts
import { a } from '@acme/a';
//- packages/b/src/deep.ts
export const deep = 1;
//- packages/c/package.json
{ "name": "@acme/c" }
//- packages/c/src/main.ts
import { deep } from '@acme/b/deep';
`,
    imports: [
      'packages/b/src/index.ts: @acme/a -> packages/a/src/index.ts',
      'packages/c/src/main.ts: @acme/b/deep -> packages/b/src/deep.ts',
    ],
  },
  cargo: {
    text: `
//- Cargo.toml
[workspace]
members = ["crates/*"]
//- crates/a/Cargo.toml
[package]
name = "acme-a"
//- crates/a/src/lib.rs
pub mod shapes;
//- crates/a/src/shapes.rs
pub struct Square;
//- crates/b/Cargo.toml
[package]
name = "b"
//- crates/b/src/lib.rs
use acme_a::shapes::Square;
//- crates/c/Cargo.toml
[package]
name = "c"
//- crates/c/src/main.rs
use b;
`,
    imports: [
      'crates/b/src/lib.rs: acme_a::shapes::Square -> crates/a/src/shapes.rs',
      'crates/c/src/main.rs: b -> crates/b/src/lib.rs',
    ],
  },
  go: {
    text: `
//- go.work
use (
  ./a
  ./b
  ./c
)
//- a/go.mod
module example.com/a
//- a/shapes/square.go
package shapes
//- b/go.mod
module example.com/b
//- b/b.go
package b
import "example.com/a/shapes"
//- c/go.mod
module example.com/c
//- c/main.go
package main
import "example.com/b"
`,
    imports: ['b/b.go: example.com/a/shapes -> a/shapes/square.go', 'c/main.go: example.com/b -> b/b.go'],
  },
  maven: {
    text: `
//- pom.xml
<project><artifactId>root</artifactId><modules><module>a</module><module>b</module><module>c</module></modules></project>
//- a/pom.xml
<project><artifactId>a</artifactId></project>
//- a/src/main/java/org/acme/a/Square.java
package org.acme.a;
public class Square {}
//- b/pom.xml
<project><artifactId>b</artifactId></project>
//- b/src/main/java/org/acme/b/Board.java
package org.acme.b;
import org.acme.a.Square;
public class Board {}
//- c/pom.xml
<project><artifactId>c</artifactId></project>
//- c/src/main/java/org/acme/c/Main.java
package org.acme.c;
import org.acme.b.Board;
class Main {}
`,
    imports: [
      'b/src/main/java/org/acme/b/Board.java: org.acme.a.Square -> a/src/main/java/org/acme/a/Square.java',
      'c/src/main/java/org/acme/c/Main.java: org.acme.b.Board -> b/src/main/java/org/acme/b/Board.java',
    ],
  },
  gradle: {
    text: `
//- a/build.gradle
plugins {}
//- a/src/main/kotlin/square.kt
package org.acme.a
class Square
//- b/build.gradle
plugins {}
//- b/src/main/kotlin/board.kt
package org.acme.b
import org.acme.a.Square
class Board
//- c/build.gradle
plugins {}
//- c/src/main/java/org/acme/c/Main.java
package org.acme.c;
import org.acme.b.Board;
class Main {}
`,
    imports: [
      'b/src/main/kotlin/board.kt: org.acme.a.Square -> a/src/main/kotlin/square.kt',
      'c/src/main/java/org/acme/c/Main.java: org.acme.b.Board -> b/src/main/kotlin/board.kt',
    ],
  },
  dotnet: {
    text: `
//- A/A.csproj
<Project Sdk="Microsoft.NET.Sdk" />
//- A/Square.cs
namespace Acme.Shapes;
public class Square {}
//- B/B.csproj
<Project Sdk="Microsoft.NET.Sdk" />
//- B/Board.cs
using Acme.Shapes;
namespace Acme.Boards;
public class Board {}
//- C/C.csproj
<Project Sdk="Microsoft.NET.Sdk.Web" />
//- C/Program.cs
using Acme.Boards;
class Program {}
`,
    imports: ['B/Board.cs: Acme.Shapes -> A/Square.cs', 'C/Program.cs: Acme.Boards -> B/Board.cs'],
  },
  python: {
    text: `
//- libs/a/pyproject.toml
[project]
name = "acme-a"
//- libs/a/src/acme_a/__init__.py
//- libs/a/src/acme_a/shapes.py
class Square: pass
//- libs/b/pyproject.toml
[project]
name = "acme-b"
//- libs/b/acme_b/__init__.py
from acme_a.shapes import Square
//- libs/c/pyproject.toml
[project]
name = "acme-c"
//- libs/c/src/acme_c/__init__.py
import acme_b
`,
    imports: [
      'libs/b/acme_b/__init__.py: acme_a.shapes -> libs/a/src/acme_a/shapes.py',
      'libs/c/src/acme_c/__init__.py: acme_b -> libs/b/acme_b/__init__.py',
    ],
  },
  php: {
    text: `
//- composer.json
{ "repositories": [{ "type": "path", "url": "packages/*" }] }
//- packages/a/composer.json
{ "name": "acme/a", "autoload": { "psr-4": { "Acme\\\\A\\\\": "src/" } } }
//- packages/a/src/Square.php
<?php
namespace Acme\\A;
class Square {}
//- packages/b/composer.json
{ "name": "acme/b", "autoload": { "psr-4": { "Acme\\\\B\\\\": "src/" } } }
//- packages/b/src/Board.php
<?php
namespace Acme\\B;
use Acme\\A\\Square;
class Board {}
//- packages/c/composer.json
{ "name": "acme/c" }
//- packages/c/src/main.php
<?php
use Acme\\B\\Board;
`,
    imports: [
      'packages/b/src/Board.php: Acme\\A\\Square -> packages/a/src/Square.php',
      'packages/c/src/main.php: Acme\\B\\Board -> packages/b/src/Board.php',
    ],
  },
  ruby: {
    text: `
//- a/a.gemspec
Gem::Specification.new { |s| s.name = 'acme-a' }
//- a/lib/acme/a.rb
class Square; end
//- b/b.gemspec
Gem::Specification.new { |s| s.name = 'acme-b' }
//- b/lib/acme/b.rb
require 'acme/a'
//- c/c.gemspec
Gem::Specification.new { |s| s.name = 'acme-c' }
//- c/lib/acme/c.rb
require 'acme/b'
`,
    imports: ['b/lib/acme/b.rb: acme/a -> a/lib/acme/a.rb', 'c/lib/acme/c.rb: acme/b -> b/lib/acme/b.rb'],
  },
};

describe.each(Object.entries(MONOREPOS))('three packages of %s', (_, { text, imports }) => {
  test('are reached by imports from one another', async () => {
    expect(renderImports(await indexOf(text))).toEqual(imports);
  });

  test('each have a manifest that makes a scope of their folder', () => {
    const folders = [...filesOf(text).keys()]
      .filter((file) => isManifest(file.slice(file.lastIndexOf('/') + 1)))
      .map((file) => file.slice(0, Math.max(0, file.lastIndexOf('/'))));
    expect(folders.filter((folder) => folder !== '')).toHaveLength(3);
  });
});
