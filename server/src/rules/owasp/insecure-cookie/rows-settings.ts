import type { SettingRow } from '../../engine/api-table.ts';
import { HTTP_ONLY_OFF, SECURE_OFF } from './flags.ts';

const OFF = { shapes: ['false'] } as const;
/** Files that hold a program's settings; a framework's own list of defaults is none. */
const SETTINGS_FILE =
  /(?:^|\/)(?:(?:settings|config|conf|base|prod|production|app|main|wsgi|__init__)[\w-]*|(?:settings|config)\/[\w-]+)\.py$/;
const KOTLIN_COOKIE = /^(?:\w+\.)*\w*[cC]ookie\w*\.\w+$/;
const KOTLIN_IMPORTS = ['io.ktor', 'javax.servlet.http.Cookie', 'jakarta.servlet.http.Cookie'];

/** Settings that switch a protection of cookies off; `message` tells which. */
export const SETTING_ROWS: readonly SettingRow[] = [
  {
    languages: ['python'],
    target: ['SESSION_COOKIE_SECURE', 'CSRF_COOKIE_SECURE', 'REMEMBER_COOKIE_SECURE'],
    path: /^[A-Z_]+$/,
    file: SETTINGS_FILE,
    value: OFF,
    message: SECURE_OFF,
    positive: 'SESSION_COOKIE_SECURE = False\n',
    nearMiss: 'SESSION_COOKIE_SECURE = not DEBUG\n',
  },
  {
    languages: ['python'],
    target: ['SESSION_COOKIE_HTTPONLY', 'REMEMBER_COOKIE_HTTPONLY'],
    path: /^[A-Z_]+$/,
    file: SETTINGS_FILE,
    value: OFF,
    message: HTTP_ONLY_OFF,
    positive: 'SESSION_COOKIE_HTTPONLY = False\n',
    nearMiss: 'CSRF_COOKIE_HTTPONLY = False\n',
  },
  {
    languages: ['kotlin'],
    target: ['secure'],
    path: KOTLIN_COOKIE,
    imports: KOTLIN_IMPORTS,
    value: OFF,
    message: SECURE_OFF,
    positive: 'import io.ktor.server.sessions.*\nfun f() { cookie<User>("sid") { cookie.secure = false } }\n',
    nearMiss: 'import io.ktor.server.sessions.*\nfun f() { cookie<User>("sid") { cookie.secure = true } }\n',
  },
  {
    languages: ['kotlin'],
    target: ['httpOnly', 'isHttpOnly'],
    path: KOTLIN_COOKIE,
    imports: KOTLIN_IMPORTS,
    value: OFF,
    message: HTTP_ONLY_OFF,
    positive: 'import jakarta.servlet.http.Cookie\nfun f(cookie: Cookie) { cookie.isHttpOnly = false }\n',
    nearMiss: 'import jakarta.servlet.http.Cookie\nfun f(cookie: Cookie) { cookie.isHttpOnly = true }\n',
  },
  {
    languages: ['csharp'],
    target: ['SecurePolicy'],
    path: /(?:^|\.)Cookie\.SecurePolicy$/,
    value: { text: /(?:^|\.)CookieSecurePolicy\.None$/ },
    message: SECURE_OFF,
    positive: 'class A { void F() { options.Cookie.SecurePolicy = CookieSecurePolicy.None; } }\n',
    nearMiss: 'class A { void F() { options.Cookie.SecurePolicy = CookieSecurePolicy.Always; } }\n',
  },
  {
    languages: ['csharp'],
    target: ['HttpOnly'],
    path: /(?:^|\.)Cookie\.HttpOnly$/,
    value: OFF,
    message: HTTP_ONLY_OFF,
    positive: 'class A { void F() { options.Cookie.HttpOnly = false; } }\n',
    nearMiss: 'class A { void F() { options.Cookie.HttpOnly = true; } }\n',
  },
];
