import { test } from 'vitest';
import { checkLibraries } from '../../../../../test/support/libraries.ts';
import { ID_LIBRARIES } from './rows.ts';
import { libId } from './rule.ts';

test('every row knows its library, and no other that is called alike', () => checkLibraries(libId, ID_LIBRARIES));
