import type { LanguageId } from '@drift/shared';

/** One way to tell a handler by its own declaration, without the route that leads to it. */
export interface HandlerRow {
  readonly framework: string;
  readonly languages: readonly LanguageId[];
  /** On the declared type of one of the parameters. */
  readonly type?: RegExp;
  /** The first parameters' names, in order. */
  readonly parameters?: readonly RegExp[];
  /** On the name of a base of the class around. */
  readonly base?: RegExp;
  /** On the name of the function. */
  readonly name?: RegExp;
  /** The file must import one of these modules, or something below them. */
  readonly imports?: readonly string[];
  /** On the path of the file. */
  readonly file?: RegExp;
  /** Only what belongs to no class. */
  readonly free?: true;
  /** Only what leaves the module. */
  readonly exported?: true;
  readonly positive: string;
  readonly nearMiss: string;
  /** Path of the file in which both examples lie, where it matters. */
  readonly sample?: string;
}

const SCRIPT: readonly LanguageId[] = ['javascript', 'typescript'];

/** Every way known to tell a handler by its declaration. */
export const HANDLER_ROWS: readonly HandlerRow[] = [
  {
    framework: 'express',
    languages: SCRIPT,
    parameters: [/^_?req(?:uest)?$/, /^_?res(?:ponse)?$/],
    positive: 'exports.list = async (req, res) => { res.json([]); };',
    nearMiss: 'exports.list = async (req, out) => { out.json([]); };',
  },
  {
    framework: 'fastify',
    languages: SCRIPT,
    parameters: [/^_?req(?:uest)?$/, /^_?(?:reply|rep)$/],
    positive: 'exports.list = async (request, reply) => { reply.send([]); };',
    nearMiss: 'exports.list = async (request, next) => { next.send([]); };',
  },
  {
    framework: 'koa',
    languages: SCRIPT,
    parameters: [/^ctx$/],
    imports: ['koa', 'koa-router', '@koa/router', 'hono'],
    positive: "import Router from '@koa/router';\nexport const list = async (ctx) => { ctx.body = []; };",
    nearMiss: "import { draw } from './draw';\nexport const list = async (ctx) => { ctx.body = []; };",
  },
  {
    framework: 'next',
    languages: SCRIPT,
    name: /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/,
    file: /(?:^|\/)(?:route|\+server)\.[jt]sx?$/,
    exported: true,
    positive: 'export async function GET() { return NextResponse.json([]); }',
    nearMiss: 'export async function load() { return NextResponse.json([]); }',
    sample: 'app/users/route.ts',
  },
  {
    framework: 'django',
    languages: ['python'],
    parameters: [/^request$/],
    name: /^(?!_)/,
    imports: ['django.http', 'django.shortcuts', 'rest_framework', 'django.views'],
    // Elsewhere, functions that take a request are parts of middleware, of the admin or of forms.
    file: /(?:^|\/)(?:views?|api|endpoints?|resources|controllers)(?:\.py$|\/)|_views?\.py$/,
    free: true,
    positive: 'from django.http import JsonResponse\ndef users(request):\n    return JsonResponse({})\n',
    nearMiss: 'from django.http import JsonResponse\ndef users(query):\n    return JsonResponse({})\n',
    sample: 'shop/views.py',
  },
  {
    framework: 'django',
    languages: ['python'],
    base: /(?:View|ViewSet|ViewSetMixin|Resource|MethodView|HTTPEndpoint)$/,
    name: /^(?:get|post|put|patch|delete|list|create|retrieve|update|partial_update|destroy)$/,
    imports: ['django', 'rest_framework', 'flask', 'flask_restful', 'flask_restx', 'starlette'],
    positive: 'from rest_framework.views import APIView\nclass A(APIView):\n    def get(self, q):\n        return 1\n',
    nearMiss:
      'from rest_framework.views import APIView\nclass A(APIView):\n    def clean(self, q):\n        return 1\n',
  },
  {
    framework: 'gin',
    languages: ['go'],
    type: /^(?:\*gin\.Context|echo\.Context|\*fiber\.Ctx|fiber\.Ctx)$/,
    positive: 'package a\nfunc list(c *gin.Context) { c.JSON(200, all) }',
    nearMiss: 'package a\nfunc list(c context.Context) { run(200, all) }',
  },
  {
    framework: 'net/http',
    languages: ['go'],
    type: /^http\.ResponseWriter$/,
    positive: 'package a\nfunc list(w http.ResponseWriter, r *http.Request) { w.WriteHeader(200) }',
    nearMiss: 'package a\nfunc list(w io.Writer, r *http.Request) { w.Write(nil) }',
  },
  {
    framework: 'laravel',
    languages: ['php'],
    base: /Controller$/,
    name: /^(?!__)/,
    file: /(?:^|\/)(?:Http\/)?Controllers\//,
    positive: '<?php\nclass A extends Controller { public function list() { return []; } }',
    nearMiss: '<?php\nclass A extends Controller { private function rows() { return []; } }',
    sample: 'app/Http/Controllers/A.php',
  },
  {
    framework: 'rails',
    languages: ['ruby'],
    base: /Controller(?:\.Base|\.API|::Base|::API)?$/,
    file: /(?:^|\/)app\/controllers\//,
    positive: 'class UsersController < ApplicationController\n  def index\n    render json: []\n  end\nend\n',
    nearMiss: 'class Users < Loader\n  def index\n    render json: []\n  end\nend\n',
    sample: 'app/controllers/users_controller.rb',
  },
  {
    framework: 'servlet',
    languages: ['java', 'kotlin'],
    type: /^HttpServletResponse$/,
    name: /^do(?:Get|Post|Put|Delete)$/,
    positive:
      'class A extends HttpServlet { void doGet(HttpServletRequest q, HttpServletResponse s) { s.setStatus(1); } }',
    nearMiss:
      'class A extends HttpServlet { void show(HttpServletRequest q, HttpServletResponse s) { s.setStatus(1); } }',
  },
  {
    framework: 'axum',
    languages: ['rust'],
    type: /^(?:axum::)?(?:extract::)?(?:State|Path|Query|Json|Extension|Form)<|^web::(?:Json|Path|Query|Form|Data)</,
    imports: ['axum', 'axum::extract', 'axum::Json', 'actix_web', 'actix_web::web'],
    positive: 'use axum::extract::State;\nasync fn list(State(s): State<App>) -> Json<X> { x }',
    nearMiss: 'use axum::extract::State;\nasync fn list(s: App) -> X { x }',
  },
];
