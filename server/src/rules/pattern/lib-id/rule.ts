import { defineConvention } from '../../engine/convention.ts';
import { LibraryChoice } from '../library-choice.ts';
import { ID_LIBRARIES } from './rows.ts';

const choice = new LibraryChoice(ID_LIBRARIES);

/** Which library makes unique ids. */
export const libId = defineConvention({
  id: 'drift/pattern/lib-id',
  title: 'Library for unique ids',
  languages: choice.languages,
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'files that make ids',
  answers: choice.libraries,
  deviates: (actual, expected) => choice.deviates(actual, expected),
  observe: (view, report) => choice.observe(view, report),
});
