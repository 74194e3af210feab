import { expect, it } from 'vitest';
import { MASK, maskSpans, maskText } from './mask-text.ts';
import { sample, token } from './sample.ts';

const GITHUB = token('ghp_', sample('base64', 36));
const PASSWORD = token('Rk7', 'vXq2Lw9z');

it('masks what the tables recognise and nothing else', () => {
  expect(maskText(`call('${GITHUB}', "${GITHUB}") // of https://bot:${PASSWORD}@git.acme.io/x`)).toBe(
    `call('${MASK}', "${MASK}") // of https://bot:${MASK}@git.acme.io/x`,
  );
  expect(maskText('ghp_ is how tokens begin, see https://docs.acme.io')).toBe(
    'ghp_ is how tokens begin, see https://docs.acme.io',
  );
});

it('keeps the lines of what it masks, and takes places in any order that touch or repeat', () => {
  expect(maskSpans('a b\r\nc d\n\ne', [{ start: 2, end: 10 }])).toBe(`a ${MASK}\r\n${MASK}\n\ne`);
  const places = [
    { start: 4, end: 6 },
    { start: 0, end: 2 },
    { start: 1, end: 3 },
    { start: 4, end: 5 },
  ];
  expect(maskSpans('abcdefgh', places)).toBe(`${MASK}${MASK}d${MASK}gh`);
});
