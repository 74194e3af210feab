// Generated from the rule folders by scripts/registry.mjs; do not edit.
import type { Convention } from './engine/convention.ts';
import type { FileRule, ProjectRule } from './engine/rule.ts';
import { suppressionReason } from './config/suppression-reason/rule.ts';
import { insecureRandom } from './crypto/insecure-random/rule.ts';
import { jwtUnverified } from './crypto/jwt-unverified/rule.ts';
import { tlsVerificationOff } from './crypto/tls-verification-off/rule.ts';
import { weakCipher } from './crypto/weak-cipher/rule.ts';
import { weakHash } from './crypto/weak-hash/rule.ts';
import { emptyHandler } from './error-handling/empty-handler/rule.ts';
import { ignoredError } from './error-handling/ignored-error/rule.ts';
import { unawaitedPromise } from './error-handling/unawaited-promise/rule.ts';
import { corsAnyOrigin } from './owasp/cors-any-origin/rule.ts';
import { csrfDisabled } from './owasp/csrf-disabled/rule.ts';
import { debugMode } from './owasp/debug-mode/rule.ts';
import { insecureCookie } from './owasp/insecure-cookie/rule.ts';
import { tempFileRace } from './owasp/temp-file-race/rule.ts';
import { unsafeDeserialization } from './owasp/unsafe-deserialization/rule.ts';
import { worldWritable } from './owasp/world-writable/rule.ts';
import { xmlExternalEntities } from './owasp/xml-external-entities/rule.ts';
import { asyncStyle } from './pattern/async-style/rule.ts';
import { errorCatchBinding } from './pattern/error-catch-binding/rule.ts';
import { errorClass } from './pattern/error-class/rule.ts';
import { exportStyle } from './pattern/export-style/rule.ts';
import { importOrder } from './pattern/import-order/rule.ts';
import { importPath } from './pattern/import-path/rule.ts';
import { logApi } from './pattern/log-api/rule.ts';
import { namingConstant } from './pattern/naming-constant/rule.ts';
import { namingFile } from './pattern/naming-file/rule.ts';
import { namingFunction } from './pattern/naming-function/rule.ts';
import { namingType } from './pattern/naming-type/rule.ts';
import { namingVariable } from './pattern/naming-variable/rule.ts';
import { testLocation } from './pattern/test-location/rule.ts';
import { privateKey } from './secret/private-key/rule.ts';
import { urlCredentials } from './secret/url-credentials/rule.ts';
import { vendorToken } from './secret/vendor-token/rule.ts';
import { codeEval } from './taint/code-eval/rule.ts';
import { htmlOutput } from './taint/html-output/rule.ts';
import { osCommand } from './taint/os-command/rule.ts';
import { sqlQuery } from './taint/sql-query/rule.ts';

/** Rules that need one file, by id. */
export const FILE_RULES: readonly FileRule[] = [
  suppressionReason,
  insecureRandom,
  jwtUnverified,
  tlsVerificationOff,
  weakCipher,
  weakHash,
  emptyHandler,
  ignoredError,
  corsAnyOrigin,
  csrfDisabled,
  debugMode,
  insecureCookie,
  tempFileRace,
  unsafeDeserialization,
  worldWritable,
  xmlExternalEntities,
  privateKey,
  urlCredentials,
  vendorToken,
  codeEval,
  htmlOutput,
  osCommand,
  sqlQuery,
];

/** Rules that read other files through the index, by id. */
export const PROJECT_RULES: readonly ProjectRule[] = [
  unawaitedPromise,
];

/** Convention keys, by id; their position is their number in an observation set. */
export const CONVENTIONS: readonly Convention[] = [
  asyncStyle,
  errorCatchBinding,
  errorClass,
  exportStyle,
  importOrder,
  importPath,
  logApi,
  namingConstant,
  namingFile,
  namingFunction,
  namingType,
  namingVariable,
  testLocation,
];
