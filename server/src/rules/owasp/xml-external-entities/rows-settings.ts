import type { SettingRow } from '../../engine/api-table.ts';

/** Parser properties that switch entity replacement on. */
export const SETTING_ROWS: readonly SettingRow[] = [
  {
    languages: ['php'],
    target: ['substituteEntities', 'resolveExternals'],
    path: /^\$\w+\.(?:substituteEntities|resolveExternals)$/,
    value: { shapes: ['true'] },
    positive: '<?php\n$dom = new DOMDocument();\n$dom->substituteEntities = true;\n',
    nearMiss: '<?php\n$dom = new DOMDocument();\n$dom->substituteEntities = false;\n',
  },
  {
    languages: ['ruby'],
    target: ['default_substitute_entities'],
    path: /(?:^|\.)XML\.default_substitute_entities$/,
    value: { shapes: ['true'] },
    positive: "require 'libxml'\nLibXML::XML.default_substitute_entities = true\n",
    nearMiss: "require 'libxml'\nLibXML::XML.default_substitute_entities = false\n",
  },
];
