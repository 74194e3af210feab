import type { SinkRow } from '../../taint/sinks.ts';

/** A call that makes objects of any type. */
export interface DeserializerRow extends SinkRow {
  /** True where a safe form of the same call exists, so that the unsafe one is wrong whatever it reads. */
  readonly always?: true;
}

/** Every call known to make objects of any type from bytes or text. */
export const DESERIALIZERS: readonly DeserializerRow[] = [
  {
    languages: ['python'],
    callee: [
      'pickle.load',
      'pickle.loads',
      'pickle.Unpickler',
      'cPickle.load',
      'cPickle.loads',
      '_pickle.loads',
      'dill.load',
      'dill.loads',
      'cloudpickle.load',
      'cloudpickle.loads',
      'marshal.load',
      'marshal.loads',
      'shelve.open',
      'jsonpickle.decode',
      'yaml.unsafe_load',
      'yaml.unsafe_load_all',
    ],
    at: [0],
    confidence: 0.95,
    positive: 'import pickle\ndef f(request):\n    return pickle.loads(request.body)\n',
    nearMiss: 'import json\njson.loads(data)',
  },
  {
    languages: ['python'],
    callee: ['yaml.load', 'yaml.load_all'],
    imports: ['yaml'],
    when: [{ at: [1, 'Loader'], text: /^(?:yaml\.)?(?:Unsafe|C?)Loader$/, orAbsent: true }],
    always: true,
    at: [0, 'stream'],
    confidence: 0.95,
    positive: 'import yaml\nyaml.load(data)',
    nearMiss: 'import yaml\nyaml.load(data, Loader=yaml.SafeLoader)',
  },
  {
    languages: ['php'],
    callee: ['unserialize'],
    when: [{ at: [1, 'options'], shapes: ['none'], orAbsent: true }],
    at: [0],
    confidence: 0.9,
    positive: '<?php\nfunction f() { return unserialize($_COOKIE["x"]); }',
    nearMiss: `<?php
function f($x) { return unserialize($x, ['allowed_classes' => false]); }`,
  },
  {
    languages: ['ruby'],
    callee: [
      'Marshal.load',
      'Marshal.restore',
      'YAML.unsafe_load',
      'YAML.unsafe_load_file',
      'Psych.unsafe_load',
      'Oj.object_load',
    ],
    at: [0],
    confidence: 0.95,
    positive: 'Marshal.load(cookies[:x])',
    nearMiss: 'Marshal.load(Marshal.dump(data))',
  },
  {
    languages: ['ruby'],
    callee: ['Oj.load'],
    when: [{ at: ['mode'], text: /^:?object$/ }],
    at: [0],
    confidence: 0.95,
    positive: 'Oj.load(request.body, mode: :object)',
    nearMiss: 'Oj.load(data, mode: :strict)',
  },
  {
    languages: ['javascript', 'typescript'],
    always: true,
    callee: ['node-serialize.unserialize', 'serialize-to-js.deserialize', 'funcster.deepDeserialize'],
    at: [0],
    confidence: 0.95,
    positive: `const serialize = require('node-serialize');
serialize.unserialize(text);`,
    nearMiss: `const serialize = require('node-serialize');
serialize.serialize(text);`,
  },
];
