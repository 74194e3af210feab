import { expect, it } from 'vitest';
import { isCopiedLibrary } from './copied-library.ts';

const JQUERY =
  '/*!\n * jQuery JavaScript Library v1.7.1\n * http://jquery.com/\n * Copyright 2011\n */\n(function(){})();\n';
const BACKBONE = '//     Backbone.js 0.5.3\n//     (c) 2010\n\n(function(){})();\n';

it.each([
  ['plug/web/static/jquery.js', JQUERY],
  ['public/jquery-1.7.1.js', JQUERY],
  ['lib/templates/100_jquery-3.7.1.min.js', JQUERY],
  ['web/js/jquery.js', JQUERY],
  ['plug/web/static/backbone.js', BACKBONE],
  ['static/jquery.fileupload-image.js', '/*\n * jQuery File Upload Image Plugin 1.3.0\n * MIT license\n */\n'],
  ['www/pace.js', '/*!\n * pace.js v1.2.4\n * Licensed MIT\n */\n'],
  ['a/static/sparkline.js', '/**\n * jquery.sparkline.js\n *\n * v2.1.2\n * (c) Splunk\n */\n'],
  ['assets/moment.js', '//! moment.js\n//! version : 2.10.6\n//! license : MIT\n'],
  ['assets/lib/leaflet.js', '/*jshint browser:true */\n/*!\n * Leaflet 1.3\n * Copyright\n */\n'],
  ['assets/leaflet-src.js', '/** @preserve\n * Leaflet 1.6.0, a JS library. (c) 2010\n */\n'],
  ['static/pako.mjs', '/*! pako 2.1.0 https://github.com/x/pako @license (MIT AND Zlib) */\n'],
])('%s is a copy of a library', (path, text) => {
  expect(isCopiedLibrary(path, text)).toBe(true);
});

it.each([
  // A library's own repository.
  ['backbone.js', BACKBONE],
  ['src/jquery.js', JQUERY],
  ['js/jquery.js', JQUERY],
  ['packages/x/src/js/jquery.js', JQUERY],
  ['js/src/modal.js', '/**\n * Bootstrap (v4.5.3): modal.js\n * Licensed under MIT\n */\n'],
  // Named otherwise than the library.
  ['static/cart.js', JQUERY],
  ['static/app.js', '/*! App 1.2.0 (c) Shop */\n'],
  // Scripts of the project itself, with a banner of its own.
  ['public/js/dashboard.js', '/*!\n * Acme Dashboard v2.1.0\n * Copyright 2024 Acme Inc.\n */\n'],
  ['content/orders.js', '/*\n * Orders\n * @version 1.2.3\n * @copyright Acme Inc.\n */\n'],
  ['resources/report.js', '// Report engine v3.2 - Copyright (c) Acme\n'],
  ['static/checkout.js', '/*! Checkout 1.0.0 (c) Shop */\n'],
  // No version, or that of a licence or of the whole.
  ['static/jquery.js', '/*!\n * jQuery JavaScript Library\n * Copyright\n */\n'],
  ['web/js/all/Deluge.js', '/**\n * This file is part of Deluge and is under GNU General Public License 3.0\n */\n'],
  ['static/cart.js', '/* Cart is licensed under the Apache License, Version 2.0 */\n'],
  ['static/cart.js', '/* Cart of the shop, needs jQuery */\n/* MIT */\n'],
  // Nobody's rights.
  ['static/cart.js', '/* Cart 1.2: what a visitor wants */\n'],
  // Not in the first comment.
  ['static/cart.js', 'const x = 1;\n/*! Cart 1.2 (c) Others */\n'],
  ['static/jquery.ts', JQUERY],
])('%s is not, case %#', (path, text) => {
  expect(isCopiedLibrary(path, text)).toBe(false);
});
