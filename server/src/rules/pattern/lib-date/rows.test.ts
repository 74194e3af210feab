import { test } from 'vitest';
import { checkLibraries } from '../../../../../test/support/libraries.ts';
import { DATE_LIBRARIES } from './rows.ts';
import { libDate } from './rule.ts';

test('every row knows its library, and no other that is called alike', () => checkLibraries(libDate, DATE_LIBRARIES));
