import { expect, test } from 'vitest';
import { indexOf, renderImports } from '../text-project.ts';

async function imports(text: string): Promise<string[]> {
  return renderImports(await indexOf(text));
}

test('python: relative dots, roots, packages and submodules', async () => {
  expect(
    await imports(`
//- src/shop/__init__.py
from .models import Item
//- src/shop/models.py
import os
from . import util, missing
from ..shop import views
from .views import *
//- src/shop/util.py
//- src/shop/views/__init__.py
//- src/shop/views/home.py
from ..models import Item
from .... import nothing
//- tests/test_shop.py
import shop.views.home as h
from shop import models
import helper
from requests.adapters import X
import shop.gone
//- tests/helper.py
//- services/billing/app/tax/__init__.py
//- main.py
import tax
from tax import rate
`),
  ).toEqual([
    'main.py: tax -> services/billing/app/tax/__init__.py',
    'main.py: tax -> services/billing/app/tax/__init__.py',
    'src/shop/__init__.py: .models -> src/shop/models.py',
    'src/shop/models.py: os -> [os]',
    'src/shop/models.py: . -> src/shop/__init__.py src/shop/util.py',
    'src/shop/models.py: ..shop -> src/shop/__init__.py src/shop/views/__init__.py',
    'src/shop/models.py: .views -> src/shop/views/__init__.py',
    'src/shop/views/home.py: ..models -> src/shop/models.py',
    'src/shop/views/home.py: .... -> (missing)',
    'tests/test_shop.py: shop.views.home -> src/shop/views/home.py',
    'tests/test_shop.py: shop -> src/shop/__init__.py src/shop/models.py',
    'tests/test_shop.py: helper -> tests/helper.py',
    'tests/test_shop.py: requests.adapters -> [requests]',
    'tests/test_shop.py: shop.gone -> (missing)',
  ]);
});

test('java and kotlin: declared types, packages, static members, nested types', async () => {
  expect(
    await imports(`
//- app/src/main/java/com/x/Main.java
package com.x;
import com.x.model.User;
import com.x.model.User.Role;
import com.x.util.*;
import static com.x.util.Texts.trim;
import static com.x.util.Texts.*;
import com.x.util.slug;
import com.x.model.Gone;
import java.util.List;
//- odd/place/Whatever.java
package com.x.model;
class User { enum Role { A } }
//- app/src/main/java/com/x/util/Texts.java
package com.x.util;
public class Texts { public static String trim(String s) { return s; } }
//- app/src/main/kotlin/strings.kt
package com.x.util
fun slug(s: String) = s
`),
  ).toEqual([
    'app/src/main/java/com/x/Main.java: com.x.model.User -> odd/place/Whatever.java',
    'app/src/main/java/com/x/Main.java: com.x.model.User.Role -> odd/place/Whatever.java',
    'app/src/main/java/com/x/Main.java: com.x.util -> app/src/main/java/com/x/util/Texts.java app/src/main/kotlin/strings.kt',
    'app/src/main/java/com/x/Main.java: com.x.util.Texts.trim -> app/src/main/java/com/x/util/Texts.java',
    'app/src/main/java/com/x/Main.java: com.x.util.Texts -> app/src/main/java/com/x/util/Texts.java',
    'app/src/main/java/com/x/Main.java: com.x.util.slug -> app/src/main/kotlin/strings.kt',
    'app/src/main/java/com/x/Main.java: com.x.model.Gone -> (missing)',
    'app/src/main/java/com/x/Main.java: java.util.List -> [java.util.List]',
  ]);
});

test('csharp: the files of a namespace, block or file-scoped, and types', async () => {
  expect(
    await imports(`
//- Web/Home.cs
using System.Linq;
using App.Models;
using static App.Tools.Text;
using U = App.Models.User;
namespace App.Web;
class Home {}
//- Models/User.cs
namespace App.Models { class User {} }
//- Models/Order.cs
namespace App.Models;
class Order {}
//- Tools/Text.cs
namespace App { namespace Tools { static class Text {} } }
`),
  ).toEqual([
    'Web/Home.cs: System.Linq -> [System.Linq]',
    'Web/Home.cs: App.Models -> Models/Order.cs Models/User.cs',
    'Web/Home.cs: App.Tools.Text -> Tools/Text.cs',
    'Web/Home.cs: App.Models.User -> Models/User.cs',
  ]);
});

test('go: module paths, package folders, no tests, the longest module', async () => {
  expect(
    await imports(`
//- go.mod
module ex.com/shop // main
//- tools/go.mod
module ex.com/shop/tools
//- main.go
package main
import (
  "fmt"
  "ex.com/shop/db"
  "ex.com/shop/tools/gen"
  "ex.com/shop/none"
  "ex.com/shopping/x"
)
//- db/a.go
package db
//- db/b.go
package db
//- db/a_test.go
package db
//- tools/gen/gen.go
package gen
`),
  ).toEqual([
    'main.go: fmt -> [fmt]',
    'main.go: ex.com/shop/db -> db/a.go db/b.go',
    'main.go: ex.com/shop/tools/gen -> tools/gen/gen.go',
    'main.go: ex.com/shop/none -> (missing)',
    'main.go: ex.com/shopping/x -> [ex.com/shopping/x]',
  ]);
});

test('rust: crate, self, super, inline modules and crates of the workspace', async () => {
  expect(
    await imports(`
//- core/Cargo.toml
[package]
name = "my-core"
//- app/Cargo.toml
[package]
name = "app"
//- core/src/lib.rs
pub mod shape;
//- core/src/shape.rs
pub struct Circle;
//- app/src/main.rs
mod api;
mod db;
use api::routes::{index, show};
use my_core::shape::Circle;
use std::fmt;
use serde::Serialize;
//- app/src/api/mod.rs
pub mod routes;
use self::routes::index;
//- app/src/api/routes.rs
use super::routes;
use super::super::db::Pool;
use crate::db;
use crate::nothing::X;
mod tests {
  use super::*;
}
//- app/src/db.rs
`),
  ).toEqual([
    'app/src/api/mod.rs: self::routes::index -> app/src/api/routes.rs',
    'app/src/api/routes.rs: super::routes -> app/src/api/routes.rs',
    'app/src/api/routes.rs: super::super::db::Pool -> app/src/db.rs',
    'app/src/api/routes.rs: crate::db -> app/src/db.rs',
    'app/src/api/routes.rs: crate::nothing::X -> app/src/main.rs',
    'app/src/api/routes.rs: super -> app/src/api/routes.rs',
    'app/src/main.rs: api::routes::index -> app/src/api/routes.rs',
    'app/src/main.rs: api::routes::show -> app/src/api/routes.rs',
    'app/src/main.rs: my_core::shape::Circle -> core/src/shape.rs',
    'app/src/main.rs: std::fmt -> [std]',
    'app/src/main.rs: serde::Serialize -> [serde]',
  ]);
});

test('ruby: require_relative, load path and autoload', async () => {
  expect(
    await imports(`
//- lib/shop.rb
require 'json'
require 'shop/cart'
require_relative 'shop/item'
require_relative 'cart'
autoload :Tax, 'shop/tax'
require 'op/cart'
//- lib/shop/cart.rb
//- lib/shop/item.rb
//- lib/shop/tax.rb
//- notes/shop/cart.rb
`),
  ).toEqual([
    'lib/shop.rb: json -> [json]',
    'lib/shop.rb: shop/cart -> lib/shop/cart.rb',
    'lib/shop.rb: shop/item -> lib/shop/item.rb',
    'lib/shop.rb: cart -> (missing)',
    'lib/shop.rb: shop/tax -> lib/shop/tax.rb',
    'lib/shop.rb: op/cart -> [op/cart]',
  ]);
});

test('php: psr-4, declared names and literal includes', async () => {
  expect(
    await imports(`
//- composer.json
{ "autoload": { "psr-4": { "App\\\\": "src/" } } }
//- src/Http/Home.php
<?php
namespace App\\Http;
use App\\Models\\User;
use App\\Models\\{Order, Gone};
use Legacy\\Tool as T;
use Vendor\\Thing;
require_once __DIR__ . '/boot.php';
include 'config/app.php';
//- src/Http/boot.php
<?php
//- config/app.php
<?php
//- src/Models/User.php
<?php
namespace App\\Models;
class User {}
//- src/Models/Order.php
<?php
namespace App\\Models;
class Order {}
//- old/tools.php
<?php
namespace Legacy;
class Tool {}
`),
  ).toEqual([
    'src/Http/Home.php: App\\Models\\User -> src/Models/User.php',
    'src/Http/Home.php: App\\Models\\Order -> src/Models/Order.php',
    'src/Http/Home.php: App\\Models\\Gone -> (missing)',
    'src/Http/Home.php: Legacy\\Tool -> old/tools.php',
    'src/Http/Home.php: Vendor\\Thing -> [Vendor\\Thing]',
    'src/Http/Home.php: ./boot.php -> src/Http/boot.php',
    'src/Http/Home.php: config/app.php -> config/app.php',
  ]);
});
