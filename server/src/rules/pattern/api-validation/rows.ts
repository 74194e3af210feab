import type { LanguageId } from '@drift/shared';

/** One way to check the body of a request. */
export interface ValidatorRow {
  readonly value: string;
  readonly languages: readonly LanguageId[];
  /** A call in the handler, an argument of its route, a parameter's type, a mark in its head, or a mark on its class. */
  readonly by: 'call' | 'route' | 'parameter' | 'mark' | 'class';
  /** On the last segment of the call or the mark, on the path of the argument, on the type. */
  readonly name: RegExp;
  /** On the path before a call's name. */
  readonly receiver?: RegExp;
  /** The file must import one of these modules, or something below them. */
  readonly imports?: readonly string[];
  readonly positive: string;
  readonly nearMiss: string;
  /** Path of the file in which both examples lie, where it matters. */
  readonly sample?: string;
}

const SCRIPT: readonly LanguageId[] = ['javascript', 'typescript'];
const JVM: readonly LanguageId[] = ['java', 'kotlin'];

function script(line: string): string {
  return `exports.a = (req, res) => { const body = req.body; ${line} };`;
}

const SCRIPT_VALIDATORS: readonly ValidatorRow[] = [
  {
    value: 'joi',
    languages: SCRIPT,
    by: 'call',
    name: /^(?:validate|validateAsync|attempt)$/,
    receiver: /\w/,
    imports: ['joi', '@hapi/joi'],
    positive: `import Joi from 'joi';\n${script('schema.validate(body);')}`,
    nearMiss: `import Joi from 'joi';\n${script('schema.describe(body);')}`,
  },
  {
    value: 'yup',
    languages: SCRIPT,
    by: 'call',
    name: /^(?:validate|validateSync|isValid|cast)$/,
    receiver: /\w/,
    imports: ['yup'],
    positive: `import * as yup from 'yup';\n${script('schema.validate(body);')}`,
    nearMiss: `import * as yup from 'yup';\n${script('schema.describe(body);')}`,
  },
  {
    value: 'ajv',
    languages: SCRIPT,
    by: 'call',
    name: /^(?:validate|compile|isValid)$/,
    imports: ['ajv'],
    positive: `import Ajv from 'ajv';\n${script('validate(body);')}`,
    nearMiss: `import Ajv from 'ajv';\n${script('describe(body);')}`,
  },
  {
    value: 'class-validator',
    languages: SCRIPT,
    by: 'call',
    name: /^(?:validate|validateOrReject|validateSync)$/,
    imports: ['class-validator'],
    positive: `import { validate } from 'class-validator';\n${script('validate(body);')}`,
    nearMiss: `import { equals } from 'class-validator';\n${script('equals(body);')}`,
  },
  {
    value: 'express-validator',
    languages: SCRIPT,
    by: 'call',
    name: /^validationResult$/,
    positive: script('const errors = validationResult(req);'),
    nearMiss: script('const errors = searchResult(req);'),
  },
  {
    value: 'zod',
    languages: SCRIPT,
    by: 'call',
    name: /^(?:safeParse|safeParseAsync|parseAsync)$/,
    receiver: /\w/,
    positive: script('const r = UserSchema.safeParse(body);'),
    nearMiss: script('const r = UserSchema.describe(body);'),
  },
  {
    value: 'zod',
    languages: SCRIPT,
    by: 'call',
    name: /^parse$/,
    receiver: /[sS]chema\w*$|^z\b|^[A-Z]\w*(?:Body|Input|Request|Dto)$/,
    positive: script('const r = userSchema.parse(body);'),
    nearMiss: script('const r = JSON.parse(body);'),
  },
  {
    value: 'zod',
    languages: SCRIPT,
    by: 'route',
    name: /^zValidator$/,
    positive:
      "import express from 'express';\nconst app = express();\napp.post('/a', zValidator('json', s), (req, res) => { res.json(req.body.a); });",
    nearMiss:
      "import express from 'express';\nconst app = express();\napp.post('/a', zipper('json', s), (req, res) => { b(req.body); });",
  },
  {
    value: 'joi',
    languages: SCRIPT,
    by: 'route',
    name: /^celebrate$/,
    positive:
      "import express from 'express';\nconst app = express();\napp.post('/a', celebrate(s), (req, res) => { res.json(req.body.a); });",
    nearMiss:
      "import express from 'express';\nconst app = express();\napp.post('/a', throttle(s), (req, res) => { b(req.body); });",
  },
  {
    value: 'middleware',
    languages: SCRIPT,
    by: 'route',
    name: /(?:^|\.)(?:validat\w*|\w*Validat(?:or|ion|e)\w*)$/,
    positive:
      "import express from 'express';\nconst app = express();\napp.post('/a', validate(s), (req, res) => { res.json(req.body.a); });",
    nearMiss:
      "import express from 'express';\nconst app = express();\napp.post('/a', upload(s), (req, res) => { b(req.body); });",
  },
];

const OTHER_VALIDATORS: readonly ValidatorRow[] = [
  {
    value: 'pydantic',
    languages: ['python'],
    by: 'parameter',
    name: /^(?!(?:Any|Dict|List|Mapping)$)[A-Z]\w*$/,
    imports: ['fastapi'],
    positive: "from fastapi import APIRouter\n@router.post('/users')\ndef a(user: UserIn):\n    return b(user)\n",
    nearMiss: "from fastapi import APIRouter\n@router.post('/users')\ndef a(user: dict):\n    return b(user)\n",
  },
  {
    value: 'pydantic',
    languages: ['python'],
    by: 'call',
    name: /^(?:model_validate|parse_obj|model_validate_json)$/,
    receiver: /\w/,
    positive: "from flask import request\n@app.post('/users')\ndef a():\n    b(User.model_validate(request.json))\n",
    nearMiss: "from flask import request\n@app.post('/users')\ndef a():\n    b(User.load_all(request.json))\n",
  },
  {
    value: 'marshmallow',
    languages: ['python'],
    by: 'call',
    name: /^(?:load|validate)$/,
    receiver: /[sS]chema(?:\(\))?$/,
    positive: "from flask import request\n@app.post('/users')\ndef a():\n    b(user_schema.load(request.json))\n",
    nearMiss: "from flask import request\n@app.post('/users')\ndef a():\n    b(json.load(request.json))\n",
  },
  {
    value: 'serializer',
    languages: ['python'],
    by: 'call',
    name: /Serializer$|^get_serializer$/,
    positive:
      'from rest_framework.response import Response\ndef a(request):\n    s = UserSerializer(data=request.data)\n    return b(s)\n',
    nearMiss:
      'from rest_framework.response import Response\ndef a(request):\n    s = UserRenderer(data=request.data)\n    return b(s)\n',
    sample: 'shop/views.py',
  },
  {
    value: 'form',
    languages: ['python'],
    by: 'call',
    name: /^\w+Form(?:Set)?$|^get_form$/,
    positive: 'from django.shortcuts import render\ndef a(request):\n    f = UserForm(request.POST)\n    return b(f)\n',
    nearMiss:
      'from django.shortcuts import render\ndef a(request):\n    f = UserFilter(request.POST)\n    return b(f)\n',
    sample: 'shop/views.py',
  },
  {
    value: 'bean validation',
    languages: JVM,
    by: 'mark',
    name: /^(?:Valid|Validated)$/,
    positive: 'class A { @PostMapping("/users") B c(@Valid @RequestBody User user) { return d; } }',
    nearMiss: 'class A { @PostMapping("/users") B c(@Named @RequestBody User user) { return d; } }',
  },
  {
    value: 'bean validation',
    languages: JVM,
    by: 'call',
    name: /^validate$/,
    receiver: /[vV]alidator$/,
    positive: 'class A { @PostMapping("/users") B c(@RequestBody User user) { validator.validate(user); return d; } }',
    nearMiss: 'class A { @PostMapping("/users") B c(@RequestBody User user) { ticket.validate(user); return d; } }',
  },
  {
    value: 'FluentValidation',
    languages: ['csharp'],
    by: 'call',
    name: /^(?:Validate|ValidateAsync|ValidateAndThrow|ValidateAndThrowAsync)$/,
    receiver: /[vV]alidator$/,
    positive:
      'class A : ControllerBase { [HttpPost] public B C([FromBody] User u) { _validator.Validate(u); return d; } }',
    nearMiss:
      'class A : ControllerBase { [HttpPost] public B C([FromBody] User u) { _ticket.Validate(u); return d; } }',
  },
  {
    value: 'model attributes',
    languages: ['csharp'],
    by: 'class',
    name: /^ApiController$/,
    positive: '[ApiController] class A : ControllerBase { [HttpPost] public B C([FromBody] User u) { return d; } }',
    nearMiss: '[Area("a")] class A : ControllerBase { [HttpPost] public B C([FromBody] User u) { return d; } }',
  },
  {
    value: 'validator',
    languages: ['go'],
    by: 'call',
    name: /^(?:Struct|StructCtx|Validate|ValidateStruct)$/,
    receiver: /\w/,
    positive: 'package a\nfunc b(c *gin.Context) { c.BindJSON(&in); validate.Struct(in) }',
    nearMiss: 'package a\nfunc b(c *gin.Context) { c.BindJSON(&in); printer.Print(in) }',
  },
  {
    value: 'binding tags',
    languages: ['go'],
    by: 'call',
    name: /^(?:ShouldBindJSON|BindJSON|ShouldBind|ShouldBindWith)$/,
    receiver: /\w/,
    imports: ['github.com/gin-gonic/gin'],
    positive: 'package a\nimport "github.com/gin-gonic/gin"\nfunc b(c *gin.Context) { c.BindJSON(&in) }',
    nearMiss: 'package a\nimport "github.com/labstack/echo/v4"\nfunc b(c echo.Context) { c.Bind(&in) }',
  },
  {
    value: 'form request',
    languages: ['php'],
    by: 'parameter',
    name: /^(?!(?:Server)?Request$)[A-Z]\w*Request$/,
    positive: '<?php\nclass A extends Controller { public function b(StoreUserRequest $request) { return 1; } }',
    nearMiss: '<?php\nclass A extends Controller { public function b(Request $request) { $request->all(); } }',
    sample: 'app/Http/Controllers/A.php',
  },
  {
    value: 'inline rules',
    languages: ['php'],
    by: 'call',
    name: /^(?:validate|validateWithBag)$/,
    receiver: /^\$(?:request|this)$/,
    positive: '<?php\nclass A extends Controller { public function b($request) { $request->validate([]); } }',
    nearMiss: '<?php\nclass A extends Controller { public function b($request) { c($request->all()); } }',
    sample: 'app/Http/Controllers/A.php',
  },
  {
    value: 'validator',
    languages: ['php'],
    by: 'call',
    name: /^(?:make|validate)$/,
    receiver: /^Validator$|[vV]alidator$/,
    positive:
      '<?php\nclass A extends Controller { public function b($request) { Validator::make($request->all(), []); } }',
    nearMiss: '<?php\nclass A extends Controller { public function b($request) { Image::make($request->all(), []); } }',
    sample: 'app/Http/Controllers/A.php',
  },
  {
    value: 'validator',
    languages: ['rust'],
    by: 'call',
    name: /^validate$/,
    receiver: /\w/,
    positive: 'use axum::Json;\n#[post("/users")]\nasync fn a(Json(user): Json<User>) -> B { user.validate()?; b }',
    nearMiss: 'use axum::Json;\n#[post("/users")]\nasync fn a(Json(user): Json<User>) -> B { user.persist()?; b }',
  },
  {
    value: 'validated extractor',
    languages: ['rust'],
    by: 'parameter',
    name: /^(?:\w+::)*(?:Valid\w*|Garde\w*)</,
    positive: 'use axum::Json;\n#[post("/users")]\nasync fn a(ValidatedJson(user): ValidatedJson<User>) -> B { b }',
    nearMiss: 'use axum::Json;\n#[post("/users")]\nasync fn a(Json(user): Json<User>) -> B { b }',
  },
];

/** Every way known to check the body of a request; the first that fits counts. */
export const VALIDATOR_ROWS: readonly ValidatorRow[] = [...SCRIPT_VALIDATORS, ...OTHER_VALIDATORS];
