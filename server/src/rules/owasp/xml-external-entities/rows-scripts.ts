import type { CallRow } from '../../engine/api-table.ts';

const JS = ['javascript', 'typescript'] as const;
const LXML = ['XMLParser', 'ETCompatXMLParser', 'iterparse', 'XMLPullParser'].map((n) => `lxml.etree.${n}`);
const NOENT = { shapes: ['identifier'], text: /^LIBXML_NOENT$/ } as const;

/** Scripting languages: parser calls that switch entity replacement on. */
export const SCRIPT_ROWS: readonly CallRow[] = [
  {
    languages: ['python'],
    callee: LXML,
    when: [{ at: ['resolve_entities'], shapes: ['true'] }],
    positive: 'from lxml import etree\nparser = etree.XMLParser(resolve_entities=True)\n',
    nearMiss: 'from lxml import etree\nparser = etree.XMLParser(resolve_entities=False)\n',
  },
  {
    languages: ['python'],
    callee: ['*.setFeature'],
    imports: ['xml.sax'],
    when: [
      { at: [0], text: /(?:^|\.)feature_external_[gp]es$/ },
      { at: [1], text: /^(?:True|1)$/ },
    ],
    positive: 'from xml.sax import make_parser, handler\nparser.setFeature(handler.feature_external_ges, True)\n',
    nearMiss: 'from xml.sax import make_parser, handler\nparser.setFeature(handler.feature_external_ges, False)\n',
  },
  {
    languages: ['php'],
    callee: ['*.loadXML', '*.load', 'SimpleXMLElement'],
    when: [{ at: [1], ...NOENT }],
    positive: '<?php\n$dom->loadXML($body, LIBXML_NOENT);\n',
    nearMiss: '<?php\n$dom->loadXML($body, LIBXML_NONET);\n',
  },
  {
    languages: ['php'],
    callee: ['simplexml_load_string', 'simplexml_load_file', '*.XML', '*.open', 'XMLReader.XML', 'XMLReader.open'],
    when: [{ at: [2], ...NOENT }],
    positive: "<?php\n$xml = simplexml_load_string($body, 'SimpleXMLElement', LIBXML_NOENT);\n",
    nearMiss: "<?php\n$xml = simplexml_load_string($body, 'SimpleXMLElement', LIBXML_NOCDATA);\n",
  },
  {
    languages: ['php'],
    callee: ['*.setParserProperty'],
    when: [
      { at: [0], text: /^XMLReader\.SUBST_ENTITIES$/ },
      { at: [1], shapes: ['true'] },
    ],
    positive: '<?php\n$reader->setParserProperty(XMLReader::SUBST_ENTITIES, true);\n',
    nearMiss: '<?php\n$reader->setParserProperty(XMLReader::VALIDATE, true);\n',
  },
  {
    languages: ['ruby'],
    callee: ['Nokogiri.XML', 'Nokogiri.XML.Document.parse', 'Nokogiri.XML.parse'],
    when: [{ at: [3], text: /ParseOptions\.NOENT$/ }],
    positive: 'doc = Nokogiri::XML(body, nil, nil, Nokogiri::XML::ParseOptions::NOENT)\n',
    nearMiss: 'doc = Nokogiri::XML(body, nil, nil, Nokogiri::XML::ParseOptions::NONET)\n',
  },
  {
    languages: JS,
    callee: ['parseXml', 'parseXmlString', 'parseXmlAsync', 'SaxParser'].flatMap((n) => [
      `libxmljs.${n}`,
      `libxmljs2.${n}`,
    ]),
    when: [{ at: ['noent', 'replaceEntities'], shapes: ['true'] }],
    positive: "import libxml from 'libxmljs';\nconst doc = libxml.parseXml(body, { noent: true });\n",
    nearMiss: "import libxml from 'libxmljs';\nconst doc = libxml.parseXml(body, { noent: false });\n",
  },
];
