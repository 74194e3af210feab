import type { CallRow } from '../../engine/api-table.ts';
import { HTTP_ONLY_OFF, SECURE_OFF } from './flags.ts';

const JVM = ['java', 'kotlin'] as const;
const OFF = { shapes: ['false'] } as const;
const SERVLET = ['javax.servlet', 'jakarta.servlet'].flatMap((p) => [`${p}.http.Cookie`, `${p}.SessionCookieConfig`]);
const BUILDERS = [
  'org.springframework.http.ResponseCookie',
  'jakarta.ws.rs.core.NewCookie',
  'javax.ws.rs.core.NewCookie',
];
const RUST_COOKIES = ['cookie', 'actix_web', 'axum_extra', 'tower_cookies', 'rocket'];

/** Java, Kotlin, Go and Rust: calls that switch a protection of a cookie off; `message` tells which. */
export const COMPILED_ROWS: readonly CallRow[] = [
  {
    languages: JVM,
    callee: ['*.setSecure'],
    imports: SERVLET,
    when: [{ at: [0], ...OFF }],
    message: SECURE_OFF,
    positive: 'import jakarta.servlet.http.Cookie;\nclass A { void f(Cookie c) { c.setSecure(false); } }\n',
    nearMiss: 'import jakarta.servlet.http.Cookie;\nclass A { void f(Cookie c) { c.setSecure(true); } }\n',
  },
  {
    languages: JVM,
    callee: ['*.setHttpOnly'],
    imports: SERVLET,
    when: [{ at: [0], ...OFF }],
    message: HTTP_ONLY_OFF,
    positive: 'import jakarta.servlet.http.Cookie;\nclass A { void f(Cookie c) { c.setHttpOnly(false); } }\n',
    nearMiss:
      'import jakarta.servlet.http.Cookie;\nclass A { void f(Cookie c) { c.setMaxAge(0); c.setHttpOnly(false); } }\n',
  },
  {
    languages: JVM,
    callee: ['*.secure'],
    imports: BUILDERS,
    when: [{ at: [0], ...OFF }],
    message: SECURE_OFF,
    positive:
      'import org.springframework.http.ResponseCookie;\nclass A { Object f() { return ResponseCookie.from("a", "b").secure(false).build(); } }\n',
    nearMiss:
      'import org.springframework.http.ResponseCookie;\nclass A { Object f() { return ResponseCookie.from("a", "b").secure(true).build(); } }\n',
  },
  {
    languages: JVM,
    callee: ['*.httpOnly'],
    imports: BUILDERS,
    when: [{ at: [0], ...OFF }],
    message: HTTP_ONLY_OFF,
    positive:
      'import org.springframework.http.ResponseCookie;\nclass A { Object f() { return ResponseCookie.from("a", "b").httpOnly(false).build(); } }\n',
    nearMiss:
      'import org.springframework.http.ResponseCookie;\nclass A { Object f() { return ResponseCookie.from("a", "b").httpOnly(true).build(); } }\n',
  },
  {
    languages: ['kotlin'],
    callee: ['*.append', 'io.ktor.http.Cookie'],
    imports: ['io.ktor'],
    when: [{ at: ['secure'], ...OFF }],
    message: SECURE_OFF,
    positive:
      'import io.ktor.server.response.respond\nfun f() { call.response.cookies.append("a", "b", secure = false) }\n',
    nearMiss:
      'import io.ktor.server.response.respond\nfun f() { call.response.cookies.append("a", "b", secure = true) }\n',
  },
  {
    languages: ['kotlin'],
    callee: ['*.append', 'io.ktor.http.Cookie'],
    imports: ['io.ktor'],
    when: [{ at: ['httpOnly'], ...OFF }],
    message: HTTP_ONLY_OFF,
    positive: 'import io.ktor.http.Cookie\nval c = Cookie(name = "a", value = "b", httpOnly = false)\n',
    nearMiss: 'import io.ktor.http.Cookie\nval c = Cookie(name = "a", value = "b", httpOnly = true)\n',
  },
  {
    languages: ['go'],
    callee: ['*.SetCookie'],
    imports: ['github.com/gin-gonic/gin'],
    when: [{ at: [5], ...OFF }, { at: [6] }],
    message: SECURE_OFF,
    positive:
      'package a\nimport "github.com/gin-gonic/gin"\nfunc f(c *gin.Context) { c.SetCookie("a", b, 60, "/", "", false, true) }\n',
    nearMiss:
      'package a\nimport "github.com/gin-gonic/gin"\nfunc f(c *gin.Context) { c.SetCookie("a", b, 60, "/", "", true, true) }\n',
  },
  {
    languages: ['go'],
    callee: ['*.SetCookie'],
    imports: ['github.com/gin-gonic/gin'],
    when: [{ at: [6], ...OFF }],
    message: HTTP_ONLY_OFF,
    positive:
      'package a\nimport "github.com/gin-gonic/gin"\nfunc f(c *gin.Context) { c.SetCookie("a", b, 60, "/", "", true, false) }\n',
    nearMiss:
      'package a\nimport "github.com/gin-gonic/gin"\nfunc f(c *gin.Context) { c.SetCookie("a", b, -1, "/", "", true, false) }\n',
  },
  {
    languages: ['rust'],
    callee: ['*.secure', '*.set_secure'],
    imports: RUST_COOKIES,
    when: [{ at: [0], ...OFF }],
    message: SECURE_OFF,
    positive: 'use cookie::Cookie;\nfn f() { let c = Cookie::build(("a", "b")).secure(false).build(); }\n',
    nearMiss: 'use cookie::Cookie;\nfn f() { let c = Cookie::build(("a", "b")).secure(true).build(); }\n',
  },
  {
    languages: ['rust'],
    callee: ['*.http_only', '*.set_http_only'],
    imports: RUST_COOKIES,
    when: [{ at: [0], ...OFF }],
    message: HTTP_ONLY_OFF,
    positive: 'use cookie::Cookie;\nfn f() { let c = Cookie::build(("a", "b")).http_only(false).build(); }\n',
    nearMiss: 'use cookie::Cookie;\nfn f() { let c = Cookie::build(("a", "b")).http_only(true).build(); }\n',
  },
  {
    languages: ['rust'],
    callee: ['*.cookie_secure', '*.with_secure'],
    imports: ['actix_session', 'tower_sessions'],
    when: [{ at: [0], ...OFF }],
    message: SECURE_OFF,
    positive:
      'use tower_sessions::SessionManagerLayer;\nfn f() { SessionManagerLayer::new(store).with_secure(false); }\n',
    nearMiss:
      'use tower_sessions::SessionManagerLayer;\nfn f() { SessionManagerLayer::new(store).with_secure(true); }\n',
  },
  {
    languages: ['rust'],
    callee: ['*.cookie_http_only', '*.with_http_only'],
    imports: ['actix_session', 'tower_sessions'],
    when: [{ at: [0], ...OFF }],
    message: HTTP_ONLY_OFF,
    positive:
      'use actix_session::SessionMiddleware;\nfn f() { SessionMiddleware::builder(s, k).cookie_http_only(false); }\n',
    nearMiss:
      'use actix_session::SessionMiddleware;\nfn f() { SessionMiddleware::builder(s, k).cookie_http_only(true); }\n',
  },
];
