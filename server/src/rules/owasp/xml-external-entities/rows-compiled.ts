import type { CallRow } from '../../engine/api-table.ts';

const JVM = ['java', 'kotlin'] as const;
const ON = /^(?:true|Boolean\.TRUE)$/;

/** Compiled languages: features and parser flags that switch external entities on. */
export const COMPILED_ROWS: readonly CallRow[] = [
  {
    languages: JVM,
    callee: ['*.setFeature'],
    when: [
      {
        at: [0],
        shapes: ['string'],
        text: /^http:\/\/xml\.org\/sax\/features\/external-(?:general|parameter)-entities$/,
      },
      { at: [1], shapes: ['true'] },
    ],
    positive:
      'class A { void f() { factory.setFeature("http://xml.org/sax/features/external-general-entities", true); } }\n',
    nearMiss:
      'class A { void f() { factory.setFeature("http://xml.org/sax/features/external-general-entities", false); } }\n',
  },
  {
    languages: JVM,
    callee: ['*.setProperty'],
    when: [
      {
        at: [0],
        text: /^(?:XMLInputFactory\.IS_SUPPORTING_EXTERNAL_ENTITIES|javax\.xml\.stream\.isSupportingExternalEntities)$/,
      },
      { at: [1], text: ON },
    ],
    positive:
      'class A { void f() { factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, Boolean.TRUE); } }\n',
    nearMiss: 'class A { void f() { factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false); } }\n',
  },
  {
    languages: ['go'],
    callee: ['github.com/lestrrat-go/libxml2/parser.New'],
    when: [{ at: [0], text: /^parser\.XMLParseNoEnt$/ }],
    positive: 'package a\nimport "github.com/lestrrat-go/libxml2/parser"\nvar p = parser.New(parser.XMLParseNoEnt)\n',
    nearMiss: 'package a\nimport "github.com/lestrrat-go/libxml2/parser"\nvar p = parser.New(parser.XMLParseNoNet)\n',
  },
];

/** The feature that forbids document types altogether, switched off; harmless where external entities are off too. */
export const DOCTYPE_ROWS: readonly CallRow[] = [
  {
    languages: JVM,
    callee: ['*.setFeature'],
    when: [
      { at: [0], shapes: ['string'], text: /^http:\/\/apache\.org\/xml\/features\/disallow-doctype-decl$/ },
      { at: [1], shapes: ['false'] },
    ],
    positive:
      'class A { void f() { factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", false); } }\n',
    nearMiss:
      'class A { void f() { factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true); } }\n',
  },
];
