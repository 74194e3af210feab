import { defineConvention } from '../../engine/convention.ts';
import { LibraryChoice } from '../library-choice.ts';
import { DATE_LIBRARIES } from './rows.ts';

const choice = new LibraryChoice(DATE_LIBRARIES);

/** Which library handles dates and times. */
export const libDate = defineConvention({
  id: 'drift/pattern/lib-date',
  title: 'Library for dates and times',
  languages: choice.languages,
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'files that use a date library',
  answers: choice.libraries,
  deviates: (actual, expected) => choice.deviates(actual, expected),
  observe: (view, report) => choice.observe(view, report),
});
