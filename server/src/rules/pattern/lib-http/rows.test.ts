import { test } from 'vitest';
import { checkLibraries } from '../../../../../test/support/libraries.ts';
import { HTTP_LIBRARIES } from './rows.ts';
import { libHttp } from './rule.ts';

test('every row knows its library, and no other that is called alike', () => checkLibraries(libHttp, HTTP_LIBRARIES));
