import { ECMASCRIPT, JVM, type LibraryRow } from '../library-choice.ts';

const JAVASCRIPT: readonly LibraryRow[] = [
  {
    library: 'crypto.randomUUID',
    languages: ECMASCRIPT,
    calls: ['crypto.randomUUID', 'globalThis.crypto.randomUUID', 'window.crypto.randomUUID', 'self.crypto.randomUUID'],
    platform: true,
    example: "import { randomUUID } from 'node:crypto';\nrandomUUID();",
  },
  {
    library: 'uuid',
    languages: ECMASCRIPT,
    imports: ['uuid', 'node-uuid', '@lukeed/uuid', 'uuidv4', 'uuidv7', 'uuid-random'],
    example: "import { v4 } from 'uuid';",
  },
  { library: 'nanoid', languages: ECMASCRIPT, imports: ['nanoid'], example: "import { nanoid } from 'nanoid';" },
  {
    library: 'cuid',
    languages: ECMASCRIPT,
    imports: ['cuid', '@paralleldrive/cuid2', '@bugsnag/cuid'],
    example: "import { createId } from '@paralleldrive/cuid2';",
  },
  { library: 'ulid', languages: ECMASCRIPT, imports: ['ulid', 'ulidx'], example: "import { ulid } from 'ulid';" },
  { library: 'shortid', languages: ECMASCRIPT, imports: ['shortid'], example: "const shortid = require('shortid');" },
  { library: 'short-uuid', languages: ECMASCRIPT, imports: ['short-uuid'], example: "import short from 'short-uuid';" },
  { library: 'hyperid', languages: ECMASCRIPT, imports: ['hyperid'], example: "const hyperid = require('hyperid');" },
  { library: 'uniqid', languages: ECMASCRIPT, imports: ['uniqid'], example: "import uniqid from 'uniqid';" },
  {
    library: 'ksuid',
    languages: ECMASCRIPT,
    imports: ['ksuid', '@owpz/ksuid'],
    example: "const KSUID = require('ksuid');",
  },
  { library: 'typeid', languages: ECMASCRIPT, imports: ['typeid-js'], example: "import { typeid } from 'typeid-js';" },
];

const PYTHON: readonly LibraryRow[] = [
  {
    library: 'uuid module',
    languages: ['python'],
    calls: ['uuid.uuid1', 'uuid.uuid4', 'uuid.uuid6', 'uuid.uuid7'],
    platform: true,
    example: 'import uuid\nx = uuid.uuid4()',
  },
  { library: 'shortuuid', languages: ['python'], imports: ['shortuuid'], example: 'import shortuuid' },
  { library: 'nanoid', languages: ['python'], imports: ['nanoid'], example: 'from nanoid import generate' },
  { library: 'ulid', languages: ['python'], imports: ['ulid'], example: 'from ulid import ULID' },
  { library: 'cuid', languages: ['python'], imports: ['cuid', 'cuid2'], example: 'import cuid' },
  { library: 'ksuid', languages: ['python'], imports: ['ksuid'], example: 'from ksuid import Ksuid' },
  { library: 'uuid-utils', languages: ['python'], imports: ['uuid_utils'], example: 'import uuid_utils' },
];

const JAVA: readonly LibraryRow[] = [
  {
    library: 'UUID.randomUUID',
    languages: JVM,
    calls: ['java.util.UUID.randomUUID', 'UUID.randomUUID', 'kotlin.uuid.Uuid.random'],
    platform: true,
    example: 'import java.util.UUID;\nclass A { val x = UUID.randomUUID(); }',
  },
  {
    library: 'java-uuid-generator',
    languages: JVM,
    imports: ['com.fasterxml.uuid'],
    example: 'import com.fasterxml.uuid.Generators;',
  },
  {
    library: 'uuid-creator',
    languages: JVM,
    imports: ['com.github.f4b6a3.uuid'],
    example: 'import com.github.f4b6a3.uuid.UuidCreator;',
  },
  {
    library: 'ulid',
    languages: JVM,
    imports: ['com.github.f4b6a3.ulid', 'de.huxhorn.sulky.ulid', 'io.azam.ulidj'],
    example: 'import com.github.f4b6a3.ulid.UlidCreator;',
  },
  {
    library: 'tsid',
    languages: JVM,
    imports: ['com.github.f4b6a3.tsid', 'io.hypersistence.tsid'],
    example: 'import io.hypersistence.tsid.TSID;',
  },
  {
    library: 'ksuid',
    languages: JVM,
    imports: ['com.github.ksuid'],
    example: 'import com.github.ksuid.KsuidGenerator;',
  },
  {
    library: 'jnanoid',
    languages: JVM,
    imports: ['com.aventrix.jnanoid'],
    example: 'import com.aventrix.jnanoid.jnanoid.NanoIdUtils;',
  },
  {
    library: 'benasher44 uuid',
    languages: ['kotlin'],
    imports: ['com.benasher44.uuid'],
    example: 'import com.benasher44.uuid.uuid4',
  },
];

const CSHARP: readonly LibraryRow[] = [
  {
    library: 'Guid.NewGuid',
    languages: ['csharp'],
    calls: ['Guid.NewGuid', 'System.Guid.NewGuid', 'Guid.CreateVersion7', 'System.Guid.CreateVersion7'],
    platform: true,
    example: 'class A { object b = Guid.NewGuid(); }',
  },
  {
    library: 'Ulid',
    languages: ['csharp'],
    imports: ['NUlid'],
    calls: ['Ulid.NewUlid', 'System.Ulid.NewUlid'],
    example: 'class A { object b = Ulid.NewUlid(); }',
  },
  {
    library: 'Nanoid',
    languages: ['csharp'],
    imports: ['NanoidDotNet'],
    calls: ['Nanoid.Generate', 'Nanoid.Nanoid.Generate'],
    example: 'class A { object b = Nanoid.Generate(); }',
  },
  {
    library: 'NewId',
    languages: ['csharp'],
    calls: ['NewId.Next', 'NewId.NextGuid', 'NewId.NextSequentialGuid'],
    example: 'class A { object b = NewId.NextGuid(); }',
  },
  {
    library: 'shortid',
    languages: ['csharp'],
    calls: ['ShortId.Generate'],
    example: 'class A { object b = ShortId.Generate(); }',
  },
  { library: 'IdGen', languages: ['csharp'], imports: ['IdGen'], example: 'using IdGen;' },
];

const GO: readonly LibraryRow[] = [
  {
    library: 'google/uuid',
    languages: ['go'],
    imports: ['github.com/google/uuid'],
    example: 'package a\nimport "github.com/google/uuid"',
  },
  {
    library: 'gofrs/uuid',
    languages: ['go'],
    imports: ['github.com/gofrs/uuid'],
    example: 'package a\nimport "github.com/gofrs/uuid/v5"',
  },
  {
    library: 'satori/go.uuid',
    languages: ['go'],
    imports: ['github.com/satori/go.uuid'],
    example: 'package a\nimport uuid "github.com/satori/go.uuid"',
  },
  {
    library: 'pborman/uuid',
    languages: ['go'],
    imports: ['github.com/pborman/uuid', 'code.google.com/p/go-uuid/uuid'],
    example: 'package a\nimport "github.com/pborman/uuid"',
  },
  {
    library: 'hashicorp/go-uuid',
    languages: ['go'],
    imports: ['github.com/hashicorp/go-uuid'],
    example: 'package a\nimport uuid "github.com/hashicorp/go-uuid"',
  },
  {
    library: 'xid',
    languages: ['go'],
    imports: ['github.com/rs/xid'],
    example: 'package a\nimport "github.com/rs/xid"',
  },
  {
    library: 'ulid',
    languages: ['go'],
    imports: ['github.com/oklog/ulid'],
    example: 'package a\nimport "github.com/oklog/ulid/v2"',
  },
  {
    library: 'ksuid',
    languages: ['go'],
    imports: ['github.com/segmentio/ksuid'],
    example: 'package a\nimport "github.com/segmentio/ksuid"',
  },
  {
    library: 'shortuuid',
    languages: ['go'],
    imports: ['github.com/lithammer/shortuuid'],
    example: 'package a\nimport "github.com/lithammer/shortuuid/v4"',
  },
  {
    library: 'go-nanoid',
    languages: ['go'],
    imports: ['github.com/matoous/go-nanoid', 'github.com/jaevor/go-nanoid'],
    example: 'package a\nimport gonanoid "github.com/matoous/go-nanoid/v2"',
  },
  {
    library: 'snowflake',
    languages: ['go'],
    imports: ['github.com/bwmarrin/snowflake'],
    example: 'package a\nimport "github.com/bwmarrin/snowflake"',
  },
  {
    library: 'sonyflake',
    languages: ['go'],
    imports: ['github.com/sony/sonyflake'],
    example: 'package a\nimport "github.com/sony/sonyflake"',
  },
];

const PHP: readonly LibraryRow[] = [
  {
    library: 'ramsey/uuid',
    languages: ['php'],
    imports: ['Ramsey\\Uuid'],
    calls: ['Ramsey.Uuid'],
    example: '<?php\nuse Ramsey\\Uuid\\Uuid;',
  },
  {
    library: 'Symfony Uid',
    languages: ['php'],
    imports: ['Symfony\\Component\\Uid'],
    calls: ['Symfony.Component.Uid'],
    example: '<?php\nuse Symfony\\Component\\Uid\\Uuid;',
  },
  {
    library: 'Str::uuid',
    languages: ['php'],
    calls: ['Illuminate.Support.Str.uuid', 'Illuminate.Support.Str.orderedUuid', 'Illuminate.Support.Str.ulid'],
    platform: true,
    example: '<?php\nuse Illuminate\\Support\\Str;\n$a = Str::uuid();',
  },
  {
    library: 'webpatser/uuid',
    languages: ['php'],
    imports: ['Webpatser\\Uuid'],
    example: '<?php\nuse Webpatser\\Uuid\\Uuid;',
  },
  {
    library: 'nanoid',
    languages: ['php'],
    imports: ['Hidehalo\\Nanoid'],
    example: '<?php\nuse Hidehalo\\Nanoid\\Client;',
  },
  { library: 'php-ulid', languages: ['php'], imports: ['Ulid'], example: '<?php\nuse Ulid\\Ulid;' },
  {
    library: 'php-snowflake',
    languages: ['php'],
    imports: ['Godruoyi\\Snowflake'],
    example: '<?php\nuse Godruoyi\\Snowflake\\Snowflake;',
  },
];

const RUBY: readonly LibraryRow[] = [
  {
    library: 'SecureRandom.uuid',
    languages: ['ruby'],
    calls: ['SecureRandom.uuid', 'SecureRandom.uuid_v4', 'SecureRandom.uuid_v7'],
    platform: true,
    example: 'SecureRandom.uuid',
  },
  {
    library: 'uuidtools',
    languages: ['ruby'],
    imports: ['uuidtools'],
    calls: ['UUIDTools'],
    example: 'UUIDTools::UUID.random_create',
  },
  { library: 'uuid gem', languages: ['ruby'], imports: ['uuid'], calls: ['UUID.generate'], example: 'UUID.generate' },
  { library: 'ulid', languages: ['ruby'], imports: ['ulid'], calls: ['ULID.generate'], example: 'ULID.generate' },
  {
    library: 'nanoid',
    languages: ['ruby'],
    imports: ['nanoid'],
    calls: ['Nanoid.generate'],
    example: 'Nanoid.generate',
  },
  { library: 'ksuid', languages: ['ruby'], imports: ['ksuid'], calls: ['KSUID.new'], example: 'KSUID.new' },
  { library: 'cuid', languages: ['ruby'], imports: ['cuid'], calls: ['Cuid.generate'], example: 'Cuid::generate' },
];

const RUST: readonly LibraryRow[] = [
  { library: 'uuid', languages: ['rust'], imports: ['uuid'], calls: ['uuid.Uuid'], example: 'use uuid::Uuid;' },
  {
    library: 'ulid',
    languages: ['rust'],
    imports: ['ulid', 'rusty_ulid'],
    calls: ['ulid.Ulid'],
    example: 'use ulid::Ulid;',
  },
  {
    library: 'nanoid',
    languages: ['rust'],
    imports: ['nanoid'],
    calls: ['nanoid.nanoid'],
    example: 'use nanoid::nanoid;',
  },
  {
    library: 'cuid',
    languages: ['rust'],
    imports: ['cuid', 'cuid2'],
    calls: ['cuid.cuid', 'cuid2.create_id'],
    example: 'fn f() { cuid2::create_id(); }',
  },
  { library: 'ksuid', languages: ['rust'], imports: ['ksuid', 'svix_ksuid'], example: 'use svix_ksuid::Ksuid;' },
  { library: 'xid', languages: ['rust'], imports: ['xid'], calls: ['xid.new'], example: 'fn f() { xid::new(); }' },
];

/** What makes unique ids, by language. */
export const ID_LIBRARIES: readonly LibraryRow[] = [
  ...JAVASCRIPT,
  ...PYTHON,
  ...JAVA,
  ...CSHARP,
  ...GO,
  ...PHP,
  ...RUBY,
  ...RUST,
];
