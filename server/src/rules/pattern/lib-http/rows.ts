import { ECMASCRIPT, type LibraryRow } from '../library-choice.ts';
import { COMPILED_ROWS } from './compiled-rows.ts';

const JAVASCRIPT: readonly LibraryRow[] = [
  {
    library: 'fetch',
    languages: ECMASCRIPT,
    calls: ['fetch', 'window.fetch', 'globalThis.fetch', 'self.fetch'],
    platform: true,
    example: "fetch('/a');",
  },
  { library: 'axios', languages: ECMASCRIPT, imports: ['axios'], example: "import axios from 'axios';" },
  { library: 'got', languages: ECMASCRIPT, imports: ['got'], example: "import got from 'got';" },
  { library: 'ky', languages: ECMASCRIPT, imports: ['ky', 'ky-universal'], example: "import ky from 'ky';" },
  {
    library: 'superagent',
    languages: ECMASCRIPT,
    imports: ['superagent'],
    example: "import request from 'superagent';",
  },
  {
    library: 'request',
    languages: ECMASCRIPT,
    imports: ['request', 'request-promise', 'request-promise-native'],
    example: "const request = require('request');",
  },
  {
    library: 'node-fetch',
    languages: ECMASCRIPT,
    imports: ['node-fetch', 'node-fetch-native'],
    example: "import fetch from 'node-fetch';\nfetch('/a');",
  },
  {
    library: 'cross-fetch',
    languages: ECMASCRIPT,
    imports: ['cross-fetch'],
    example: "import fetch from 'cross-fetch';",
  },
  {
    library: 'isomorphic-fetch',
    languages: ECMASCRIPT,
    imports: ['isomorphic-fetch', 'isomorphic-unfetch', 'unfetch'],
    example: "import fetch from 'isomorphic-fetch';",
  },
  { library: 'undici', languages: ECMASCRIPT, imports: ['undici'], example: "import { request } from 'undici';" },
  { library: 'needle', languages: ECMASCRIPT, imports: ['needle'], example: "const needle = require('needle');" },
  { library: 'ofetch', languages: ECMASCRIPT, imports: ['ofetch'], example: "import { ofetch } from 'ofetch';" },
  { library: 'wretch', languages: ECMASCRIPT, imports: ['wretch'], example: "import wretch from 'wretch';" },
  { library: 'redaxios', languages: ECMASCRIPT, imports: ['redaxios'], example: "import axios from 'redaxios';" },
  { library: 'bent', languages: ECMASCRIPT, imports: ['bent'], example: "const bent = require('bent');" },
  { library: 'phin', languages: ECMASCRIPT, imports: ['phin'], example: "const p = require('phin');" },
  {
    library: 'make-fetch-happen',
    languages: ECMASCRIPT,
    imports: ['make-fetch-happen'],
    example: "const fetch = require('make-fetch-happen');",
  },
  {
    library: 'Angular HttpClient',
    languages: ECMASCRIPT,
    imports: ['@angular/common/http'],
    names: ['HttpClient'],
    example: "import { HttpClient } from '@angular/common/http';",
  },
];

const PYTHON: readonly LibraryRow[] = [
  { library: 'requests', languages: ['python'], imports: ['requests'], runs: 'sync', example: 'import requests' },
  { library: 'httpx', languages: ['python'], imports: ['httpx'], example: 'import httpx' },
  {
    library: 'aiohttp',
    languages: ['python'],
    imports: ['aiohttp'],
    names: ['ClientSession', 'ClientTimeout', 'TCPConnector'],
    calls: ['aiohttp.ClientSession', 'aiohttp.request'],
    runs: 'async',
    example: 'from aiohttp import ClientSession',
  },
  {
    library: 'urllib.request',
    languages: ['python'],
    imports: ['urllib.request', 'urllib2'],
    names: ['urlopen', 'Request', 'build_opener', 'urlretrieve'],
    calls: ['urllib.request.urlopen', 'urllib.request.Request', 'urllib.request.build_opener', 'urllib2.urlopen'],
    runs: 'sync',
    example: 'from urllib.request import urlopen',
  },
  {
    library: 'urllib3',
    languages: ['python'],
    imports: ['urllib3'],
    names: ['PoolManager', 'ProxyManager', 'HTTPConnectionPool', 'HTTPSConnectionPool'],
    calls: ['urllib3.PoolManager', 'urllib3.ProxyManager', 'urllib3.request'],
    runs: 'sync',
    example: 'from urllib3 import PoolManager',
  },
  {
    library: 'http.client',
    languages: ['python'],
    calls: ['http.client.HTTPConnection', 'http.client.HTTPSConnection'],
    runs: 'sync',
    example: "import http.client\nc = http.client.HTTPSConnection('a')",
  },
  { library: 'httplib2', languages: ['python'], imports: ['httplib2'], runs: 'sync', example: 'import httplib2' },
  { library: 'pycurl', languages: ['python'], imports: ['pycurl'], runs: 'sync', example: 'import pycurl' },
  { library: 'niquests', languages: ['python'], imports: ['niquests'], example: 'import niquests' },
  { library: 'treq', languages: ['python'], imports: ['treq'], runs: 'async', example: 'import treq' },
  { library: 'asks', languages: ['python'], imports: ['asks'], runs: 'async', example: 'import asks' },
  {
    library: 'tornado.httpclient',
    languages: ['python'],
    imports: ['tornado.httpclient'],
    example: 'from tornado.httpclient import AsyncHTTPClient',
  },
];

const PHP: readonly LibraryRow[] = [
  {
    library: 'Guzzle',
    languages: ['php'],
    imports: ['GuzzleHttp\\Client', 'GuzzleHttp\\ClientInterface'],
    calls: ['GuzzleHttp.Client'],
    example: '<?php\nuse GuzzleHttp\\Client;',
  },
  {
    library: 'Symfony HttpClient',
    languages: ['php'],
    imports: ['Symfony\\Contracts\\HttpClient', 'Symfony\\Component\\HttpClient'],
    example: '<?php\nuse Symfony\\Contracts\\HttpClient\\HttpClientInterface;',
  },
  {
    library: 'Laravel Http',
    languages: ['php'],
    imports: ['Illuminate\\Support\\Facades\\Http', 'Illuminate\\Http\\Client'],
    example: '<?php\nuse Illuminate\\Support\\Facades\\Http;',
  },
  {
    library: 'PSR-18',
    languages: ['php'],
    imports: ['Psr\\Http\\Client\\ClientInterface'],
    platform: true,
    example: '<?php\nuse Psr\\Http\\Client\\ClientInterface;',
  },
  { library: 'curl', languages: ['php'], calls: ['curl_init'], example: '<?php\n$h = curl_init($url);' },
  {
    library: 'Requests',
    languages: ['php'],
    imports: ['WpOrg\\Requests'],
    example: '<?php\nuse WpOrg\\Requests\\Requests;',
  },
  {
    library: 'WordPress HTTP API',
    languages: ['php'],
    calls: ['wp_remote_get', 'wp_remote_post', 'wp_remote_request', 'wp_safe_remote_get'],
    platform: true,
    example: '<?php\nwp_remote_get($url);',
  },
  { library: 'Buzz', languages: ['php'], imports: ['Buzz'], example: '<?php\nuse Buzz\\Browser;' },
];

const RUBY: readonly LibraryRow[] = [
  {
    library: 'Net::HTTP',
    languages: ['ruby'],
    imports: ['net/http', 'net/https'],
    calls: ['Net.HTTP'],
    example: 'Net::HTTP.get(uri)',
  },
  {
    library: 'Faraday',
    languages: ['ruby'],
    imports: ['faraday'],
    calls: ['Faraday'],
    example: "Faraday.new(url: 'a')",
  },
  {
    library: 'HTTParty',
    languages: ['ruby'],
    imports: ['httparty'],
    calls: ['HTTParty'],
    example: "HTTParty.get('a')",
  },
  {
    library: 'rest-client',
    languages: ['ruby'],
    imports: ['rest-client', 'restclient'],
    calls: ['RestClient'],
    example: "RestClient.get('a')",
  },
  {
    library: 'http.rb',
    languages: ['ruby'],
    calls: ['HTTP.get', 'HTTP.post', 'HTTP.put', 'HTTP.delete', 'HTTP.headers', 'HTTP.auth', 'HTTP.timeout'],
    example: "HTTP.get('a')",
  },
  {
    library: 'Typhoeus',
    languages: ['ruby'],
    imports: ['typhoeus'],
    calls: ['Typhoeus'],
    example: "require 'typhoeus'",
  },
  { library: 'Excon', languages: ['ruby'], imports: ['excon'], calls: ['Excon'], example: "Excon.new('a')" },
  { library: 'HTTPX', languages: ['ruby'], imports: ['httpx'], calls: ['HTTPX'], example: "HTTPX.get('a')" },
  {
    library: 'HTTPClient',
    languages: ['ruby'],
    imports: ['httpclient'],
    calls: ['HTTPClient'],
    example: 'HTTPClient.new',
  },
  { library: 'Curb', languages: ['ruby'], imports: ['curb'], calls: ['Curl.Easy'], example: "Curl::Easy.perform('a')" },
  {
    library: 'Patron',
    languages: ['ruby'],
    imports: ['patron'],
    calls: ['Patron.Session'],
    example: 'Patron::Session.new',
  },
];

/** Clients of HTTP, by language. */
export const HTTP_LIBRARIES: readonly LibraryRow[] = [...JAVASCRIPT, ...PYTHON, ...PHP, ...RUBY, ...COMPILED_ROWS];
