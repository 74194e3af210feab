import type { SettingRow } from '../../engine/api-table.ts';

const ON = { shapes: ['true'] } as const;
const FLASK = ['flask', 'quart', 'dash', 'sanic'];

/** Settings that switch debug mode on. */
export const SETTING_ROWS: readonly SettingRow[] = [
  {
    languages: ['python'],
    target: ['debug'],
    path: /^(?:app|application|server)\.debug$/,
    imports: FLASK,
    value: ON,
    positive: 'from flask import Flask\napp.debug = True\n',
    nearMiss: 'from flask import Flask\napp.debug = False\n',
  },
  {
    languages: ['python'],
    target: ['DEBUG'],
    path: /^DEBUG$/,
    file: /(?:^|\/)(?:settings[\w-]*|settings\/[\w-]+)\.py$/,
    value: ON,
    positive: 'DEBUG = True\n',
    nearMiss: 'DEBUG = os.environ.get("DEBUG") == "1"\n',
  },
  {
    languages: ['ruby'],
    target: ['consider_all_requests_local'],
    path: /(?:^|\.)config(?:\(\))?\.consider_all_requests_local$/,
    file: /(?:^|\/)config\/(?:environments\/[\w-]+|application)\.rb$/,
    value: ON,
    positive: 'config.consider_all_requests_local = true\n',
    nearMiss: 'config.consider_all_requests_local = false\n',
  },
  {
    languages: ['php'],
    target: ['debug'],
    file: /(?:^|\/)config\/app\.php$/,
    value: ON,
    positive: "<?php\nreturn ['name' => 'shop', 'debug' => true];\n",
    nearMiss: "<?php\nreturn ['name' => 'shop', 'debug' => env('APP_DEBUG', false)];\n",
  },
  {
    languages: ['php'],
    target: ['displayErrorDetails'],
    value: ON,
    imports: ['Slim'],
    positive: "<?php\nuse Slim\\App;\n$app = new App(['settings' => ['displayErrorDetails' => true]]);\n",
    nearMiss: "<?php\nuse Slim\\App;\n$app = new App(['settings' => ['displayErrorDetails' => false]]);\n",
  },
  {
    languages: ['go'],
    target: ['Debug'],
    path: /^(?:e|app|server|echo)\.Debug$/,
    imports: ['github.com/labstack/echo'],
    value: ON,
    positive: 'package a\nimport "github.com/labstack/echo/v4"\nfunc f() { e := echo.New()\n e.Debug = true }\n',
    nearMiss: 'package a\nimport "github.com/labstack/echo/v4"\nfunc f() { e := echo.New()\n e.Debug = cfg.Debug }\n',
  },
];
