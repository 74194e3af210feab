import type { SettingRow } from '../../engine/api-table.ts';

const OFF = { shapes: ['false'] } as const;

/** Settings that switch the protection against forged requests off. */
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
    languages: ['php'],
    target: ['csrf_protection'],
    value: OFF,
    positive: "<?php\n$resolver->setDefaults(['csrf_protection' => false]);\n",
    nearMiss: "<?php\n$resolver->setDefaults(['csrf_protection' => true]);\n",
  },
  {
    languages: ['php'],
    target: ['enableCsrfValidation', '$enableCsrfValidation'],
    value: OFF,
    positive: '<?php\nclass HookController extends Controller { public $enableCsrfValidation = false; }\n',
    nearMiss: '<?php\nclass HookController extends Controller { public $enableCsrfValidation = true; }\n',
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
