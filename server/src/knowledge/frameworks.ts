import type { LanguageId } from '@drift/shared';

/** A framework and the libraries by which a manifest gives it away. */
export interface Framework {
  readonly name: string;
  readonly languages: readonly LanguageId[];
  /** Names as manifests write them; one that ends in `*` stands for every name that begins so. */
  readonly libraries: readonly string[];
  /** A name that must be recognised, and one that looks like it and must not. */
  readonly example: string;
  readonly nearMiss: string;
}

const WEB: readonly LanguageId[] = ['typescript', 'javascript'];
const JVM: readonly LanguageId[] = ['java', 'kotlin'];

/** Every framework that is recognised, the more telling one before what it is built on. */
export const FRAMEWORKS: readonly Framework[] = [
  { name: 'Next.js', languages: WEB, libraries: ['next'], example: 'next', nearMiss: 'next-auth' },
  { name: 'Nuxt', languages: WEB, libraries: ['nuxt', 'nuxt3'], example: 'nuxt', nearMiss: 'nuxt-link' },
  { name: 'Remix', languages: WEB, libraries: ['@remix-run/*'], example: '@remix-run/react', nearMiss: 'remix-auth' },
  { name: 'NestJS', languages: WEB, libraries: ['@nestjs/core'], example: '@nestjs/core', nearMiss: '@nestjs/cli' },
  {
    name: 'Angular',
    languages: WEB,
    libraries: ['@angular/core'],
    example: '@angular/core',
    nearMiss: 'angular-eslint',
  },
  { name: 'React', languages: WEB, libraries: ['react'], example: 'react', nearMiss: 'react-is' },
  { name: 'Vue', languages: WEB, libraries: ['vue'], example: 'vue', nearMiss: 'vue-eslint-parser' },
  {
    name: 'Svelte',
    languages: WEB,
    libraries: ['svelte', '@sveltejs/kit'],
    example: 'svelte',
    nearMiss: 'svelte-check',
  },
  { name: 'Express', languages: WEB, libraries: ['express'], example: 'express', nearMiss: '@types/express' },
  { name: 'Fastify', languages: WEB, libraries: ['fastify'], example: 'fastify', nearMiss: 'fastify-plugin' },
  { name: 'Hono', languages: WEB, libraries: ['hono'], example: 'hono', nearMiss: 'honox' },
  { name: 'Koa', languages: WEB, libraries: ['koa'], example: 'koa', nearMiss: 'koa-compose' },
  { name: 'Django', languages: ['python'], libraries: ['django'], example: 'django', nearMiss: 'django-stubs' },
  { name: 'Flask', languages: ['python'], libraries: ['flask'], example: 'flask', nearMiss: 'flask-cors' },
  { name: 'FastAPI', languages: ['python'], libraries: ['fastapi'], example: 'fastapi', nearMiss: 'fastapi-cli' },
  {
    name: 'Spring Boot',
    languages: JVM,
    libraries: ['org.springframework.boot', 'org.springframework.boot:*'],
    example: 'org.springframework.boot:spring-boot-starter-web',
    nearMiss: 'org.springframework:spring-core',
  },
  {
    name: 'Ktor',
    languages: JVM,
    libraries: ['io.ktor:*'],
    example: 'io.ktor:ktor-server-core',
    nearMiss: 'io.ktorm:ktorm',
  },
  {
    name: 'ASP.NET Core',
    languages: ['csharp'],
    libraries: ['Microsoft.NET.Sdk.Web', 'Microsoft.AspNetCore.App'],
    example: 'Microsoft.NET.Sdk.Web',
    nearMiss: 'Microsoft.NET.Sdk',
  },
  {
    name: 'Gin',
    languages: ['go'],
    libraries: ['github.com/gin-gonic/gin'],
    example: 'github.com/gin-gonic/gin',
    nearMiss: 'github.com/gin-contrib/cors',
  },
  { name: 'Rails', languages: ['ruby'], libraries: ['rails'], example: 'rails', nearMiss: 'rails-i18n' },
  {
    name: 'Laravel',
    languages: ['php'],
    libraries: ['laravel/framework'],
    example: 'laravel/framework',
    nearMiss: 'laravel/pint',
  },
  {
    name: 'Symfony',
    languages: ['php'],
    libraries: ['symfony/framework-bundle'],
    example: 'symfony/framework-bundle',
    nearMiss: 'symfony/console',
  },
  { name: 'Actix Web', languages: ['rust'], libraries: ['actix-web'], example: 'actix-web', nearMiss: 'actix-rt' },
  { name: 'Axum', languages: ['rust'], libraries: ['axum'], example: 'axum', nearMiss: 'axum-extra' },
];

/** The frameworks among the libraries that manifests ask for, in the order of the table. */
export function frameworksAmong(libraries: Iterable<string>): Framework[] {
  const found = new Set<Framework>();
  for (const library of libraries) {
    for (const framework of FRAMEWORKS) if (framework.libraries.some((l) => stands(l, library))) found.add(framework);
  }
  return FRAMEWORKS.filter((f) => found.has(f));
}

function stands(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
