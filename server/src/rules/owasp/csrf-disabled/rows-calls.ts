import type { CallRow } from '../../engine/api-table.ts';

const JS = ['javascript', 'typescript'] as const;
const APOLLO = ['@apollo/server', 'apollo-server', 'apollo-server-express', 'apollo-server-core'];

/** Calls that switch the protection against forged requests off for a whole application. */
export const CALL_ROWS: readonly CallRow[] = [
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
