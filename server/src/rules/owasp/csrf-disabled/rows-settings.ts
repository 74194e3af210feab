import type { SettingRow } from '../../engine/api-table.ts';

const OFF = { shapes: ['false'] } as const;

/** Settings that switch the protection against forged requests off for a whole application. */
export const SETTING_ROWS: readonly SettingRow[] = [
  {
    languages: ['python'],
    target: ['WTF_CSRF_ENABLED', 'WTF_CSRF_CHECK_DEFAULT'],
    value: OFF,
    positive: 'WTF_CSRF_ENABLED = False\n',
    nearMiss: 'WTF_CSRF_ENABLED = True\n',
  },
  {
    languages: ['ruby'],
    target: ['allow_forgery_protection'],
    path: /action_controller(?:\(\))?\.allow_forgery_protection$/,
    value: OFF,
    positive: 'config.action_controller.allow_forgery_protection = false\n',
    nearMiss: 'config.action_controller.allow_forgery_protection = true\n',
  },
  {
    languages: ['go'],
    target: ['EnableXSRF'],
    path: /WebConfig\.EnableXSRF$/,
    value: OFF,
    positive: 'package a\nfunc f() { web.BConfig.WebConfig.EnableXSRF = false }\n',
    nearMiss: 'package a\nfunc f() { web.BConfig.WebConfig.EnableXSRF = true }\n',
  },
];
