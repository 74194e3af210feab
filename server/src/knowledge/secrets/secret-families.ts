import { byCodeUnit } from '@drift/shared';
import { AI_FAMILIES } from './families-ai.ts';
import { CLOUD_HOSTING_FAMILIES } from './families-cloud-hosting.ts';
import { CLOUD_HYPERSCALE_FAMILIES } from './families-cloud-hyperscale.ts';
import { GITLAB_FAMILIES } from './families-gitlab.ts';
import { HOSTED_DATA_FAMILIES } from './families-hosted-data.ts';
import { INFRASTRUCTURE_FAMILIES } from './families-infrastructure.ts';
import { KEYS_FAMILIES } from './families-keys.ts';
import { MESSAGING_FAMILIES } from './families-messaging.ts';
import { OBSERVABILITY_FAMILIES } from './families-observability.ts';
import { PAYMENTS_FAMILIES } from './families-payments.ts';
import { PEM_FAMILIES } from './families-pem.ts';
import { REGISTRIES_FAMILIES } from './families-registries.ts';
import { SAAS_FAMILIES } from './families-saas.ts';
import { SOURCE_HOSTS_FAMILIES } from './families-source-hosts.ts';
import type { SecretFamily } from './family.ts';

/** Every family of the table, sorted by id in code-unit order; ids are unique. */
export const SECRET_FAMILIES: readonly SecretFamily[] = [
  ...AI_FAMILIES,
  ...CLOUD_HOSTING_FAMILIES,
  ...CLOUD_HYPERSCALE_FAMILIES,
  ...GITLAB_FAMILIES,
  ...HOSTED_DATA_FAMILIES,
  ...INFRASTRUCTURE_FAMILIES,
  ...KEYS_FAMILIES,
  ...MESSAGING_FAMILIES,
  ...OBSERVABILITY_FAMILIES,
  ...PAYMENTS_FAMILIES,
  ...PEM_FAMILIES,
  ...REGISTRIES_FAMILIES,
  ...SAAS_FAMILIES,
  ...SOURCE_HOSTS_FAMILIES,
].sort((a, b) => byCodeUnit(a.id, b.id));
