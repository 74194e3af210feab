import type { LanguageId } from '@drift/shared';

/** One way in which a framework binds a path to what answers it. */
export interface RouteRow {
  readonly framework: string;
  readonly languages: readonly LanguageId[];
  /** A call that registers a handler, or a decorator, attribute or annotation on it. */
  readonly by: 'call' | 'mark';
  /** Last segments of what is called, or of the mark. */
  readonly names: readonly string[];
  /** On the path before the name; a bare name fits where it is left out. */
  readonly receiver?: RegExp;
  /** The file must import one of these modules, or something below them. */
  readonly imports?: readonly string[];
  /** On the path of the file. */
  readonly file?: RegExp;
  /** Where the path is among the positional arguments of a call; left out where the receiver holds it. */
  readonly pathAt?: number;
  /** Paths are written without a slash at their start. */
  readonly bare?: true;
  /** The handler must be written out where it is registered. */
  readonly inline?: true;
  /** Only a common start of paths: there is no handler. */
  readonly prefix?: true;
  readonly positive: string;
  readonly nearMiss: string;
  /** Path of the file in which both examples lie, where it matters. */
  readonly sample?: string;
}

const SCRIPT: readonly LanguageId[] = ['javascript', 'typescript'];
const JVM: readonly LanguageId[] = ['java', 'kotlin'];
const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'all', 'options', 'head', 'del'];
const GO_VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'Any', 'HEAD', 'OPTIONS', 'Handle'];
const ROUTER = /(?:^|[._])(?:app|router|routes?|server|fastify|api|\w*(?:Router|Routes|App))$/;

const SCRIPT_ROUTES: readonly RouteRow[] = [
  {
    framework: 'express',
    languages: SCRIPT,
    by: 'call',
    names: VERBS,
    receiver: ROUTER,
    imports: ['express', '@types/express', 'restify', 'polka', 'express-promise-router'],
    pathAt: 0,
    positive: "import express from 'express';\nconst app = express();\napp.get('/users', list);",
    nearMiss: "import express from 'express';\nconst app = express();\napp.get('title');",
  },
  {
    framework: 'express',
    languages: SCRIPT,
    by: 'call',
    names: VERBS,
    receiver: /(?:^|\.)\w+\.route\(\)(?:\.\w+\(\))*$/,
    imports: ['express'],
    positive: "import express from 'express';\nconst app = express();\napp.route('/users').get((q, s) => s.end());",
    nearMiss: "import express from 'express';\ncaches.open('/users').get((q, s) => s.end());",
  },
  {
    framework: 'express',
    languages: SCRIPT,
    by: 'call',
    names: ['route'],
    receiver: ROUTER,
    imports: ['express'],
    pathAt: 0,
    prefix: true,
    positive: "import express from 'express';\nconst app = express();\napp.route('/users').get(list);",
    nearMiss: "import express from 'express';\nconst app = express();\napp.route(name);",
  },
  {
    framework: 'fastify',
    languages: SCRIPT,
    by: 'call',
    names: VERBS,
    receiver: /(?:^|\.)(?:fastify|app|server|instance|f)$/,
    imports: ['fastify', 'fastify-plugin'],
    pathAt: 0,
    positive: "import Fastify from 'fastify';\nconst app = Fastify();\napp.get('/users', async () => []);",
    nearMiss: "import Fastify from 'fastify';\nclient.get('/users', async () => []);",
  },
  {
    framework: 'koa',
    languages: SCRIPT,
    by: 'call',
    names: VERBS,
    receiver: ROUTER,
    imports: ['koa-router', '@koa/router', 'koa'],
    pathAt: 0,
    positive: "import Router from '@koa/router';\nconst router = new Router();\nrouter.get('/users', list);",
    nearMiss: "import Router from '@koa/router';\nhttp.get('/users', list);",
  },
  {
    framework: 'hono',
    languages: SCRIPT,
    by: 'call',
    names: VERBS,
    receiver: ROUTER,
    imports: ['hono', '@hono/zod-openapi'],
    pathAt: 0,
    positive: "import { Hono } from 'hono';\nconst app = new Hono();\napp.get('/users', (c) => c.json([]));",
    nearMiss: "import { Hono } from 'hono';\ncache.get('/users', (c) => c.json([]));",
  },
  {
    framework: 'nest',
    languages: SCRIPT,
    by: 'mark',
    names: ['Get', 'Post', 'Put', 'Patch', 'Delete', 'All', 'Head', 'Options'],
    imports: ['@nestjs/common', 'routing-controllers', 'tsoa', '@loopback/rest'],
    bare: true,
    positive: "import { Get } from '@nestjs/common';\nclass A { @Get('users') list() { return []; } }",
    nearMiss: "import { Get } from 'lombok-ts';\nclass A { @Get('users') list() { return []; } }",
  },
  {
    framework: 'nest',
    languages: SCRIPT,
    by: 'mark',
    names: ['Controller', 'JsonController'],
    imports: ['@nestjs/common', 'routing-controllers'],
    bare: true,
    prefix: true,
    positive: "import { Controller } from '@nestjs/common';\n@Controller('users')\nclass A {}",
    nearMiss: "import { Controller } from '@nestjs/common';\n@Injectable('users')\nclass A {}",
  },
  {
    framework: 'express',
    languages: SCRIPT,
    by: 'call',
    names: VERBS,
    receiver: /^(?:app|router|server)$/,
    pathAt: 0,
    inline: true,
    positive: "export const routes = (app) => { app.get('/users', (req, res) => res.end()); };",
    nearMiss: "export const load = (app) => { app.get('/users', query); };",
  },
];

const PYTHON_APP =
  /(?:^|[._])(?:app|api|router|routes?|blueprint|bp|web|server|namespace|ns|\w+_(?:bp|router|api|app|blueprint|routes))$/i;

const PYTHON_ROUTES: readonly RouteRow[] = [
  {
    framework: 'flask',
    languages: ['python'],
    by: 'mark',
    names: ['route', 'get', 'post', 'put', 'patch', 'delete'],
    receiver: PYTHON_APP,
    imports: ['flask', 'quart', 'sanic', 'bottle', 'flask_restx', 'flask_smorest', 'aiohttp'],
    positive: "from flask import Flask\n@app.route('/users')\ndef users():\n    return []\n",
    nearMiss: "from flask import Flask\n@cache.get('/users')\ndef users():\n    return []\n",
  },
  {
    framework: 'fastapi',
    languages: ['python'],
    by: 'mark',
    names: ['get', 'post', 'put', 'patch', 'delete', 'api_route'],
    receiver: PYTHON_APP,
    imports: ['fastapi', 'litestar', 'robyn'],
    positive: "from fastapi import APIRouter\n@router.get('/users')\ndef users():\n    return []\n",
    nearMiss: "from fastapi import APIRouter\n@lru.get('/users')\ndef users():\n    return []\n",
  },
  {
    framework: 'django',
    languages: ['python'],
    by: 'call',
    names: ['path'],
    imports: ['django.urls'],
    pathAt: 0,
    bare: true,
    positive: "from django.urls import path\nurlpatterns = [path('users/', views.users)]\n",
    nearMiss: "from os import path\nx = [path('users/', 1)]\n",
  },
];

const JVM_ROUTES: readonly RouteRow[] = [
  {
    framework: 'spring',
    languages: JVM,
    by: 'mark',
    names: ['GetMapping', 'PostMapping', 'PutMapping', 'PatchMapping', 'DeleteMapping', 'RequestMapping'],
    bare: true,
    positive: '@RestController class A { @GetMapping("/users") List<User> list() { return all; } }',
    nearMiss: '@RestController class A { @Named("/users") List<User> list() { return all; } }',
  },
  {
    framework: 'jaxrs',
    languages: JVM,
    by: 'mark',
    names: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    imports: ['javax.ws.rs', 'jakarta.ws.rs'],
    positive: 'import jakarta.ws.rs.GET;\nclass A { @GET List<User> list() { return all; } }',
    nearMiss: 'import retrofit2.http.GET;\ninterface A { @GET List<User> list(); }',
  },
  {
    framework: 'jaxrs',
    languages: JVM,
    by: 'mark',
    names: ['Path'],
    imports: ['javax.ws.rs', 'jakarta.ws.rs'],
    bare: true,
    prefix: true,
    positive: 'import jakarta.ws.rs.Path;\n@Path("/users") class A {}',
    nearMiss: 'import retrofit2.http.Path;\n@Path("/users") class A {}',
  },
  {
    framework: 'micronaut',
    languages: JVM,
    by: 'mark',
    names: ['Get', 'Post', 'Put', 'Patch', 'Delete'],
    imports: ['io.micronaut.http.annotation'],
    bare: true,
    positive: 'import io.micronaut.http.annotation.Get;\nclass A { @Get("/users") List<User> list() { return all; } }',
    nearMiss: 'import shop.Get;\nclass A { @Get("/users") List<User> list() { return all; } }',
  },
  {
    framework: 'ktor',
    languages: ['kotlin'],
    by: 'call',
    names: ['get', 'post', 'put', 'patch', 'delete'],
    imports: ['io.ktor.server.routing', 'io.ktor.routing', 'io.ktor.server.application', 'io.ktor.application'],
    pathAt: 0,
    positive: 'import io.ktor.server.routing.*\nfun Route.a() { get("/users") { call.respond(all) } }',
    nearMiss: 'import io.ktor.client.*\nfun a() { get("/users") { x() } }',
  },
  {
    framework: 'ktor',
    languages: ['kotlin'],
    by: 'call',
    names: ['route'],
    imports: ['io.ktor.server.routing', 'io.ktor.routing', 'io.ktor.server.application', 'io.ktor.application'],
    pathAt: 0,
    prefix: true,
    positive: 'import io.ktor.server.routing.*\nfun Route.a() { route("/users") { b() } }',
    nearMiss: 'import shop.maps.*\nfun a() { route("/users") { b() } }',
  },
];

const DOTNET_ROUTES: readonly RouteRow[] = [
  {
    framework: 'aspnet',
    languages: ['csharp'],
    by: 'mark',
    names: ['HttpGet', 'HttpPost', 'HttpPut', 'HttpPatch', 'HttpDelete'],
    bare: true,
    positive: 'class A : ControllerBase { [HttpGet("users")] public IActionResult List() { return Ok(all); } }',
    nearMiss: 'class A : ControllerBase { [NonAction("users")] public IActionResult List() { return Ok(all); } }',
  },
  {
    framework: 'aspnet',
    languages: ['csharp'],
    by: 'mark',
    names: ['Route', 'RoutePrefix'],
    bare: true,
    prefix: true,
    positive: '[Route("api/users")] class A : ControllerBase {}',
    nearMiss: '[Area("api/users")] class A : ControllerBase {}',
  },
  {
    framework: 'minimal',
    languages: ['csharp'],
    by: 'call',
    names: ['MapGet', 'MapPost', 'MapPut', 'MapPatch', 'MapDelete'],
    receiver: /^\w+/,
    pathAt: 0,
    positive: 'app.MapGet("/users", () => Results.Ok(all));',
    nearMiss: 'app.Map("/users", () => Results.Ok(all));',
  },
  {
    framework: 'minimal',
    languages: ['csharp'],
    by: 'call',
    names: ['MapGroup'],
    receiver: /^\w+/,
    pathAt: 0,
    prefix: true,
    positive: 'var g = app.MapGroup("/users");',
    nearMiss: 'var g = app.MapGroup(name);',
  },
];

const GO_ROUTES: readonly RouteRow[] = [
  {
    framework: 'gin',
    languages: ['go'],
    by: 'call',
    names: GO_VERBS,
    receiver: /^\w+/,
    imports: ['github.com/gin-gonic/gin', 'github.com/labstack/echo/v4', 'github.com/labstack/echo'],
    pathAt: 0,
    positive: 'package a\nimport "github.com/gin-gonic/gin"\nfunc a(r *gin.Engine) { r.GET("/users", list) }',
    nearMiss: 'package a\nimport "shop/client"\nfunc a(r *client.C) { r.GET("/users", list) }',
  },
  {
    framework: 'chi',
    languages: ['go'],
    by: 'call',
    names: ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Method', 'MethodFunc'],
    receiver: /^(?:r|app|router|mux|api|g|group|\w+(?:Router|Group|Mux))$/,
    imports: [
      'github.com/go-chi/chi',
      'github.com/go-chi/chi/v5',
      'github.com/gofiber/fiber',
      'github.com/gofiber/fiber/v2',
      'github.com/gofiber/fiber/v3',
    ],
    pathAt: 0,
    positive: 'package a\nimport "github.com/go-chi/chi/v5"\nfunc a(r chi.Router) { r.Get("/users", list) }',
    nearMiss: 'package a\nimport "github.com/go-chi/chi/v5"\nfunc a(c *Cache) { c.items.Get("/users", list) }',
  },
  {
    framework: 'net/http',
    languages: ['go'],
    by: 'call',
    names: ['HandleFunc', 'Handle'],
    receiver: /^\w+/,
    imports: ['net/http', 'github.com/gorilla/mux'],
    pathAt: 0,
    positive: 'package a\nimport "net/http"\nfunc a() { http.HandleFunc("/users", list) }',
    nearMiss: 'package a\nimport "net/http"\nfunc a() { http.HandleFunc(pattern, list) }',
  },
  {
    framework: 'gin',
    languages: ['go'],
    by: 'call',
    names: ['Group', 'Route', 'Mount'],
    receiver: /^\w+/,
    imports: [
      'github.com/gin-gonic/gin',
      'github.com/labstack/echo/v4',
      'github.com/go-chi/chi/v5',
      'github.com/gofiber/fiber/v2',
    ],
    pathAt: 0,
    prefix: true,
    positive: 'package a\nimport "github.com/gin-gonic/gin"\nfunc a(r *gin.Engine) { v := r.Group("/users") }',
    nearMiss: 'package a\nimport "gorm.io/gorm"\nfunc a(r *gorm.DB) { v := r.Group("/users") }',
  },
];

const PHP_ROUTES: readonly RouteRow[] = [
  {
    framework: 'laravel',
    languages: ['php'],
    by: 'call',
    names: ['get', 'post', 'put', 'patch', 'delete', 'any', 'resource', 'apiResource'],
    receiver: /^Route(?:\.\w+\(\))*$/,
    pathAt: 0,
    bare: true,
    positive: "<?php\nRoute::get('/users', 'UserController@list');",
    nearMiss: "<?php\nHttp::get('/users', 'x');",
  },
  {
    framework: 'laravel',
    languages: ['php'],
    by: 'call',
    names: ['prefix'],
    receiver: /^Route(?:\.\w+\(\))*$/,
    pathAt: 0,
    bare: true,
    prefix: true,
    positive: "<?php\nRoute::prefix('users')->group(fn() => 1);",
    nearMiss: "<?php\nCache::prefix('users')->group(fn() => 1);",
  },
  {
    framework: 'slim',
    languages: ['php'],
    by: 'call',
    names: ['get', 'post', 'put', 'patch', 'delete', 'any'],
    receiver: /^\$(?:app|group)$/,
    imports: ['Slim', 'Psr\\Http\\Message\\ResponseInterface'],
    pathAt: 0,
    positive: "<?php\nuse Slim\\App;\n$app->get('/users', function ($q, $s) { return $s; });",
    nearMiss: "<?php\nuse Slim\\App;\n$client->get('/users', function ($q, $s) { return $s; });",
  },
  {
    framework: 'symfony',
    languages: ['php'],
    by: 'mark',
    names: ['Route'],
    imports: ['Symfony'],
    positive:
      "<?php\nuse Symfony\\Component\\Routing\\Attribute\\Route;\nclass A { #[Route('/users')] public function list() {} }",
    nearMiss: "<?php\nclass A { #[Named('/users')] public function list() {} }",
  },
];

const RUBY_ROUTES: readonly RouteRow[] = [
  {
    framework: 'rails',
    languages: ['ruby'],
    by: 'call',
    names: ['get', 'post', 'put', 'patch', 'delete', 'match', 'resources', 'resource'],
    file: /(?:^|\/)config\/routes(?:\.rb|\/)/,
    pathAt: 0,
    bare: true,
    positive: "Rails.application.routes.draw do\n  get 'users', to: 'users#list'\nend\n",
    nearMiss: "Rails.application.routes.draw do\n  devise_for 'users', path: 'u'\nend\n",
    sample: 'config/routes.rb',
  },
  {
    framework: 'rails',
    languages: ['ruby'],
    by: 'call',
    names: ['namespace', 'scope'],
    file: /(?:^|\/)config\/routes(?:\.rb|\/)/,
    pathAt: 0,
    bare: true,
    prefix: true,
    positive: "Rails.application.routes.draw do\n  scope 'users' do\n  end\nend\n",
    nearMiss: "Rails.application.routes.draw do\n  draw 'users'\nend\n",
    sample: 'config/routes.rb',
  },
  {
    framework: 'sinatra',
    languages: ['ruby'],
    by: 'call',
    names: ['get', 'post', 'put', 'patch', 'delete'],
    imports: ['sinatra', 'sinatra/base', 'grape', 'roda'],
    pathAt: 0,
    positive: "require 'sinatra'\nget '/users' do\n  'x'\nend\n",
    nearMiss: "require 'rack/test'\nget '/users' do\n  'x'\nend\n",
  },
];

const RUST_ROUTES: readonly RouteRow[] = [
  {
    framework: 'actix',
    languages: ['rust'],
    by: 'mark',
    names: ['get', 'post', 'put', 'patch', 'delete'],
    positive: 'use actix_web::get;\n#[get("/users")]\nasync fn users() -> impl Responder { 1 }',
    nearMiss: 'use getset::Getters;\n#[get("pub")]\nfn users() -> u8 { 1 }',
  },
  {
    framework: 'axum',
    languages: ['rust'],
    by: 'call',
    names: ['route', 'nest'],
    receiver: /^\w+/,
    imports: ['axum'],
    pathAt: 0,
    positive: 'use axum::Router;\nfn a() -> Router { Router::new().route("/users", get(users)) }',
    nearMiss: 'use axum::Router;\nfn a() -> Router { Router::new().route_service(name, users) }',
  },
  {
    framework: 'actix',
    languages: ['rust'],
    by: 'call',
    names: ['resource', 'scope', 'route'],
    receiver: /^\w+/,
    imports: ['actix_web'],
    pathAt: 0,
    prefix: true,
    positive: 'use actix_web::web;\nfn a() { cfg.service(web::resource("/users").to(users)); }',
    nearMiss: 'use actix_web::web;\nfn a() { cfg.service(web::redirect(from, to)); }',
  },
];

/** Every way known to bind a path to a handler. */
export const ROUTE_ROWS: readonly RouteRow[] = [
  ...SCRIPT_ROUTES,
  ...PYTHON_ROUTES,
  ...JVM_ROUTES,
  ...DOTNET_ROUTES,
  ...GO_ROUTES,
  ...PHP_ROUTES,
  ...RUBY_ROUTES,
  ...RUST_ROUTES,
];
