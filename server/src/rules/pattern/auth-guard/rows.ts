import type { LanguageId } from '@drift/shared';

/** One way to keep strangers out of a handler. */
export interface GuardRow {
  readonly languages: readonly LanguageId[];
  /** `decorator`: declared on the handler or its class; `middleware`: runs before it. */
  readonly value: 'decorator' | 'middleware';
  /** A mark, a base class, a field of a class, a parameter's type or default, a call, or an argument of a route. */
  readonly by: 'mark' | 'base' | 'field' | 'parameter' | 'call' | 'route';
  /** On the last segment of the mark, the base, the field, the call; on the text of the parameter or argument. */
  readonly name: RegExp;
  /** On the path before a call's name. */
  readonly receiver?: RegExp;
  /** One of the call's arguments must be text, a name or a call like this. */
  readonly given?: RegExp;
  /** The file must import one of these modules, or something below them. */
  readonly imports?: readonly string[];
  /** On the path of the file. */
  readonly file?: RegExp;
  readonly positive: string;
  readonly nearMiss: string;
  /** Path of the file in which both examples lie, where it matters. */
  readonly sample?: string;
}

const SCRIPT: readonly LanguageId[] = ['javascript', 'typescript'];
const JVM: readonly LanguageId[] = ['java', 'kotlin'];
/** Names of what asks who somebody is: `requireAuth`, `isAuthenticated`, `verifyToken`, `passport.authenticate`. */
const GUARD =
  /^(?:\w+\.)*(?!un|no|optional)(?:\w*(?:[aA]uth(?:enticat\w*|oriz\w*|ed|Required|Guard|Middleware|Handler|Check)?|JWT|[jJ]wt|[lL]oggedIn|[lL]ogin)(?:Required|Guard|Middleware|Handler|Check)?|protect|verify(?:Token|Jwt|JWT)|is(?:Admin|User)|(?:require|ensure|check)(?:Admin|User|Role|Roles|Permission|Permissions|LoggedIn|Token))$/;

/** Every way known to keep strangers out of a handler. */
export const GUARD_ROWS: readonly GuardRow[] = [
  {
    languages: SCRIPT,
    value: 'decorator',
    by: 'mark',
    name: /^(?:UseGuards|Auth|Authorized|Authenticated|Security|Roles)$/,
    positive: "import { Get } from '@nestjs/common';\nclass A { @Get('a') @UseGuards(JwtGuard) b() {} }",
    nearMiss: "import { Get } from '@nestjs/common';\nclass A { @Get('a') @UsePipes(JwtPipe) b() {} }",
  },
  {
    languages: SCRIPT,
    value: 'middleware',
    by: 'route',
    name: GUARD,
    positive: "import express from 'express';\nconst app = express();\napp.get('/a', requireAuth, b);",
    nearMiss: "import express from 'express';\nconst app = express();\napp.get('/a', validate, b);",
  },
  {
    languages: SCRIPT,
    value: 'middleware',
    by: 'call',
    name: /^(?:use|addHook)$/,
    receiver: /(?:^|\.)(?:app|router|server|fastify|api|\w*Router)$/,
    given: GUARD,
    imports: ['express', 'koa', 'fastify', 'hono', '@koa/router', 'koa-router'],
    positive: "import express from 'express';\nconst router = express.Router();\nrouter.use(requireAuth);",
    nearMiss: "import express from 'express';\nconst router = express.Router();\nrouter.use(compression());",
  },
  {
    languages: ['python'],
    value: 'decorator',
    by: 'mark',
    name: /^(?:\w*login_required|permission_required|user_passes_test|staff_member_required|permission_classes|jwt_required|auth_required|roles_required|roles_accepted|token_required|requires_auth|authenticated|require_auth|admin_required)$/,
    positive: "from flask import Flask\n@app.route('/a')\n@login_required\ndef a():\n    return b\n",
    nearMiss: "from flask import Flask\n@app.route('/a')\n@cache_control\ndef a():\n    return b\n",
  },
  {
    languages: ['python'],
    value: 'decorator',
    by: 'base',
    name: /^(?:LoginRequiredMixin|PermissionRequiredMixin|UserPassesTestMixin|AccessMixin)$/,
    positive:
      'from django.views import View\nclass A(LoginRequiredMixin, View):\n    def get(self, request):\n        return b\n',
    nearMiss:
      'from django.views import View\nclass A(ContextMixin, View):\n    def get(self, request):\n        return b\n',
  },
  {
    languages: ['python'],
    value: 'decorator',
    by: 'field',
    name: /^permission_classes$/,
    positive:
      'from rest_framework.views import APIView\nclass A(APIView):\n    permission_classes = [IsAuthenticated]\n    def get(self, request):\n        return b\n',
    nearMiss:
      'from rest_framework.views import APIView\nclass A(APIView):\n    parser_classes = [JSONParser]\n    def get(self, request):\n        return b\n',
  },
  {
    languages: ['python'],
    value: 'decorator',
    by: 'parameter',
    name: /^(?:Depends|Security)$/,
    given:
      /(?:^|\.)(?:get_|require_|verify_|check_)\w*(?:user|admin|token|auth\w*|principal|role|permission|superuser)$|(?:^|\.)(?:oauth2_scheme|current_\w*user|auth\w*)$/,
    positive:
      "from fastapi import Depends\n@router.get('/a')\ndef a(user: User = Depends(get_current_user)):\n    return b\n",
    nearMiss: "from fastapi import Depends\n@router.get('/a')\ndef a(db: Session = Depends(get_db)):\n    return b\n",
  },
  {
    languages: JVM,
    value: 'decorator',
    by: 'mark',
    name: /^(?:PreAuthorize|Secured|RolesAllowed|Authenticated)$/,
    positive: 'class A { @GetMapping("/a") @PreAuthorize("isAuthenticated()") B b() { return c; } }',
    nearMiss: 'class A { @GetMapping("/a") @Cacheable("isAuthenticated()") B b() { return c; } }',
  },
  {
    languages: ['kotlin'],
    value: 'middleware',
    by: 'call',
    name: /^authenticate$/,
    imports: ['io.ktor.server.routing', 'io.ktor.server.auth', 'io.ktor.routing', 'io.ktor.auth'],
    positive: 'import io.ktor.server.auth.*\nfun Route.a() { authenticate("jwt") { get("/a") { b() } } }',
    nearMiss: 'import shop.auth.*\nfun a() { authenticate("jwt") { b() } }',
  },
  {
    languages: ['csharp'],
    value: 'decorator',
    by: 'mark',
    name: /^Authorize$/,
    positive: 'class A : ControllerBase { [HttpGet] [Authorize] public B C() { return d; } }',
    nearMiss: 'class A : ControllerBase { [HttpGet] [Produces] public B C() { return d; } }',
  },
  {
    languages: ['csharp'],
    value: 'middleware',
    by: 'call',
    name: /^RequireAuthorization$/,
    receiver: /\.Map(?:Get|Post|Put|Patch|Delete|Group)\(\)/,
    positive: 'app.MapGet("/a", () => b).RequireAuthorization();',
    nearMiss: 'app.MapGet("/a", () => b).RequireRateLimiting();',
  },
  {
    languages: ['go'],
    value: 'middleware',
    by: 'call',
    name: /^(?:Use|Group|With)$/,
    receiver: /^\w+(?:\.\w+)*$/,
    given: GUARD,
    imports: [
      'github.com/gin-gonic/gin',
      'github.com/labstack/echo/v4',
      'github.com/go-chi/chi',
      'github.com/go-chi/chi/v5',
      'github.com/gofiber/fiber/v2',
      'github.com/gorilla/mux',
    ],
    positive: 'package a\nimport "github.com/gin-gonic/gin"\nfunc b(r *gin.Engine) { r.Use(AuthMiddleware()) }',
    nearMiss: 'package a\nimport "github.com/gin-gonic/gin"\nfunc b(r *gin.Engine) { r.Use(Logger()) }',
  },
  {
    languages: ['go'],
    value: 'middleware',
    by: 'route',
    name: GUARD,
    positive: 'package a\nimport "github.com/gin-gonic/gin"\nfunc b(r *gin.Engine) { r.GET("/a", RequireAuth(), c) }',
    nearMiss: 'package a\nimport "github.com/gin-gonic/gin"\nfunc b(r *gin.Engine) { r.GET("/a", Gzip(), c) }',
  },
  {
    languages: ['php'],
    value: 'decorator',
    by: 'mark',
    name: /^(?:IsGranted|Security)$/,
    positive:
      "<?php\nuse Symfony\\Component\\Routing\\Attribute\\Route;\nclass A { #[Route('/a')] #[IsGranted('ROLE_USER')] public function b() {} }",
    nearMiss:
      "<?php\nuse Symfony\\Component\\Routing\\Attribute\\Route;\nclass A { #[Route('/a')] #[Cache('ROLE_USER')] public function b() {} }",
  },
  {
    languages: ['php'],
    value: 'middleware',
    by: 'call',
    name: /^middleware$/,
    receiver: /^(?:\$this|Route(?:\.\w+\(\))*)$/,
    given: /^(?:auth|can|role|permission|admin)(?::|$)/,
    positive: "<?php\nRoute::get('/a', 'B@c')->middleware('auth');",
    nearMiss: "<?php\nRoute::get('/a', 'B@c')->middleware('throttle:60');",
  },
  {
    languages: ['ruby'],
    value: 'middleware',
    by: 'call',
    name: /^(?:before_action|before_filter|prepend_before_action)$/,
    given:
      /^:(?:authenticate|authorize|require_(?:login|user|admin|auth)|ensure_(?:logged_in|authenticated)|doorkeeper_authorize|login_required|logged_in)\w*[!?]?$/,
    positive: 'class A < ApplicationController\n  before_action :authenticate_user!\nend\n',
    nearMiss: 'class A < ApplicationController\n  before_action :set_locale\nend\n',
    sample: 'app/controllers/a_controller.rb',
  },
  {
    languages: ['rust'],
    value: 'middleware',
    by: 'call',
    name: /^(?:wrap|layer|route_layer)$/,
    receiver: /\w/,
    given: /auth|jwt/i,
    imports: ['axum', 'actix_web'],
    positive: 'use axum::Router;\nfn a() { Router::new().route("/a", get(b)).route_layer(auth_layer()); }',
    nearMiss: 'use axum::Router;\nfn a() { Router::new().route("/a", get(b)).route_layer(trace_layer()); }',
  },
  {
    languages: ['rust'],
    value: 'decorator',
    by: 'parameter',
    name: /^(?:\w+::)*(?:\w*AuthUser|Auth(?:enticated\w*|ed)?|Claims|CurrentUser|RequireAuth|AdminUser|Bearer\w*)(?:<.*>)?$/,
    positive: 'use axum::Json;\n#[get("/a")]\nasync fn a(user: AuthUser) -> Json<B> { b }',
    nearMiss: 'use axum::Json;\n#[get("/a")]\nasync fn a(user: UserQuery) -> Json<B> { b }',
  },
];
