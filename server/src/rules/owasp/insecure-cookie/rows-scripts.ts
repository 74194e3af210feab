import type { CallRow } from '../../engine/api-table.ts';
import { HTTP_ONLY_OFF, SAME_SITE_ALONE, SECURE_OFF } from './flags.ts';

const JS = ['javascript', 'typescript'] as const;
const OFF = { shapes: ['false'] } as const;
const JS_COOKIE = [
  ...['res', 'response', 'reply', 'resp'].flatMap((r) => [`${r}.cookie`, `${r}.setCookie`, `${r}.cookies.set`]),
  ...['nookies', 'hono/cookie', 'h3', 'cookies-next'].map((m) => `${m}.setCookie`),
  ...[
    'ctx.cookies',
    'context.cookies',
    'event.cookies',
    'cookies',
    'cookies()',
    'next/headers.cookies()',
    'js-cookie',
  ].map((r) => `${r}.set`),
  'cookie.serialize',
];
const PY_WEB = [
  'flask',
  'django',
  'fastapi',
  'starlette',
  'quart',
  'sanic',
  'aiohttp',
  'bottle',
  'tornado',
  'werkzeug',
];

/** JavaScript, Python and Ruby: calls that set a cookie with a protection switched off; `message` tells which. */
export const SCRIPT_ROWS: readonly CallRow[] = [
  {
    languages: JS,
    callee: JS_COOKIE,
    when: [{ at: ['secure'], ...OFF }],
    message: SECURE_OFF,
    positive: "res.cookie('sid', id, { httpOnly: true, secure: false });\n",
    nearMiss: "res.cookie('sid', id, { httpOnly: true, secure: process.env.NODE_ENV === 'production' });\n",
  },
  {
    languages: JS,
    callee: JS_COOKIE,
    when: [{ at: ['httpOnly', 'httponly'], ...OFF }],
    message: HTTP_ONLY_OFF,
    positive: "res.cookie('sid', id, { httpOnly: false, secure: true });\n",
    nearMiss: "res.cookie('XSRF-TOKEN', id, { httpOnly: false, secure: true });\n",
  },
  {
    languages: JS,
    callee: JS_COOKIE,
    when: [
      { at: ['sameSite'], shapes: ['string'], text: /^none$/i },
      { at: ['secure'], shapes: [], orAbsent: true },
    ],
    message: SAME_SITE_ALONE,
    positive: "res.cookie('sid', id, { sameSite: 'none', httpOnly: true });\n",
    nearMiss: "res.cookie('sid', id, { sameSite: 'none', httpOnly: true, secure: true });\n",
  },
  {
    languages: ['python'],
    callee: ['*.set_cookie', '*.set_signed_cookie'],
    imports: PY_WEB,
    when: [{ at: ['secure'], ...OFF }],
    message: SECURE_OFF,
    positive: 'from flask import make_response\nresponse.set_cookie("sid", sid, secure=False)\n',
    nearMiss: 'from flask import make_response\nresponse.set_cookie("sid", sid, secure=True)\n',
  },
  {
    languages: ['python'],
    callee: ['*.set_cookie', '*.set_signed_cookie'],
    imports: PY_WEB,
    when: [{ at: ['httponly'], ...OFF }],
    message: HTTP_ONLY_OFF,
    positive: 'from flask import make_response\nresponse.set_cookie("sid", sid, httponly=False)\n',
    nearMiss: 'from flask import make_response\nresponse.set_cookie("csrftoken", sid, httponly=False)\n',
  },
  {
    languages: ['python'],
    callee: ['*.set_cookie'],
    imports: PY_WEB,
    when: [
      { at: ['samesite'], shapes: ['string'], text: /^none$/i },
      { at: ['secure'], shapes: [], orAbsent: true },
    ],
    message: SAME_SITE_ALONE,
    positive: 'from flask import make_response\nresponse.set_cookie("sid", sid, samesite="None")\n',
    nearMiss: 'from flask import make_response\nresponse.set_cookie("sid", sid, samesite="None", **options)\n',
  },
  {
    languages: ['python'],
    callee: ['*.update'],
    when: [{ at: ['SESSION_COOKIE_SECURE', 'REMEMBER_COOKIE_SECURE'], ...OFF }],
    message: SECURE_OFF,
    positive: 'app.config.update(SESSION_COOKIE_SECURE=False)\n',
    nearMiss: 'app.config.update(SESSION_COOKIE_SECURE=True)\n',
  },
  {
    languages: ['python'],
    callee: ['*.update'],
    when: [{ at: ['SESSION_COOKIE_HTTPONLY', 'REMEMBER_COOKIE_HTTPONLY'], ...OFF }],
    message: HTTP_ONLY_OFF,
    positive: 'app.config.update(SESSION_COOKIE_HTTPONLY=False)\n',
    nearMiss: 'app.config.update(SESSION_COOKIE_HTTPONLY=True)\n',
  },
  {
    languages: ['ruby'],
    callee: ['*.session_store', '*.set_cookie'],
    when: [{ at: ['secure'], ...OFF }],
    message: SECURE_OFF,
    positive: "Rails.application.config.session_store :cookie_store, key: '_shop', secure: false\n",
    nearMiss: "Rails.application.config.session_store :cookie_store, key: '_shop', secure: true\n",
  },
  {
    languages: ['ruby'],
    callee: ['*.session_store', '*.set_cookie'],
    when: [{ at: ['httponly'], ...OFF }],
    message: HTTP_ONLY_OFF,
    positive: "Rails.application.config.session_store :cookie_store, key: '_shop', httponly: false\n",
    nearMiss: "Rails.application.config.session_store :cookie_store, key: '_shop', httponly: true\n",
  },
  {
    languages: ['ruby'],
    callee: ['use'],
    when: [
      { at: [0], text: /^Rack\.Session\.Cookie$/ },
      { at: ['secure'], ...OFF },
    ],
    message: SECURE_OFF,
    positive: "use Rack::Session::Cookie, key: 'sid', secure: false\n",
    nearMiss: "use Rack::Session::Cookie, key: 'sid', secure: true\n",
  },
];
