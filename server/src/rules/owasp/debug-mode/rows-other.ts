import type { CallRow } from '../../engine/api-table.ts';

const JS = ['javascript', 'typescript'] as const;
const APOLLO = ['apollo-server', 'apollo-server-express', 'apollo-server-core', '@apollo/server'];
const ON = { shapes: ['true'] } as const;

/** Calls of the other languages that start a program in debug mode or show error details to visitors. */
export const OTHER_ROWS: readonly CallRow[] = [
  {
    languages: JS,
    callee: ['errorhandler'],
    imports: ['errorhandler'],
    positive: "import errorhandler from 'errorhandler';\napp.use(errorhandler());\n",
    nearMiss:
      "import errorhandler from 'errorhandler';\nif (process.env.NODE_ENV === 'development') app.use(errorhandler());\n",
  },
  {
    languages: JS,
    callee: ['ApolloServer', ...APOLLO.map((m) => `${m}.ApolloServer`)],
    imports: APOLLO,
    when: [{ at: ['includeStacktraceInErrorResponses', 'debug'], ...ON }],
    positive: "import { ApolloServer } from 'apollo-server';\nconst s = new ApolloServer({ schema, debug: true });\n",
    nearMiss: "import { ApolloServer } from 'apollo-server';\nconst s = new ApolloServer({ schema, debug: false });\n",
  },
  {
    languages: ['php'],
    callee: ['*.addErrorMiddleware'],
    imports: ['Slim'],
    when: [{ at: [0, 'displayErrorDetails'], ...ON }],
    positive: '<?php\nuse Slim\\Factory\\AppFactory;\n$app->addErrorMiddleware(true, true, true);\n',
    nearMiss: '<?php\nuse Slim\\Factory\\AppFactory;\n$app->addErrorMiddleware(false, true, true);\n',
  },
  {
    languages: ['php'],
    callee: ['Kernel', 'App.Kernel', 'AppKernel'],
    when: [
      { at: [0], text: /^prod$/ },
      { at: [1], ...ON },
    ],
    positive: "<?php\n$kernel = new Kernel('prod', true);\n",
    nearMiss: "<?php\n$kernel = new Kernel('prod', false);\n",
  },
];
