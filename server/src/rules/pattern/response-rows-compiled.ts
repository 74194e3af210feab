import type { LanguageId } from '@drift/shared';
import type { ResponseRow } from './response-rows.ts';

const JVM: readonly LanguageId[] = ['java', 'kotlin'];
const SPRING_CHOICE =
  /^(?:200|202|204|400|404|422|500)$|\b(?:OK|ACCEPTED|NO_CONTENT|BAD_REQUEST|NOT_FOUND|UNPROCESSABLE_ENTITY|INTERNAL_SERVER_ERROR)$/;
const JAXRS_CHOICE = /^(?:200|202|204|500)$|\b(?:OK|ACCEPTED|NO_CONTENT|INTERNAL_SERVER_ERROR)$/;

const JVM_RESPONSES: readonly ResponseRow[] = [
  {
    languages: JVM,
    names: ['ok'],
    receiver: /^ResponseEntity$/,
    body: [0],
    helper: true,
    positive: 'class A { X a() { return ResponseEntity.ok(user); } }',
    nearMiss: 'class A { X a() { return Optional.ok(user); } }',
  },
  {
    languages: JVM,
    names: ['badRequest', 'notFound', 'noContent', 'accepted', 'unprocessableEntity', 'internalServerError'],
    receiver: /^ResponseEntity$/,
    helper: true,
    positive: 'class A { X a() { return ResponseEntity.notFound().build(); } }',
    nearMiss: 'class A { X a() { return Lookup.notFound().build(); } }',
  },
  {
    languages: JVM,
    names: ['status'],
    receiver: /^ResponseEntity$/,
    status: [0],
    choice: SPRING_CHOICE,
    positive: 'class A { X a() { return ResponseEntity.status(404).build(); } }',
    nearMiss: 'class A { X a() { return Lookup.status(404).build(); } }',
  },
  {
    languages: JVM,
    names: ['body'],
    receiver: /^ResponseEntity(?:\.\w+\(\))+$/,
    body: [0],
    positive: 'class A { X a() { return ResponseEntity.status(404).body(user); } }',
    nearMiss: 'class A { X a() { return Mail.status(404).body(user); } }',
  },
  {
    languages: JVM,
    names: ['ok', 'noContent', 'accepted', 'serverError'],
    receiver: /^Response$/,
    imports: ['javax.ws.rs', 'jakarta.ws.rs'],
    body: [0],
    helper: true,
    positive: 'import jakarta.ws.rs.core.Response;\nclass A { X a() { return Response.ok(user).build(); } }',
    nearMiss: 'import shop.Response;\nclass A { X a() { return Response.ok(user).build(); } }',
  },
  {
    languages: JVM,
    names: ['status'],
    receiver: /^Response$/,
    imports: ['javax.ws.rs', 'jakarta.ws.rs'],
    status: [0],
    choice: JAXRS_CHOICE,
    positive: 'import jakarta.ws.rs.core.Response;\nclass A { X a() { return Response.status(200).build(); } }',
    nearMiss: 'import shop.Response;\nclass A { X a() { return Response.status(200).build(); } }',
  },
  {
    languages: ['kotlin'],
    names: ['respond'],
    receiver: /^(?:this\.)?call$/,
    body: [1, 0],
    positive: 'suspend fun a() { call.respond(mapOf("data" to user)) }',
    nearMiss: 'suspend fun a() { phone.respond(mapOf("data" to user)) }',
  },
];

const DOTNET_HELPERS = [
  'NotFound',
  'BadRequest',
  'NoContent',
  'Unauthorized',
  'Forbid',
  'Conflict',
  'UnprocessableEntity',
];
const DOTNET_CHOICE =
  /^(?:200|204|400|401|404|409|422)$|Status(?:200|204|400|401|404|409|422)|\.(?:OK|NoContent|BadRequest|Unauthorized|NotFound|Conflict)$/;

const DOTNET_RESPONSES: readonly ResponseRow[] = [
  {
    languages: ['csharp'],
    names: ['Ok', 'Json'],
    receiver: /^(?:this)?$/,
    base: /Controller(?:Base)?$/,
    body: [0],
    helper: true,
    positive: 'class A : ControllerBase { IActionResult B() { return Ok(new { data = user }); } }',
    nearMiss: 'class A : Parser { Result B() { return Ok(new { data = user }); } }',
  },
  {
    languages: ['csharp'],
    names: DOTNET_HELPERS,
    receiver: /^(?:this)?$/,
    base: /Controller(?:Base)?$/,
    helper: true,
    positive: 'class A : ControllerBase { IActionResult B() { return NotFound(); } }',
    nearMiss: 'class A : ControllerBase { IActionResult B() { return lookup.NotFound(); } }',
  },
  {
    languages: ['csharp'],
    names: ['StatusCode'],
    receiver: /^(?:this)?$/,
    base: /Controller(?:Base)?$/,
    status: [0],
    choice: DOTNET_CHOICE,
    positive: 'class A : ControllerBase { IActionResult B() { return StatusCode(404); } }',
    nearMiss: 'class A : ControllerBase { IActionResult B() { return row.StatusCode(404); } }',
  },
  {
    languages: ['csharp'],
    names: ['Ok', 'Json'],
    receiver: /^(?:Typed)?Results$/,
    body: [0],
    helper: true,
    positive: 'app.MapGet("/a", () => Results.Ok(user));',
    nearMiss: 'app.MapGet("/a", () => Found.Ok(user));',
  },
  {
    languages: ['csharp'],
    names: DOTNET_HELPERS,
    receiver: /^(?:Typed)?Results$/,
    helper: true,
    positive: 'app.MapGet("/a", () => Results.NotFound());',
    nearMiss: 'app.MapGet("/a", () => Found.NotFound());',
  },
  {
    languages: ['csharp'],
    names: ['StatusCode'],
    receiver: /^(?:Typed)?Results$/,
    status: [0],
    choice: DOTNET_CHOICE,
    positive: 'app.MapGet("/a", () => Results.StatusCode(404));',
    nearMiss: 'app.MapGet("/a", () => Found.StatusCode(404));',
  },
];

const GO_CONTEXT = /^(?:c|ctx|gc|ec|context)$/;

const GO_RESPONSES: readonly ResponseRow[] = [
  {
    languages: ['go'],
    names: ['JSON', 'IndentedJSON', 'AbortWithStatusJSON'],
    receiver: GO_CONTEXT,
    imports: ['github.com/gin-gonic/gin', 'github.com/labstack/echo/v4', 'github.com/labstack/echo'],
    body: [1],
    status: [0],
    positive: 'package a\nimport "github.com/gin-gonic/gin"\nfunc a(c *gin.Context) { c.JSON(200, user) }',
    nearMiss: 'package a\nimport "shop/out"\nfunc a(c *out.Context) { c.JSON(200, user) }',
  },
  {
    languages: ['go'],
    names: ['String', 'XML', 'Status', 'AbortWithStatus', 'Data', 'HTML', 'NoContent', 'Redirect', 'NewHTTPError'],
    receiver: /^(?:c|ctx|gc|ec|context|echo)$/,
    imports: ['github.com/gin-gonic/gin', 'github.com/labstack/echo/v4', 'github.com/labstack/echo'],
    status: [0],
    positive: 'package a\nimport "github.com/gin-gonic/gin"\nfunc a(c *gin.Context) { c.Status(404) }',
    nearMiss: 'package a\nimport "github.com/gin-gonic/gin"\nfunc a(o *Order) { o.Status(404) }',
  },
  {
    languages: ['go'],
    names: ['JSON'],
    receiver: /^(?:c|ctx)(?:\.Status\(\))?$/,
    imports: ['github.com/gofiber/fiber', 'github.com/gofiber/fiber/v2', 'github.com/gofiber/fiber/v3'],
    body: [0],
    positive: 'package a\nimport "github.com/gofiber/fiber/v2"\nfunc a(c *fiber.Ctx) { c.JSON(user) }',
    nearMiss: 'package a\nimport "github.com/gofiber/fiber/v2"\nfunc a(o *Out) { o.JSON(user) }',
  },
  {
    languages: ['go'],
    names: ['Status', 'SendStatus', 'NewError'],
    receiver: /^(?:c|ctx|fiber)$/,
    imports: ['github.com/gofiber/fiber', 'github.com/gofiber/fiber/v2', 'github.com/gofiber/fiber/v3'],
    status: [0],
    positive: 'package a\nimport "github.com/gofiber/fiber/v2"\nfunc a(c *fiber.Ctx) { c.Status(404) }',
    nearMiss: 'package a\nimport "github.com/gofiber/fiber/v2"\nfunc a(o *Out) { o.Status(404) }',
  },
  {
    languages: ['go'],
    names: ['WriteHeader'],
    receiver: /^(?:w|rw|res|resp|writer)$/,
    imports: ['net/http'],
    status: [0],
    positive: 'package a\nimport "net/http"\nfunc a(w http.ResponseWriter) { w.WriteHeader(404) }',
    nearMiss: 'package a\nimport "net/http"\nfunc a(t *tar.Writer) { t.WriteHeader(404) }',
  },
  {
    languages: ['go'],
    names: ['Error'],
    receiver: /^http$/,
    imports: ['net/http'],
    status: [2],
    positive: 'package a\nimport "net/http"\nfunc a(w http.ResponseWriter) { http.Error(w, "x", 404) }',
    nearMiss: 'package a\nimport "net/http"\nfunc a(w http.ResponseWriter) { log.Error(w, "x", 404) }',
  },
  {
    languages: ['go'],
    names: ['Encode'],
    receiver: /^json\.NewEncoder\(\)$/,
    imports: ['net/http'],
    body: [0],
    positive: 'package a\nimport "net/http"\nfunc a(w http.ResponseWriter) { json.NewEncoder(w).Encode(user) }',
    nearMiss: 'package a\nimport "net/http"\nfunc a(w http.ResponseWriter) { gob.NewEncoder(w).Encode(user) }',
  },
];

const RUST_RESPONSES: readonly ResponseRow[] = [
  {
    languages: ['rust'],
    names: [
      'Ok',
      'Created',
      'NotFound',
      'BadRequest',
      'NoContent',
      'Unauthorized',
      'Forbidden',
      'Conflict',
      'InternalServerError',
    ],
    receiver: /^HttpResponse$/,
    helper: true,
    positive: 'fn a() -> HttpResponse { HttpResponse::NotFound().finish() }',
    nearMiss: 'fn a() -> Lookup { Lookup::NotFound().finish() }',
  },
  {
    languages: ['rust'],
    names: ['build', 'new'],
    receiver: /^HttpResponse(?:Builder)?$/,
    status: [0],
    positive: 'fn a() -> HttpResponse { HttpResponse::build(StatusCode::NOT_FOUND).finish() }',
    nearMiss: 'fn a() -> Page { Page::build(StatusCode::NOT_FOUND).finish() }',
  },
  {
    languages: ['rust'],
    names: ['from_u16'],
    receiver: /^StatusCode$/,
    status: [0],
    positive: 'fn a() -> StatusCode { StatusCode::from_u16(404).unwrap() }',
    nearMiss: 'fn a() -> Port { Port::from_u16(404).unwrap() }',
  },
  {
    languages: ['rust'],
    names: ['json'],
    receiver: /^HttpResponse\.\w+\(\)$/,
    body: [0],
    positive: 'fn a() -> HttpResponse { HttpResponse::Ok().json(user) }',
    nearMiss: 'fn a() -> Client { Client::get().json(user) }',
  },
  {
    languages: ['rust'],
    names: ['Json'],
    imports: ['axum', 'rocket'],
    body: [0],
    positive: 'use axum::Json;\nfn a() -> Json<User> { Json(user) }',
    nearMiss: 'use shop::Json;\nfn a() -> Json<User> { Json(user) }',
  },
];

/** Answers in Java, Kotlin, C#, Go and Rust. */
export const COMPILED_ANSWERS: readonly ResponseRow[] = [
  ...JVM_RESPONSES,
  ...DOTNET_RESPONSES,
  ...GO_RESPONSES,
  ...RUST_RESPONSES,
];
