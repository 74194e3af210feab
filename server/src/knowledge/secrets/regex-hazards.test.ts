import { expect, it } from 'vitest';
import { regexHazards } from './regex-hazards.ts';

it.each([/a+/, /a*b/, /[a-z]{3,}/, /(?:a{1,3}){1,3}/, /(?:(?:ab{2,3})c){2}/, /(a{1,2})+/])(
  'objects to %s',
  (pattern) => {
    expect(regexHazards(pattern)).not.toEqual([]);
  },
);

it.each([/abc/, /a{3}/, /[+*]{1,40}/, /a{1,4}?b/, /(?:ab|c){1,9}/, /(?:a{1,3})?b/, /\+\*\{/])(
  'lets %s pass',
  (pattern) => {
    expect(regexHazards(pattern)).toEqual([]);
  },
);
