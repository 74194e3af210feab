import { JVM, type LibraryRow } from '../library-choice.ts';

const JAVA: readonly LibraryRow[] = [
  {
    library: 'java.net.http',
    languages: JVM,
    imports: ['java.net.http'],
    platform: true,
    example: 'import java.net.http.HttpClient;',
  },
  {
    library: 'HttpURLConnection',
    languages: JVM,
    imports: ['java.net.HttpURLConnection', 'javax.net.ssl.HttpsURLConnection'],
    methods: ['openConnection'],
    runs: 'sync',
    example: 'import java.net.HttpURLConnection;\nclass A { val x = url.openConnection(); }',
  },
  {
    library: 'OkHttp',
    languages: JVM,
    imports: ['okhttp3', 'com.squareup.okhttp', 'retrofit2', 'retrofit'],
    example: 'import okhttp3.OkHttpClient;',
  },
  {
    library: 'Apache HttpClient',
    languages: JVM,
    imports: [
      'org.apache.http.client',
      'org.apache.http.impl.client',
      'org.apache.hc.client5',
      'org.apache.commons.httpclient',
    ],
    example: 'import org.apache.hc.client5.http.classic.methods.HttpGet;',
  },
  {
    library: 'RestTemplate',
    languages: JVM,
    imports: ['org.springframework.web.client.RestTemplate', 'org.springframework.boot.web.client.RestTemplateBuilder'],
    runs: 'sync',
    example: 'import org.springframework.web.client.RestTemplate;',
  },
  {
    library: 'RestClient',
    languages: JVM,
    imports: ['org.springframework.web.client.RestClient'],
    runs: 'sync',
    example: 'import org.springframework.web.client.RestClient;',
  },
  {
    library: 'Spring WebClient',
    languages: JVM,
    imports: ['org.springframework.web.reactive.function.client'],
    runs: 'async',
    example: 'import org.springframework.web.reactive.function.client.WebClient;',
  },
  {
    library: 'Feign',
    languages: JVM,
    imports: ['feign', 'org.springframework.cloud.openfeign'],
    runs: 'sync',
    example: 'import org.springframework.cloud.openfeign.FeignClient;',
  },
  {
    library: 'AsyncHttpClient',
    languages: JVM,
    imports: ['org.asynchttpclient', 'com.ning.http.client'],
    runs: 'async',
    example: 'import org.asynchttpclient.AsyncHttpClient;',
  },
  {
    library: 'Google HTTP client',
    languages: JVM,
    imports: ['com.google.api.client.http'],
    example: 'import com.google.api.client.http.HttpTransport;',
  },
  {
    library: 'Unirest',
    languages: JVM,
    imports: ['kong.unirest', 'com.mashape.unirest'],
    example: 'import kong.unirest.Unirest;',
  },
  {
    library: 'JAX-RS client',
    languages: JVM,
    imports: ['jakarta.ws.rs.client', 'javax.ws.rs.client'],
    names: ['Client', 'ClientBuilder', 'WebTarget'],
    example: 'import jakarta.ws.rs.client.ClientBuilder;',
  },
  {
    library: 'Volley',
    languages: JVM,
    imports: ['com.android.volley'],
    example: 'import com.android.volley.RequestQueue;',
  },
  {
    library: 'Ktor client',
    languages: ['kotlin'],
    imports: ['io.ktor.client'],
    example: 'import io.ktor.client.HttpClient',
  },
  {
    library: 'Fuel',
    languages: ['kotlin'],
    imports: ['com.github.kittinunf.fuel', 'fuel'],
    example: 'import com.github.kittinunf.fuel.httpGet',
  },
];

const CSHARP: readonly LibraryRow[] = [
  {
    library: 'System.Net.Http',
    languages: ['csharp'],
    imports: ['System.Net.Http'],
    calls: ['HttpClient', 'System.Net.Http.HttpClient'],
    platform: true,
    example: 'using System.Net.Http;',
  },
  {
    library: 'WebClient',
    languages: ['csharp'],
    calls: ['WebClient', 'System.Net.WebClient'],
    example: 'class A { object b = new WebClient(); }',
  },
  {
    library: 'WebRequest',
    languages: ['csharp'],
    calls: ['WebRequest.Create', 'WebRequest.CreateHttp', 'HttpWebRequest.Create', 'System.Net.WebRequest.Create'],
    example: 'class A { object b = WebRequest.Create("a"); }',
  },
  { library: 'RestSharp', languages: ['csharp'], imports: ['RestSharp'], example: 'using RestSharp;' },
  { library: 'Flurl', languages: ['csharp'], imports: ['Flurl.Http'], example: 'using Flurl.Http;' },
  { library: 'Refit', languages: ['csharp'], imports: ['Refit'], example: 'using Refit;' },
];

const GO: readonly LibraryRow[] = [
  {
    library: 'net/http',
    languages: ['go'],
    calls: [
      'net/http.Get',
      'net/http.Post',
      'net/http.Head',
      'net/http.PostForm',
      'net/http.NewRequest',
      'net/http.NewRequestWithContext',
      'net/http.DefaultClient',
    ],
    platform: true,
    example: 'package a\nimport "net/http"\nfunc f() { http.Get("a") }',
  },
  {
    library: 'resty',
    languages: ['go'],
    imports: ['github.com/go-resty/resty', 'resty.dev/v3', 'gopkg.in/resty.v1'],
    example: 'package a\nimport "github.com/go-resty/resty/v2"',
  },
  {
    library: 'req',
    languages: ['go'],
    imports: ['github.com/imroc/req'],
    example: 'package a\nimport "github.com/imroc/req/v3"',
  },
  {
    library: 'go-retryablehttp',
    languages: ['go'],
    imports: ['github.com/hashicorp/go-retryablehttp'],
    example: 'package a\nimport "github.com/hashicorp/go-retryablehttp"',
  },
  {
    library: 'fasthttp',
    languages: ['go'],
    calls: [
      'github.com/valyala/fasthttp.Get',
      'github.com/valyala/fasthttp.Post',
      'github.com/valyala/fasthttp.Do',
      'github.com/valyala/fasthttp.DoTimeout',
    ],
    example: 'package a\nimport "github.com/valyala/fasthttp"\nfunc f() { fasthttp.Do(a, b) }',
  },
  {
    library: 'gorequest',
    languages: ['go'],
    imports: ['github.com/parnurzeal/gorequest'],
    example: 'package a\nimport "github.com/parnurzeal/gorequest"',
  },
  {
    library: 'grequests',
    languages: ['go'],
    imports: ['github.com/levigross/grequests'],
    example: 'package a\nimport "github.com/levigross/grequests"',
  },
  {
    library: 'sling',
    languages: ['go'],
    imports: ['github.com/dghubble/sling'],
    example: 'package a\nimport "github.com/dghubble/sling"',
  },
  {
    library: 'heimdall',
    languages: ['go'],
    imports: ['github.com/gojek/heimdall'],
    example: 'package a\nimport "github.com/gojek/heimdall/v7/httpclient"',
  },
  {
    library: 'carlmjohnson/requests',
    languages: ['go'],
    imports: ['github.com/carlmjohnson/requests'],
    example: 'package a\nimport "github.com/carlmjohnson/requests"',
  },
];

const RUST: readonly LibraryRow[] = [
  {
    library: 'reqwest',
    languages: ['rust'],
    imports: ['reqwest'],
    calls: ['reqwest'],
    example: 'use reqwest::Client;',
  },
  {
    library: 'ureq',
    languages: ['rust'],
    imports: ['ureq'],
    calls: ['ureq'],
    runs: 'sync',
    example: 'fn f() { ureq::get("a"); }',
  },
  {
    library: 'hyper',
    languages: ['rust'],
    imports: ['hyper::Client', 'hyper::client', 'hyper_util::client'],
    runs: 'async',
    example: 'use hyper::client::conn;',
  },
  {
    library: 'surf',
    languages: ['rust'],
    imports: ['surf'],
    calls: ['surf.get', 'surf.post'],
    runs: 'async',
    example: 'fn f() { surf::get("a"); }',
  },
  { library: 'isahc', languages: ['rust'], imports: ['isahc'], calls: ['isahc'], example: 'use isahc::prelude::*;' },
  {
    library: 'attohttpc',
    languages: ['rust'],
    imports: ['attohttpc'],
    calls: ['attohttpc'],
    runs: 'sync',
    example: 'fn f() { attohttpc::get("a"); }',
  },
  {
    library: 'minreq',
    languages: ['rust'],
    imports: ['minreq'],
    calls: ['minreq'],
    runs: 'sync',
    example: 'fn f() { minreq::get("a"); }',
  },
  { library: 'awc', languages: ['rust'], imports: ['awc'], runs: 'async', example: 'use awc::Client;' },
  { library: 'gloo-net', languages: ['rust'], imports: ['gloo_net::http'], example: 'use gloo_net::http::Request;' },
  { library: 'curl', languages: ['rust'], imports: ['curl::easy', 'curl::multi'], example: 'use curl::easy::Easy;' },
];

/** Clients of HTTP in Java, Kotlin, C#, Go and Rust. */
export const COMPILED_ROWS: readonly LibraryRow[] = [...JAVA, ...CSHARP, ...GO, ...RUST];
