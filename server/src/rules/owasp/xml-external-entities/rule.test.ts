import { expect, test } from 'vitest';
import { checkTable, reportsOf } from '../../../../../test/support/rules.ts';
import { COMPILED_ROWS, DOCTYPE_ROWS } from './rows-compiled.ts';
import { SCRIPT_ROWS } from './rows-scripts.ts';
import { SETTING_ROWS } from './rows-settings.ts';
import { xmlExternalEntities } from './rule.ts';

test('each row flags its positive and not its near miss', async () => {
  await checkTable(xmlExternalEntities, [...SCRIPT_ROWS, ...COMPILED_ROWS, ...DOCTYPE_ROWS, ...SETTING_ROWS]);
});

test('allowing document types is left alone where external entities are off', async () => {
  const text = `class A { void f() {
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", false);
    factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
  } }`;
  expect(await reportsOf(xmlExternalEntities, 'A.java', text)).toEqual([]);
});

test('PHP that decides what the parser may load is left alone', async () => {
  const text = '<?php\n$reader->setParserProperty(XMLReader::SUBST_ENTITIES, true);\n';
  expect(await reportsOf(xmlExternalEntities, 'a.php', text)).toHaveLength(1);
  expect(await reportsOf(xmlExternalEntities, 'a.php', `${text}libxml_disable_entity_loader(true);\n`)).toEqual([]);
});
