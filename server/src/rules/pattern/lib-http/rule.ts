import { defineConvention } from '../../engine/convention.ts';
import { LibraryChoice } from '../library-choice.ts';
import { HTTP_LIBRARIES } from './rows.ts';

const choice = new LibraryChoice(HTTP_LIBRARIES);

/** Which library makes HTTP requests. */
export const libHttp = defineConvention({
  id: 'drift/pattern/lib-http',
  title: 'Library for HTTP requests',
  languages: choice.languages,
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'files that make requests',
  answers: choice.libraries,
  deviates: (actual, expected) => choice.deviates(actual, expected),
  observe: (view, report) => choice.observe(view, report),
});
