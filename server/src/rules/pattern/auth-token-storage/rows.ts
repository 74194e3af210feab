/** One way to keep a token. */
export interface StorageRow {
  readonly value: 'cookie' | 'local storage' | 'session storage';
  /** Last segments of calls that store. */
  readonly names?: readonly string[];
  /** On the path before the name; a bare name fits where it is left out. */
  readonly receiver?: RegExp;
  /** Where the key is. */
  readonly key?: number;
  /** On the path that is assigned to; its first group is the key, or the text that is assigned starts with it. */
  readonly target?: RegExp;
  readonly positive: string;
  readonly nearMiss: string;
}

/** Every way known to keep a token in a browser. */
export const STORAGE_ROWS: readonly StorageRow[] = [
  {
    value: 'local storage',
    names: ['setItem', 'set'],
    receiver: /(?:^|\.)(?:localStorage|AsyncStorage|localforage)$/,
    key: 0,
    positive: "localStorage.setItem('access_token', value);",
    nearMiss: "localStorage.setItem('theme', value);",
  },
  {
    value: 'local storage',
    target: /(?:^|\.)localStorage\.(\w+)$/,
    positive: 'localStorage.authToken = value;',
    nearMiss: 'localStorage.theme = value;',
  },
  {
    value: 'session storage',
    names: ['setItem'],
    receiver: /(?:^|\.)sessionStorage$/,
    key: 0,
    positive: "window.sessionStorage.setItem('jwt', value);",
    nearMiss: "window.sessionStorage.setItem('csrfToken', value);",
  },
  {
    value: 'session storage',
    target: /(?:^|\.)sessionStorage\.(\w+)$/,
    positive: 'sessionStorage.accessToken = value;',
    nearMiss: 'sessionStorage.page = value;',
  },
  {
    value: 'cookie',
    names: ['set', 'setCookie', 'put'],
    receiver: /(?:^|\.)\$?(?:[cC]ookies?|cookieStore|cookies\(\)|jsCookie|cookieService|cookieJar)$/,
    key: 0,
    positive: "Cookies.set('token', value);",
    nearMiss: "cache.set('token', value);",
  },
  {
    value: 'cookie',
    names: ['cookie', 'setCookie'],
    receiver: /^(?:res|response|reply)(?:\.\w+\(\))*$/,
    key: 0,
    positive: "res.cookie('refreshToken', value, { httpOnly: true });",
    nearMiss: "res.cookie('locale', value);",
  },
  {
    value: 'cookie',
    names: ['setCookie'],
    key: 1,
    positive: "setCookie(context, 'token', value);",
    nearMiss: "setCookie(context, 'locale', value);",
  },
  {
    value: 'cookie',
    names: ['setCookie'],
    key: 0,
    positive: "setCookie('token', value);",
    nearMiss: "setCookie('locale', value);",
  },
  {
    value: 'cookie',
    target: /(?:^|\.)document\.cookie$/,
    positive: 'document.cookie = `token=$' + '{value}; path=/`;',
    nearMiss: 'document.cookie = `locale=$' + '{value}; path=/`;',
  },
];
