import type { CallRow, SettingRow } from '../../engine/api-table.ts';

const JS = ['javascript', 'typescript'] as const;
const JVM = ['java', 'kotlin'] as const;
/** Said of code that reads a token without a look at its signature. */
export const SKIP = 'The signature of this token is not checked; verify it with a fixed algorithm and the key';
const NONE = 'Tokens of algorithm none carry no signature; sign and verify with a fixed algorithm';
const NONE_TEXT = /^none$/i;

/** Calls that take a token without looking at its signature, or make one without. */
export const CALL_ROWS: readonly CallRow[] = [
  {
    languages: ['python'],
    callee: ['jwt.decode', 'jose.jwt.decode'],
    when: [{ at: ['verify', 'verify_signature'], shapes: ['false'] }],
    message: SKIP,
    positive:
      "import jwt\ndef authenticate(token):\n    return jwt.decode(token, options={'verify_signature': False})\n",
    nearMiss: "import jwt\nclaims = jwt.decode(token, key, algorithms=['HS256'], options={'verify_exp': False})\n",
  },
  {
    languages: ['python'],
    callee: ['jwt.encode', 'jose.jwt.encode'],
    when: [{ at: ['algorithm', 2], text: NONE_TEXT, shapes: ['string'] }],
    message: NONE,
    positive: "import jwt\nt = jwt.encode(claims, '', algorithm='none')\n",
    nearMiss: "import jwt\nt = jwt.encode(claims, key, algorithm='HS256')\n",
  },
  {
    languages: JS,
    callee: ['jsonwebtoken.sign'],
    when: [{ at: ['algorithm'], shapes: ['string'], text: NONE_TEXT }],
    message: NONE,
    positive: "import jwt from 'jsonwebtoken';\nconst t = jwt.sign(claims, '', { algorithm: 'none' });\n",
    nearMiss: "import jwt from 'jsonwebtoken';\nconst t = jwt.sign(claims, key, { algorithm: 'HS256' });\n",
  },
  {
    languages: JS,
    callee: ['jwt-simple.decode'],
    when: [{ at: [2], shapes: ['true'], text: /^true$/ }],
    message: SKIP,
    positive: "import jwt from 'jwt-simple';\nfunction verifyToken(token) { return jwt.decode(token, key, true); }\n",
    nearMiss: "import jwt from 'jwt-simple';\nconst claims = jwt.decode(token, key, false, 'HS256');\n",
  },
  {
    languages: JS,
    callee: ['jose.UnsecuredJWT.decode', 'UnsecuredJWT.decode'],
    imports: ['jose'],
    message: NONE,
    positive: "import { UnsecuredJWT } from 'jose';\nconst { payload } = UnsecuredJWT.decode(token);\n",
    nearMiss: "import { jwtVerify } from 'jose';\nconst { payload } = await jwtVerify(token, key);\n",
  },
  {
    languages: ['go'],
    callee: ['*.ParseUnverified'],
    imports: ['github.com/golang-jwt/jwt', 'github.com/dgrijalva/jwt-go'],
    message: SKIP,
    positive:
      'package a\nimport "github.com/golang-jwt/jwt/v5"\nfunc userFromToken(s string) { t, _, _ := jwt.NewParser().ParseUnverified(s, claims); use(t) }\n',
    nearMiss:
      'package a\nimport "github.com/golang-jwt/jwt/v5"\nfunc f(s string) { t, _ := jwt.NewParser().ParseWithClaims(s, claims, key); use(t) }\n',
  },
  {
    languages: ['go'],
    callee: ['*.NewWithClaims', '*.SignedString'],
    imports: ['github.com/golang-jwt/jwt', 'github.com/dgrijalva/jwt-go'],
    when: [{ at: [0], text: /\.(?:SigningMethodNone|UnsafeAllowNoneSignatureType)$/ }],
    message: NONE,
    positive:
      'package a\nimport "github.com/golang-jwt/jwt/v5"\nfunc f() { t := jwt.NewWithClaims(jwt.SigningMethodNone, claims); use(t) }\n',
    nearMiss:
      'package a\nimport "github.com/golang-jwt/jwt/v5"\nfunc f() { t := jwt.NewWithClaims(jwt.SigningMethodHS256, claims); use(t) }\n',
  },
  {
    languages: JVM,
    callee: ['com.auth0.jwt.algorithms.Algorithm.none', 'Algorithm.none'],
    imports: ['com.auth0.jwt'],
    message: NONE,
    positive: 'import com.auth0.jwt.algorithms.Algorithm;\nclass A { Object a = Algorithm.none(); }\n',
    nearMiss: 'import com.auth0.jwt.algorithms.Algorithm;\nclass A { Object a = Algorithm.HMAC256(key); }\n',
  },
  {
    languages: JVM,
    callee: [
      '*.parseClaimsJwt',
      '*.parsePlaintextJwt',
      '*.parseUnsecuredClaims',
      '*.parseUnsecuredContent',
      '*.unsecured',
    ],
    imports: ['io.jsonwebtoken'],
    message: NONE,
    positive:
      'import io.jsonwebtoken.Jwts;\nclass A { Object f(String t) { return Jwts.parser().build().parseUnsecuredClaims(t); } }\n',
    nearMiss:
      'import io.jsonwebtoken.Jwts;\nclass A { Object f(String t) { return Jwts.parser().verifyWith(key).build().parseSignedClaims(t); } }\n',
  },
  {
    languages: JVM,
    callee: ['com.nimbusds.jwt.PlainJWT.parse', 'PlainJWT.parse'],
    imports: ['com.nimbusds.jwt'],
    message: NONE,
    positive: 'import com.nimbusds.jwt.PlainJWT;\nclass A { Object f(String t) { return PlainJWT.parse(t); } }\n',
    nearMiss: 'import com.nimbusds.jwt.SignedJWT;\nclass A { Object f(String t) { return SignedJWT.parse(t); } }\n',
  },
  {
    languages: JVM,
    callee: ['*.setSkipSignatureVerification', '*.setDisableRequireSignature'],
    imports: ['org.jose4j'],
    message: SKIP,
    positive:
      'import org.jose4j.jwt.consumer.JwtConsumerBuilder;\nclass A { Object authenticate() { return new JwtConsumerBuilder().setSkipSignatureVerification().build(); } }\n',
    nearMiss:
      'import org.jose4j.jwt.consumer.JwtConsumerBuilder;\nclass A { Object c = new JwtConsumerBuilder().setVerificationKey(k).build(); }\n',
  },
  {
    languages: ['csharp'],
    callee: ['*.DoNotVerifySignature', '*.WithVerifySignature'],
    imports: ['JWT'],
    when: [{ at: [0], text: /^false$/, orAbsent: true }],
    message: SKIP,
    positive:
      'using JWT.Builder;\nclass A { object Authenticate(string t) { return new JwtBuilder().DoNotVerifySignature().Decode(t); } }\n',
    nearMiss:
      'using JWT.Builder;\nclass A { object F(string t) { return new JwtBuilder().MustVerifySignature().Decode(t); } }\n',
  },
  {
    languages: ['csharp'],
    callee: ['NoneAlgorithm'],
    imports: ['JWT'],
    message: NONE,
    positive: 'using JWT.Algorithms;\nclass A { object F() { return new NoneAlgorithm(); } }\n',
    nearMiss: 'using JWT.Algorithms;\nclass A { object F() { return new HMACSHA256Algorithm(); } }\n',
  },
  {
    languages: ['ruby'],
    callee: ['JWT.decode'],
    when: [{ at: [2], shapes: ['false'] }],
    message: SKIP,
    positive: "require 'jwt'\ndef authenticate(token)\n  JWT.decode(token, nil, false)\nend\n",
    nearMiss: "require 'jwt'\nclaims = JWT.decode(token, key, true, algorithm: 'HS256')\n",
  },
  {
    languages: ['ruby'],
    callee: ['JWT.encode', 'JWT.decode'],
    when: [{ at: ['algorithm', 2], shapes: ['string'], text: NONE_TEXT }],
    message: NONE,
    positive: "require 'jwt'\nt = JWT.encode(payload, nil, 'none')\n",
    nearMiss: "require 'jwt'\nt = JWT.encode(payload, key, 'HS256')\n",
  },
  {
    languages: ['php'],
    callee: ['Lcobucci.JWT.Configuration.forUnsecuredSigner', 'Lcobucci.JWT.Signer.None'],
    message: NONE,
    positive: '<?php\nuse Lcobucci\\JWT\\Configuration;\n$c = Configuration::forUnsecuredSigner();\n',
    nearMiss: '<?php\nuse Lcobucci\\JWT\\Configuration;\n$c = Configuration::forSymmetricSigner($s, $k);\n',
  },
  {
    languages: ['php'],
    callee: ['Firebase.JWT.JWT.decode', 'JWT.decode'],
    when: [{ at: [2], text: /^false$/i }],
    message: SKIP,
    positive:
      '<?php\nuse Firebase\\JWT\\JWT;\nfunction authenticate($token, $key) { return JWT::decode($token, $key, false); }\n',
    nearMiss: '<?php\nuse Firebase\\JWT\\JWT;\n$claims = JWT::decode($token, new Key($key, $alg));\n',
  },
  {
    languages: ['rust'],
    callee: ['*.insecure_disable_signature_validation'],
    imports: ['jsonwebtoken'],
    message: SKIP,
    positive:
      'use jsonwebtoken::{decode, Validation};\nfn verify_token() { let mut v = Validation::default(); v.insecure_disable_signature_validation(); }\n',
    nearMiss:
      'use jsonwebtoken::{decode, Validation};\nfn f() { let mut v = Validation::default(); v.set_audience(&a); }\n',
  },
  {
    languages: ['rust'],
    callee: [
      'jsonwebtoken.dangerous_insecure_decode',
      'jsonwebtoken.dangerous.insecure_decode',
      'jsonwebtoken.dangerous_unsafe_decode',
    ],
    message: SKIP,
    positive:
      'use jsonwebtoken::dangerous_insecure_decode;\nfn verify_token(t: &str) { let d = dangerous_insecure_decode(t); }\n',
    nearMiss: 'use jsonwebtoken::decode;\nfn f(t: &str) { let d = decode(t, &key, &validation); }\n',
  },
];

/** Settings with the same effect. */
export const SETTING_ROWS: readonly SettingRow[] = [
  {
    languages: ['csharp'],
    target: ['RequireSignedTokens'],
    value: { text: /^false$/ },
    message: SKIP,
    positive: 'class A { object F() { return new TokenValidationParameters { RequireSignedTokens = false }; } }\n',
    nearMiss: 'class A { object F() { return new TokenValidationParameters { RequireSignedTokens = true }; } }\n',
  },
];

/** Modules whose `algorithms` option lists what a token may be signed with. */
export const ALGORITHM_LISTS: readonly string[] = [
  'authlib',
  'express-jwt',
  'fastify-jwt',
  'jose',
  'jsonwebtoken',
  'jwt',
  'koa-jwt',
  'passport-jwt',
  '@fastify/jwt',
  '@nestjs/jwt',
];
