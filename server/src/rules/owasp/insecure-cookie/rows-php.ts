import type { CallRow } from '../../engine/api-table.ts';
import { HTTP_ONLY_OFF, SECURE_OFF } from './flags.ts';

const OFF = { shapes: ['false'] } as const;
const SET = ['setcookie', 'setrawcookie'];
const OFF_TEXT = /^(?:0|off|false|no)$/i;

/** PHP: cookies set with a protection switched off; `message` tells which. */
export const PHP_ROWS: readonly CallRow[] = [
  {
    languages: ['php'],
    callee: SET,
    when: [{ at: [5, 'secure'], ...OFF }],
    message: SECURE_OFF,
    positive: "<?php\nsetcookie('sid', $id, 0, '/', '', false, true);\n",
    nearMiss: "<?php\nsetcookie('sid', '', 1, '/', '', false, true);\n",
  },
  {
    languages: ['php'],
    callee: SET,
    when: [{ at: [6, 'httponly'], ...OFF }],
    message: HTTP_ONLY_OFF,
    positive: "<?php\nsetcookie('sid', $id, ['secure' => true, 'httponly' => false]);\n",
    nearMiss: "<?php\nsetcookie('sid', $id, ['secure' => true, 'httponly' => true]);\n",
  },
  {
    languages: ['php'],
    callee: ['session_set_cookie_params'],
    when: [{ at: [3, 'secure'], ...OFF }],
    message: SECURE_OFF,
    positive: "<?php\nsession_set_cookie_params(0, '/', '', false, true);\n",
    nearMiss: "<?php\nsession_set_cookie_params(0, '/', '', true, true);\n",
  },
  {
    languages: ['php'],
    callee: ['session_set_cookie_params'],
    when: [{ at: [4, 'httponly'], ...OFF }],
    message: HTTP_ONLY_OFF,
    positive: "<?php\nsession_set_cookie_params(['secure' => true, 'httponly' => false]);\n",
    nearMiss: "<?php\nsession_set_cookie_params(['secure' => true, 'httponly' => true]);\n",
  },
  {
    languages: ['php'],
    callee: ['ini_set'],
    when: [
      { at: [0], text: /^session\.cookie_secure$/ },
      { at: [1], text: OFF_TEXT },
    ],
    message: SECURE_OFF,
    positive: "<?php\nini_set('session.cookie_secure', 0);\n",
    nearMiss: "<?php\nini_set('session.cookie_secure', 1);\n",
  },
  {
    languages: ['php'],
    callee: ['ini_set'],
    when: [
      { at: [0], text: /^session\.cookie_httponly$/ },
      { at: [1], text: OFF_TEXT },
    ],
    message: HTTP_ONLY_OFF,
    positive: "<?php\nini_set('session.cookie_httponly', '0');\n",
    nearMiss: "<?php\nini_set('session.cookie_httponly', '1');\n",
  },
  {
    languages: ['php'],
    callee: ['*.withSecure'],
    imports: ['Symfony\\Component\\HttpFoundation\\Cookie'],
    when: [{ at: [0], ...OFF }],
    message: SECURE_OFF,
    positive:
      "<?php\nuse Symfony\\Component\\HttpFoundation\\Cookie;\n$c = Cookie::create('sid')->withSecure(false);\n",
    nearMiss: "<?php\nuse Symfony\\Component\\HttpFoundation\\Cookie;\n$c = Cookie::create('sid')->withSecure(true);\n",
  },
  {
    languages: ['php'],
    callee: ['*.withHttpOnly'],
    imports: ['Symfony\\Component\\HttpFoundation\\Cookie'],
    when: [{ at: [0], ...OFF }],
    message: HTTP_ONLY_OFF,
    positive:
      "<?php\nuse Symfony\\Component\\HttpFoundation\\Cookie;\n$c = Cookie::create('sid')->withHttpOnly(false);\n",
    nearMiss:
      "<?php\nuse Symfony\\Component\\HttpFoundation\\Cookie;\n$c = Cookie::create('sid')->withHttpOnly(true);\n",
  },
];
