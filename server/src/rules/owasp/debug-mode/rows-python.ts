import type { CallRow } from '../../engine/api-table.ts';

const SERVERS = ['flask', 'quart', 'flask_socketio', 'sanic', 'bottle', 'dash', 'werkzeug'];
const ON = { shapes: ['true'] } as const;

/** Python calls that start a program in debug mode. */
export const PYTHON_ROWS: readonly CallRow[] = [
  {
    languages: ['python'],
    callee: ['*.run', '*.run_server', 'bottle.run'],
    imports: SERVERS,
    when: [{ at: ['debug'], ...ON }],
    positive: 'from flask import Flask\napp = Flask(__name__)\napp.run(debug=True)\n',
    nearMiss: 'from flask import Flask\napp = Flask(__name__)\napp.run(debug=False)\n',
  },
  {
    languages: ['python'],
    callee: ['fastapi.FastAPI', 'starlette.applications.Starlette'],
    when: [{ at: ['debug'], ...ON }],
    positive: 'from fastapi import FastAPI\napp = FastAPI(debug=True)\n',
    nearMiss: 'from fastapi import FastAPI\napp = FastAPI(title="shop")\n',
  },
  {
    languages: ['python'],
    callee: ['tornado.web.Application'],
    when: [{ at: ['debug'], ...ON }],
    positive: 'import tornado.web\napp = tornado.web.Application(routes, debug=True)\n',
    nearMiss: 'import tornado.web\napp = tornado.web.Application(routes, debug=options.debug)\n',
  },
  {
    languages: ['python'],
    callee: ['werkzeug.serving.run_simple', 'werkzeug.run_simple'],
    when: [{ at: ['use_debugger'], ...ON }],
    positive: 'from werkzeug.serving import run_simple\nrun_simple("localhost", 80, app, use_debugger=True)\n',
    nearMiss: 'from werkzeug.serving import run_simple\nrun_simple("localhost", 80, app, use_reloader=True)\n',
  },
  {
    languages: ['python'],
    callee: ['werkzeug.debug.DebuggedApplication', 'werkzeug.DebuggedApplication'],
    when: [{ at: [1, 'evalex'], ...ON }],
    positive: 'from werkzeug.debug import DebuggedApplication\napp = DebuggedApplication(app, evalex=True)\n',
    nearMiss: 'from werkzeug.debug import DebuggedApplication\napp = DebuggedApplication(app, evalex=False)\n',
  },
  {
    languages: ['python'],
    callee: ['cgitb.enable'],
    when: [
      { at: [0, 'display'], text: /^(?:1|True)$/, orAbsent: true },
      { at: ['format'], text: /^html$/, orAbsent: true },
    ],
    positive: 'import cgitb\ncgitb.enable()\n',
    nearMiss: 'import cgitb\ncgitb.enable(display=0, logdir="/var/log")\n',
  },
];
