import { describe, expect, it } from 'vitest';
import { sample } from './sample.ts';
import { scanUrlCredentials } from './scan-url-credentials.ts';

const password = sample('base64', 14);
const passwordsIn = (text: string) => scanUrlCredentials(text).map(({ start, end }) => text.slice(start, end));

describe('scanUrlCredentials', () => {
  it.each([
    ['postgres', `postgres://app:${password}@db.shop.io:5432/orders`],
    ['mongodb with a plus', `mongodb+srv://app:${password}@cluster0.ab1cd.mongodb.net/?retryWrites=true`],
    ['no user', `redis://:${password}@cache.shop.io:6379/0`],
    ['an IPv6 host', `amqp://app:${password}@[2001:db8::7]:5672`],
    ['a host from a variable', `postgres://app:${password}@${'$'}{DB_HOST}/orders`],
    ['a port from a variable', `postgres://app:${password}@db.shop.io:${'$'}{PORT}/orders`],
    ['a bracket after the host', `(see amqp://app:${password}@db.shop.io)`],
    ['a quoted string', `url = "https://deploy:${password}@git.shop.io/team/repo.git";`],
  ])('finds the password with %s', (_, text) => {
    expect(passwordsIn(text)).toEqual([password]);
  });

  it('keeps an at sign and a colon inside the password', () => {
    expect(passwordsIn('ftp://app:k7@Q:9zr@files.shop.io/')).toEqual(['k7@Q:9zr']);
  });

  it('says where the URL leads and masks the password', () => {
    expect(
      scanUrlCredentials(`mysql://app:${password}@localhost/a mysql://app:${password}@db.shop.io/a`),
    ).toMatchObject([
      { scheme: 'mysql', place: 'local', masked: `${password.slice(0, 3)}…` },
      { scheme: 'mysql', place: 'remote' },
    ]);
  });

  it.each([
    'https://user:pass@host.shop.io/',
    'https://username:password@git.shop.io/',
    'http://foo:bar@shop.io',
    'cvs://:pserver:anoncvs@sources.shop.io:/cvs/',
    'http://user:p%40ss%20word@proxy.shop.io:8080',
    'ftp://anonymous:flabada@files.shop.io/pub',
    'http://app:one+two%3F@test.host/c/a/i',
    'postgres://postgres:postgres@localhost:5432/test',
    'postgres://app:secret@db:5432/app',
    'postgres://app:develop@localhost/app',
    'postgres://app:123456@db.shop.io/app',
    'postgres://app:aaaaaaaa@db.shop.io/app',
    `postgres://app:${'$'}{DB_PASSWORD}@db.shop.io/app`,
    `postgres://app:${'$'}DB_PASSWORD@db.shop.io/app`,
    'postgres://app:%DB_PASSWORD%@db.shop.io/app',
    'postgres://%s:%s@db.shop.io/app',
    'postgres://app:{password}@db.shop.io/app',
    'postgres://app:{{ db_password }}@db.shop.io/app',
    'postgres://app:<password>@db.shop.io/app',
    'postgres://app:****@db.shop.io/app',
    'postgres://app:your-password@db.shop.io/app',
    `https://app:${password}@example.com/`,
    `https://app:${password}@api.example.org/`,
    'https://shop.io:8080/path@v2',
    'https://shop.io/a:b@c.io',
    'https://[^:]+:[^@]+@host',
    '"postgres://" + user + ":" + pw + "@" + host',
    '://app:k7Qzr9Lw@db.shop.io',
    'git@github.com:team/repo.git',
    'npm:package@1.2.3',
  ])('stays silent on %s', (text) => {
    expect(passwordsIn(text)).toEqual([]);
  });

  it('reads a bounded stretch after each of many scheme separators', () => {
    expect(scanUrlCredentials('a://'.repeat(25_000))).toEqual([]);
    expect(scanUrlCredentials(`x://${'a:'.repeat(50_000)}@shop.io`)).toEqual([]);
  });
});
