import type { LanguageId } from '@drift/shared';

/** One way in which a handler takes the body of a request. */
export interface BodyRow {
  readonly languages: readonly LanguageId[];
  /** A path that is read, a call, or a parameter. */
  readonly by: 'path' | 'call' | 'parameter';
  /** On the path, the callee, or the parameter's type. */
  readonly what: RegExp;
  /** On a mark in front of the parameter. */
  readonly mark?: RegExp;
  /** On the name of the route's mark or call: only some methods have a body. */
  readonly method?: RegExp;
  /** The file must import one of these modules, or something below them. */
  readonly imports?: readonly string[];
  /** Who takes a whole object here is expected to have it checked here. */
  readonly atBoundary?: true;
  readonly positive: string;
  readonly nearMiss: string;
  /** Path of the file in which both examples lie, where it matters. */
  readonly sample?: string;
}

const SCRIPT: readonly LanguageId[] = ['javascript', 'typescript'];
const WITH_BODY = /^(?:post|put|patch|api_route|route)$/i;

/** Every way known to take the body of a request. */
export const BODY_ROWS: readonly BodyRow[] = [
  {
    languages: SCRIPT,
    by: 'path',
    what: /^(?:req|request|ctx\.request|ctx\.req)\.body(?:$|[.[])/,
    positive: 'exports.a = (req, res) => { const { name } = req.body; res.json({ name }); };',
    nearMiss: 'exports.a = (req, res) => { const { name } = req.query; res.json({ name }); };',
  },
  {
    languages: SCRIPT,
    by: 'call',
    what: /^(?:req|request|c\.req)\.json$/,
    positive: 'export async function POST(req) { const { name } = await req.json(); return name; }',
    nearMiss: 'export async function POST(req) { const { name } = await api.json(); return name; }',
    sample: 'app/users/route.ts',
  },
  {
    languages: ['python'],
    by: 'path',
    what: /^request\.(?:json|form|data|POST)(?:$|[.[])/,
    positive:
      "from django.http import HttpResponse\ndef a(request):\n    name = request.POST['name']\n    return b(name)\n",
    nearMiss:
      "from django.http import HttpResponse\ndef a(request):\n    name = request.GET['name']\n    return b(name)\n",
    sample: 'shop/views.py',
  },
  {
    languages: ['python'],
    by: 'call',
    what: /^(?:flask\.)?request\.(?:get_json|json|POST\.get|data\.get|form\.get|json\.get)$/,
    positive:
      "from flask import request\n@app.post('/users')\ndef a():\n    name = request.get_json()\n    return name['a']\n",
    nearMiss:
      "from flask import request\n@app.post('/users')\ndef a():\n    name = request.get_cookie()\n    return name['a']\n",
  },
  {
    languages: ['python'],
    by: 'parameter',
    what: /^(?:[A-Z]\w*|dict|Dict\b.*|Any|list|List\b.*)$/,
    method: WITH_BODY,
    imports: ['fastapi'],
    positive: "from fastapi import APIRouter\n@router.post('/users')\ndef a(user: dict):\n    return user['a']\n",
    nearMiss: "from fastapi import APIRouter\n@router.get('/users')\ndef a(user: dict):\n    return user['a']\n",
  },
  {
    languages: ['java', 'kotlin'],
    by: 'parameter',
    what: /^(?!(?:Map|HashMap|String|JsonNode|ObjectNode|JSONObject|List|Set|Collection|Object|Any|byte|ByteArray|MultipartFile|Long|Integer|Int|MutableMap)\b)[A-Z]/,
    mark: /^RequestBody$/,
    atBoundary: true,
    positive: 'class A { @PostMapping("/users") B c(@RequestBody User user) { return d; } }',
    nearMiss: 'class A { @PostMapping("/users") B c(@RequestBody Map<String, String> user) { return d; } }',
  },
  {
    languages: ['csharp'],
    by: 'parameter',
    what: /^(?!(?:JObject|JToken|JsonElement|JsonDocument|IFormFile|IEnumerable|List|Dictionary|Guid|Object)\b)[A-Z]/,
    mark: /^FromBody$/,
    atBoundary: true,
    positive: 'class A : ControllerBase { [HttpPost] public B C([FromBody] User user) { return d; } }',
    nearMiss: 'class A : ControllerBase { [HttpPost] public B C([FromBody] string user) { return d; } }',
  },
  {
    languages: ['go'],
    by: 'call',
    what: /^\w+\.(?:ShouldBindJSON|BindJSON|ShouldBind|Bind|BodyParser|ShouldBindWith)$|^json\.NewDecoder\(\)\.Decode$/,
    positive: 'package a\nfunc b(c *gin.Context) { c.BindJSON(&in); use(in.Name) }',
    nearMiss: 'package a\nfunc b(c *gin.Context) { c.BindQuery(&in); use(in.Name) }',
  },
  {
    languages: ['php'],
    by: 'parameter',
    what: /^(?!(?:Server)?Request$)[A-Z]\w*Request$/,
    atBoundary: true,
    positive: '<?php\nclass A extends Controller { public function b(StoreUserRequest $request) { return 1; } }',
    nearMiss: '<?php\nclass A extends Controller { public function b(User $user) { return 1; } }',
    sample: 'app/Http/Controllers/A.php',
  },
  {
    languages: ['php'],
    by: 'call',
    what: /^\$(?:this\.)?request\.(?:input|all|post|only|json|getContent|toArray|validate|getPayload|validated|safe)$/,
    positive: '<?php\nclass A extends Controller { public function b($request) { $n = $request->input("n"); } }',
    nearMiss: '<?php\nclass A extends Controller { public function b($request) { $n = $request->query("n"); } }',
    sample: 'app/Http/Controllers/A.php',
  },
  {
    languages: ['rust'],
    by: 'parameter',
    what: /^(?:\w+::)*(?:Json|Form|ValidatedJson|ValidatedForm|Valid|Validated)<(?!Value|serde_json|HashMap|String|Vec<String>)/,
    atBoundary: true,
    positive: 'use axum::Json;\n#[post("/users")]\nasync fn a(Json(user): Json<User>) -> B { b }',
    nearMiss: 'use axum::Json;\n#[post("/users")]\nasync fn a(Json(user): Json<Value>) -> B { b }',
  },
];
