import type { LanguageId } from '@drift/shared';

/** One call by which a handler answers: with a body, with a status, or both. */
export interface ResponseRow {
  readonly languages: readonly LanguageId[];
  /** Last segments of what is called. */
  readonly names: readonly string[];
  /** On the path before the name; a bare name fits where it is left out. */
  readonly receiver?: RegExp;
  /** The file must import one of these modules, or something below them. */
  readonly imports?: readonly string[];
  /** The file must import none of these. */
  readonly without?: readonly string[];
  /** A class of the file must have such a base. */
  readonly base?: RegExp;
  /** Where the body is: a position, a keyword, or the keywords themselves. */
  readonly body?: readonly (number | string)[];
  /** Where the status is. */
  readonly status?: readonly (number | string)[];
  /** The name says the status, and `status` of the same framework could as well. */
  readonly helper?: true;
  /** Statuses that have such a helper: beside it, only these are a choice. */
  readonly choice?: RegExp;
  readonly positive: string;
  readonly nearMiss: string;
}

const SCRIPT: readonly LanguageId[] = ['javascript', 'typescript'];
const JVM: readonly LanguageId[] = ['java', 'kotlin'];
const RESPONSE = /^(?:this\.)?_?(?:res|response|resp|reply|rep)(?:\.(?:status|code|type|header|set|cookie)\(\))*$/;

const SCRIPT_RESPONSES: readonly ResponseRow[] = [
  {
    languages: SCRIPT,
    names: ['json', 'send', 'jsonp'],
    receiver: RESPONSE,
    body: [0],
    positive: 'f((req, res) => res.status(201).json({ data: user }));',
    nearMiss: 'f((req, res) => socket.send({ data: user }));',
  },
  {
    languages: SCRIPT,
    names: ['status', 'code', 'sendStatus', 'writeHead'],
    receiver: RESPONSE,
    // Its exceptions say the status by their names.
    without: ['@nestjs/common'],
    status: [0],
    positive: 'f((req, res) => res.status(404).end());',
    nearMiss: 'f((req, res) => bulb.status(404).end());',
  },
  {
    languages: SCRIPT,
    names: ['json'],
    receiver: /^(?:NextResponse|Response)$/,
    body: [0],
    status: ['status'],
    positive: 'export function GET() { return NextResponse.json({ data: user }, { status: 201 }); }',
    nearMiss: 'export function GET() { return cache.json({ data: user }, { status: 201 }); }',
  },
  {
    languages: SCRIPT,
    names: ['json'],
    receiver: /^(?:c|ctx|context)$/,
    imports: ['hono'],
    body: [0],
    status: [1],
    positive: "import { Hono } from 'hono';\napp.get('/a', (c) => c.json({ data: user }, 201));",
    nearMiss: "import { draw } from 'draw';\napp.get('/a', (c) => c.json({ data: user }, 201));",
  },
  {
    languages: SCRIPT,
    names: ['HttpException'],
    imports: ['@nestjs/common'],
    status: [1],
    choice:
      /400|401|403|404|405|406|409|410|413|415|422|500|501|502|503|504|BAD_|UNAUTH|FORB|NOT_|CONFL|GONE|UNPROC|INTERNAL/,
    positive: "import { HttpException } from '@nestjs/common';\nthrow new HttpException('x', 404);",
    nearMiss: "import { HttpException } from './errors';\nthrow new HttpException('x', 404);",
  },
  {
    languages: SCRIPT,
    names: [
      'BadRequestException',
      'UnauthorizedException',
      'ForbiddenException',
      'NotFoundException',
      'ConflictException',
      'UnprocessableEntityException',
      'InternalServerErrorException',
    ],
    imports: ['@nestjs/common'],
    helper: true,
    positive: "import { NotFoundException } from '@nestjs/common';\nthrow new NotFoundException();",
    nearMiss: "import { NotFoundException } from './errors';\nthrow new NotFoundException();",
  },
];

const PYTHON_RESPONSES: readonly ResponseRow[] = [
  {
    languages: ['python'],
    names: ['jsonify'],
    imports: ['flask', 'quart'],
    body: [0, 'keywords'],
    positive: 'from flask import jsonify\ndef a():\n    return jsonify({"data": user})\n',
    nearMiss: 'from shop import jsonify\ndef a():\n    return jsonify({"data": user})\n',
  },
  {
    languages: ['python'],
    names: ['abort'],
    imports: ['flask', 'quart', 'werkzeug.exceptions'],
    status: [0],
    positive: 'from flask import abort\ndef a():\n    abort(404)\n',
    nearMiss: 'from os import abort\ndef a():\n    abort(404)\n',
  },
  {
    languages: ['python'],
    names: ['Response', 'JsonResponse', 'JSONResponse', 'ORJSONResponse'],
    imports: ['rest_framework', 'django.http', 'fastapi', 'starlette'],
    body: [0, 'data', 'content'],
    status: ['status', 'status_code'],
    positive: 'from rest_framework.response import Response\nx = Response({"data": user}, status=201)\n',
    nearMiss: 'from requests import Response\nx = Response({"data": user}, status=201)\n',
  },
  {
    languages: ['python'],
    names: ['HTTPException'],
    imports: ['fastapi', 'starlette'],
    status: [0, 'status_code'],
    positive: 'from fastapi import HTTPException\nraise HTTPException(status_code=404)\n',
    nearMiss: 'from shop import HTTPException\nraise HTTPException(status_code=404)\n',
  },
  {
    languages: ['python'],
    names: ['get', 'post', 'put', 'patch', 'delete'],
    receiver: /(?:^|[._])(?:app|api|router|\w+_router)$/,
    imports: ['fastapi'],
    status: ['status_code'],
    positive: "from fastapi import APIRouter\n@router.post('/a', status_code=201)\ndef a():\n    pass\n",
    nearMiss: "from fastapi import APIRouter\nclient.post('/a', status_code=201)\n",
  },
  {
    languages: ['python'],
    names: ['HttpResponse'],
    imports: ['django.http'],
    status: ['status'],
    positive: 'from django.http import HttpResponse\nx = HttpResponse("a", status=404)\n',
    nearMiss: 'from django.http import HttpResponse\nx = HttpRequest("a", status=404)\n',
  },
];

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

const PHP_RESPONSES: readonly ResponseRow[] = [
  {
    languages: ['php'],
    names: ['json'],
    receiver: /^(?:response\(\)|\$this|Response)$/,
    body: [0],
    status: [1],
    positive: "<?php\nfunction a() { return response()->json(['data' => $u], 201); }",
    nearMiss: "<?php\nfunction a() { return $client->json(['data' => $u], 201); }",
  },
  {
    languages: ['php'],
    names: ['JsonResponse'],
    body: [0],
    status: [1],
    positive: "<?php\nfunction a() { return new JsonResponse(['data' => $u], 201); }",
    nearMiss: "<?php\nfunction a() { return new JsonRequest(['data' => $u], 201); }",
  },
  {
    languages: ['php'],
    names: ['response', 'Response'],
    status: [1],
    positive: "<?php\nfunction a() { return response('x', 404); }",
    nearMiss: "<?php\nfunction a() { return request('x', 404); }",
  },
  {
    languages: ['php'],
    names: ['abort', 'abort_if', 'abort_unless'],
    status: [0],
    positive: '<?php\nfunction a() { abort(404); }',
    nearMiss: '<?php\nfunction a() { $job->abort(404); }',
  },
  {
    languages: ['php'],
    names: ['setStatusCode'],
    receiver: /^\$(?:this\.)?(?:res|response)$/,
    status: [0],
    positive: '<?php\nfunction a($response) { $response->setStatusCode(404); }',
    nearMiss: '<?php\nfunction a($order) { $order->setStatusCode(404); }',
  },
];

const RUBY_RESPONSES: readonly ResponseRow[] = [
  {
    languages: ['ruby'],
    names: ['render'],
    body: ['json'],
    status: ['status'],
    positive: 'def a\n  render json: { data: user }, status: 201\nend\n',
    nearMiss: 'def a\n  brush.render json: { data: user }, status: 201\nend\n',
  },
  {
    languages: ['ruby'],
    names: ['head'],
    status: [0],
    positive: 'def a\n  head :no_content\nend\n',
    nearMiss: 'def a\n  list.head :no_content\nend\n',
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

/** One assignment by which a handler answers. */
export interface ResponseSettingRow {
  readonly languages: readonly LanguageId[];
  /** On the path that is assigned to. */
  readonly target: RegExp;
  readonly part: 'body' | 'status';
  /** The file must import one of these modules, or something below them. */
  readonly imports?: readonly string[];
  readonly positive: string;
  readonly nearMiss: string;
}

/** Every assignment known to answer a request. */
export const RESPONSE_SETTING_ROWS: readonly ResponseSettingRow[] = [
  {
    languages: SCRIPT,
    target: /^ctx\.(?:response\.)?body$/,
    part: 'body',
    imports: ['koa', 'koa-router', '@koa/router'],
    positive: "import Router from '@koa/router';\nrouter.get('/a', (ctx) => { ctx.body = { data: user }; });",
    nearMiss: "import Router from '@koa/router';\nrouter.get('/a', (ctx) => { mail.body = { data: user }; });",
  },
  {
    languages: SCRIPT,
    target: /^ctx\.(?:response\.)?status$/,
    part: 'status',
    imports: ['koa', 'koa-router', '@koa/router'],
    positive: "import Router from '@koa/router';\nrouter.get('/a', (ctx) => { ctx.status = 404; });",
    nearMiss: "import Router from '@koa/router';\nrouter.get('/a', (ctx) => { order.status = 404; });",
  },
  {
    languages: SCRIPT,
    target: /^(?:res|response)\.statusCode$/,
    part: 'status',
    positive: 'function a(req, res) { res.statusCode = 404; }',
    nearMiss: 'function a(req, res) { row.statusCode = 404; }',
  },
];

/** Every call known to answer a request. */
export const RESPONSE_ROWS: readonly ResponseRow[] = [
  ...SCRIPT_RESPONSES,
  ...PYTHON_RESPONSES,
  ...JVM_RESPONSES,
  ...DOTNET_RESPONSES,
  ...GO_RESPONSES,
  ...PHP_RESPONSES,
  ...RUBY_RESPONSES,
  ...RUST_RESPONSES,
];
