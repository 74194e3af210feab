import { expect, test } from 'vitest';
import { parseByteSize } from './byte-size.ts';

test.each([
  ['0', 0],
  ['1048576', 1_048_576],
  ['12B', 12],
  ['512KB', 524_288],
  ['2 mb', 2_097_152],
  ['1GB', 1_073_741_824],
])('%s is %i bytes', (text, bytes) => {
  expect(parseByteSize(text)).toBe(bytes);
});

test.each(['', 'MB', '-1KB', '1.5MB', '1TB', '1  MB', '1MBs', '9007199254740992', '9999999999999999GB'])(
  '%j is not a size',
  (text) => {
    expect(parseByteSize(text)).toBeNull();
  },
);
