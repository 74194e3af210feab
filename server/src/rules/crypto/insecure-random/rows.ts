import type { CallRow } from '../../engine/api-table.ts';

const JVM = ['java', 'kotlin'] as const;
const NEXT = ['nextInt', 'nextLong', 'nextDouble', 'nextFloat', 'nextBytes', 'ints'];
const GO = [
  'Int',
  'IntN',
  'Intn',
  'Int31',
  'Int31n',
  'Int63',
  'Int63n',
  'Int64',
  'Int64N',
  'Uint32',
  'Uint64',
  'Float64',
  'Perm',
];
const RANDOM = 'java.util.Random';

/**
 * Generators that can be predicted; they count only where their value becomes a secret. A variable that holds a
 * generator is named by its making in `GENERATORS`.
 */
export const SOURCES: readonly CallRow[] = [
  {
    languages: ['javascript', 'typescript'],
    callee: ['Math.random'],
    message: 'crypto.randomBytes or crypto.getRandomValues',
    positive: 'const sessionToken = Math.random().toString(36).slice(2);\n',
    nearMiss: 'const color = Math.random().toString(16).slice(2);\n',
  },
  {
    languages: ['python'],
    callee: ['random', 'randint', 'randrange', 'getrandbits', 'uniform', 'randbytes', 'choices'].map(
      (n) => `random.${n}`,
    ),
    message: 'the secrets module',
    positive: 'import random\notp = random.randint(100000, 999999)\n',
    nearMiss: 'import random\ndelay = random.randint(100, 999)\n',
  },
  {
    languages: JVM,
    callee: ['Math.random', ...NEXT.map((n) => `${RANDOM}().${n}`)],
    message: 'java.security.SecureRandom',
    positive: 'import java.util.Random;\nclass A { void f() { int otp = new Random().nextInt(999999); } }\n',
    nearMiss:
      'import java.security.SecureRandom;\nclass A { void f() { int otp = new SecureRandom().nextInt(999999); } }\n',
  },
  {
    languages: ['java'],
    callee: NEXT.map((n) => `java.util.concurrent.ThreadLocalRandom.current().${n}`),
    message: 'java.security.SecureRandom',
    positive:
      'import java.util.concurrent.ThreadLocalRandom;\nclass A { void f() { long otp = ThreadLocalRandom.current().nextLong(); } }\n',
    nearMiss:
      'import java.util.concurrent.ThreadLocalRandom;\nclass A { void f() { long delay = ThreadLocalRandom.current().nextLong(); } }\n',
  },
  {
    languages: ['kotlin'],
    callee: [...NEXT, 'nextBits'].flatMap((n) => [`kotlin.random.Random.${n}`, `kotlin.random.Random.Default.${n}`]),
    message: 'java.security.SecureRandom',
    positive: 'import kotlin.random.Random\nfun f() { val otp = Random.nextInt(100000, 999999) }\n',
    nearMiss: 'import kotlin.random.Random\nfun f() { val delay = Random.nextInt(100, 999) }\n',
  },
  {
    languages: ['csharp'],
    callee: ['Next', 'NextInt64', 'NextDouble', 'NextBytes', 'NextSingle'].flatMap((n) => [
      `Random().${n}`,
      `System.Random().${n}`,
      `Random.Shared.${n}`,
    ]),
    message: 'System.Security.Cryptography.RandomNumberGenerator',
    positive: 'class A { void F() { var resetCode = new Random().Next(100000, 999999); } }\n',
    nearMiss: 'class A { void F() { var delay = new Random().Next(100, 999); } }\n',
  },
  {
    languages: ['go'],
    callee: GO.flatMap((n) => [`math/rand.${n}`, `math/rand/v2.${n}`]),
    message: 'crypto/rand',
    positive: 'package a\nimport "math/rand"\nfunc f() { otp := rand.Intn(999999); use(otp) }\n',
    nearMiss: 'package a\nimport "crypto/rand"\nfunc f() { otp, _ := rand.Int(rand.Reader, max); use(otp) }\n',
  },
  {
    languages: ['rust'],
    callee: ['u8', 'u16', 'u32', 'u64', 'u128', 'i32', 'i64', 'usize', 'alphanumeric', 'char'].map(
      (n) => `fastrand.${n}`,
    ),
    message: 'rand::rngs::OsRng',
    positive: 'fn f() { let otp = fastrand::u64(..); }\n',
    nearMiss: 'fn f() { let delay = fastrand::u64(..); }\n',
  },
  {
    languages: ['ruby'],
    callee: ['rand', 'Kernel.rand', 'Random.rand', 'Random.new().rand', 'Random.bytes'],
    message: 'SecureRandom',
    positive: 'api_key = rand(36**20).to_s(36)\n',
    nearMiss: "require 'securerandom'\napi_key = SecureRandom.hex(20)\n",
  },
  {
    languages: ['php'],
    callee: ['rand', 'mt_rand', 'uniqid', 'lcg_value'],
    message: 'random_bytes or random_int',
    positive: '<?php\n$token = md5(uniqid(rand(), true));\n',
    nearMiss: '<?php\n$token = bin2hex(random_bytes(16));\n',
  },
];

/** Picks from a collection: a secret only where the picks are joined. */
export const PICKS: readonly CallRow[] = [
  {
    languages: ['python'],
    callee: ['random.choice', 'random.choices', 'random.sample'],
    message: 'the secrets module',
    positive: "import random\npassword = ''.join(random.choice(letters) for _ in range(12))\n",
    nearMiss:
      "import random\nrng = random.SystemRandom()\npassword = ''.join(rng.choice(letters) for _ in range(12))\n",
  },
  {
    languages: ['ruby'],
    callee: ['*.sample', '*.shuffle'],
    when: [{ at: ['random'], orAbsent: true, shapes: ['none'] }],
    message: 'SecureRandom',
    positive: "temp_password = ('a'..'z').to_a.sample(12).join\n",
    nearMiss: "temp_password = ('a'..'z').to_a.sample(12, random: SecureRandom).join\n",
  },
  {
    languages: ['php'],
    callee: ['array_rand', 'str_shuffle'],
    message: 'random_bytes or random_int',
    positive: '<?php\n$password = substr(str_shuffle($letters), 0, 12);\n',
    nearMiss: '<?php\n$deck = substr(str_shuffle($letters), 0, 12);\n',
  },
  {
    languages: ['kotlin'],
    callee: ['*.random'],
    message: 'java.security.SecureRandom',
    positive: 'fun f() { val password = (1..12).map { letters.random() }.joinToString("") }\n',
    nearMiss: 'fun f() { val title = (1..12).map { letters.random() }.joinToString("") }\n',
  },
];

/** What makes a predictable generator, by language, as bindings show it. */
export const GENERATORS: ReadonlySet<string> = new Set([
  'java java.util.Random',
  'kotlin java.util.Random',
  'kotlin kotlin.random.Random',
  'csharp Random',
  'csharp System.Random',
  'python random.Random',
  'go math/rand.New',
  'rust rand.rngs.SmallRng.seed_from_u64',
  'rust rand.rngs.StdRng.seed_from_u64',
  'ruby Random.new',
]);

/** Methods of a generator that draw a value. */
export const DRAWS: readonly string[] = [
  ...NEXT,
  ...GO,
  'Next',
  'NextBytes',
  'NextDouble',
  'NextInt64',
  'choice',
  'choices',
  'gen',
  'gen_range',
  'getrandbits',
  'next_u32',
  'next_u64',
  'rand',
  'randint',
  'random',
  'randrange',
];
