import { expect, test } from 'vitest';
import { scrub } from './scrub.ts';

test.each([
  ['at /home/ada/work/a.ts:3', 'at ~/work/a.ts:3'],
  ['at /Users/ada/work', 'at ~/work'],
  ['at C:\\Users\\Ada\\work', 'at ~\\work'],
  ['in /root/x and /rooted', 'in ~/x and /rooted'],
  ['in /data/people/ada/x', 'in ~/x'],
  ['mail to ada.l+x@example.co.uk now', 'mail to <e-mail> now'],
  ['https://ada:pw@host/x', 'https://<login>@host/x'],
  ['password = "hunter 2", next', 'password = <secret>, next'],
  ['DB_PASSWORD=hunter2 next', 'DB_PASSWORD=<secret> next'],
  ['Authorization: Bearer abc.def', 'Authorization: <secret>'],
  ['{"apiKey": "k"}', '{"apiKey": <secret>}'],
  [`key ${'ghp_'}${'a1'.repeat(18)}`, 'key <secret>'],
  [`-----BEGIN ${'RSA '}PRIVATE KEY-----\nab\n-----END RSA PRIVATE KEY-----`, '<secret>'],
  ['3 findings in src/token/reader.ts', '3 findings in src/token/reader.ts'],
])('%s', (text, scrubbed) => {
  expect(scrub(text, ['/data/people/ada'])).toBe(scrubbed);
});
