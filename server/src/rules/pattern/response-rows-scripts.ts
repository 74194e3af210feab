import type { LanguageId } from '@drift/shared';
import type { ResponseRow, ResponseSettingRow } from './response-rows.ts';

const SCRIPT: readonly LanguageId[] = ['javascript', 'typescript'];
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

/** Assignments that answer a request in JavaScript and TypeScript. */
export const SCRIPT_SETTINGS: readonly ResponseSettingRow[] = [
  {
    languages: SCRIPT,
    last: 'body',
    target: /^ctx\.(?:response\.)?body$/,
    part: 'body',
    imports: ['koa', 'koa-router', '@koa/router'],
    positive: "import Router from '@koa/router';\nrouter.get('/a', (ctx) => { ctx.body = { data: user }; });",
    nearMiss: "import Router from '@koa/router';\nrouter.get('/a', (ctx) => { mail.body = { data: user }; });",
  },
  {
    languages: SCRIPT,
    last: 'status',
    target: /^ctx\.(?:response\.)?status$/,
    part: 'status',
    imports: ['koa', 'koa-router', '@koa/router'],
    positive: "import Router from '@koa/router';\nrouter.get('/a', (ctx) => { ctx.status = 404; });",
    nearMiss: "import Router from '@koa/router';\nrouter.get('/a', (ctx) => { order.status = 404; });",
  },
  {
    languages: SCRIPT,
    last: 'statusCode',
    target: /^(?:res|response)\.statusCode$/,
    part: 'status',
    positive: 'function a(req, res) { res.statusCode = 404; }',
    nearMiss: 'function a(req, res) { row.statusCode = 404; }',
  },
];

/** Answers in JavaScript, TypeScript, Python, PHP and Ruby. */
export const SCRIPT_ANSWERS: readonly ResponseRow[] = [
  ...SCRIPT_RESPONSES,
  ...PYTHON_RESPONSES,
  ...PHP_RESPONSES,
  ...RUBY_RESPONSES,
];
