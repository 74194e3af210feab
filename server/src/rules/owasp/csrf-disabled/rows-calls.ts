import type { CallRow } from '../../engine/api-table.ts';

const JS = ['javascript', 'typescript'] as const;
const APOLLO = ['@apollo/server', 'apollo-server', 'apollo-server-express', 'apollo-server-core'];

/** No shape fits: the call must not have the option at all. */
const ABSENT_CONDITION = { at: ['if', 'unless'], shapes: [], orAbsent: true } as const;

/** Calls that switch the protection against forged requests off. */
export const CALL_ROWS: readonly CallRow[] = [
  {
    languages: ['python'],
    callee: ['django.views.decorators.csrf.csrf_exempt'],
    positive: 'from django.views.decorators.csrf import csrf_exempt\nhook = csrf_exempt(view)\n',
    nearMiss: 'from django.views.decorators.csrf import csrf_protect\nhook = csrf_protect(view)\n',
  },
  {
    languages: ['python'],
    callee: ['django.utils.decorators.method_decorator'],
    when: [{ at: [0], text: /(?:^|\.)csrf_exempt$/ }],
    positive:
      "from django.utils.decorators import method_decorator\n@method_decorator(csrf_exempt, name='dispatch')\nclass Hook: pass\n",
    nearMiss:
      "from django.utils.decorators import method_decorator\n@method_decorator(csrf_protect, name='dispatch')\nclass Hook: pass\n",
  },
  {
    languages: ['python'],
    callee: ['csrf.exempt', 'csrf_protect.exempt'],
    positive: 'csrf.exempt(api)\n',
    nearMiss: 'limiter.exempt(api)\n',
  },
  {
    languages: ['ruby'],
    callee: ['skip_before_action', 'skip_before_filter', 'skip_action_callback'],
    when: [
      { at: [0], text: /^:verify_authenticity_token$/ },
      { at: [1], text: /^:/, orAbsent: true },
      ABSENT_CONDITION,
    ],
    positive: 'class A < B\n  skip_before_action :verify_authenticity_token\nend\n',
    nearMiss: 'class A < B\n  skip_before_action :verify_authenticity_token, if: :token_request?\nend\n',
  },
  {
    languages: ['ruby'],
    callee: ['skip_forgery_protection'],
    when: [ABSENT_CONDITION],
    positive: 'class A < B\n  skip_forgery_protection\n  def f; end\nend\n',
    nearMiss: 'class A < B\n  skip_forgery_protection if: :token_request?\nend\n',
  },
  {
    languages: ['csharp'],
    callee: ['IgnoreAntiforgeryTokenAttribute', '*.DisableAntiforgery'],
    positive: 'class A { void F() { app.MapPost("/upload", Save).DisableAntiforgery(); } }\n',
    nearMiss: 'class A { void F() { app.MapPost("/upload", Save).RequireAuthorization(); } }\n',
  },
  {
    languages: ['php'],
    callee: ['*.withoutMiddleware'],
    when: [{ at: [0], text: /(?:^|\.)(?:VerifyCsrfToken|ValidateCsrfToken)\.class$/ }],
    positive: "<?php\nRoute::post('/hook', $f)->withoutMiddleware(VerifyCsrfToken::class);\n",
    nearMiss: "<?php\nRoute::post('/hook', $f)->withoutMiddleware(Throttle::class);\n",
  },
  {
    languages: ['go'],
    callee: ['github.com/gorilla/csrf.UnsafeSkipCheck'],
    positive: 'package a\nimport "github.com/gorilla/csrf"\nfunc f(r *http.Request) { r = csrf.UnsafeSkipCheck(r) }\n',
    nearMiss: 'package a\nimport "github.com/gorilla/csrf"\nfunc f(r *http.Request) { t := csrf.Token(r) }\n',
  },
  {
    languages: ['go'],
    callee: ['*.AddInsecureBypassPattern'],
    imports: ['net/http'],
    positive:
      'package a\nimport "net/http"\nfunc f(p *http.CrossOriginProtection) { p.AddInsecureBypassPattern("/") }\n',
    nearMiss:
      'package a\nimport "net/http"\nfunc f(p *http.CrossOriginProtection) { p.AddTrustedOrigin("https://a") }\n',
  },
  {
    languages: JS,
    callee: ['ApolloServer', ...APOLLO.map((m) => `${m}.ApolloServer`)],
    imports: APOLLO,
    when: [{ at: ['csrfPrevention'], shapes: ['false'] }],
    positive:
      "import { ApolloServer } from '@apollo/server';\nconst s = new ApolloServer({ csrfPrevention: false });\n",
    nearMiss: "import { ApolloServer } from '@apollo/server';\nconst s = new ApolloServer({ csrfPrevention: true });\n",
  },
  {
    languages: JS,
    callee: ['lusca'],
    when: [{ at: ['csrf'], shapes: ['false'] }],
    positive: "import lusca from 'lusca';\napp.use(lusca({ csrf: false }));\n",
    nearMiss: "import lusca from 'lusca';\napp.use(lusca({ csrf: true }));\n",
  },
  {
    languages: JS,
    callee: ['@angular/common/http.withNoXsrfProtection', '@angular/common/http.HttpClientXsrfModule.disable'],
    positive:
      "import { provideHttpClient, withNoXsrfProtection } from '@angular/common/http';\nprovideHttpClient(withNoXsrfProtection());\n",
    nearMiss:
      "import { provideHttpClient, withXsrfConfiguration } from '@angular/common/http';\nprovideHttpClient(withXsrfConfiguration({}));\n",
  },
];
