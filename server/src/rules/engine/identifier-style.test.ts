import { expect, test } from 'vitest';
import { bareName, describeStyle, isOneWord, styleOf } from './identifier-style.ts';

test.each([
  ['camel', 'loadOrder getURL toJS utf8Text $orderId foo_1Bar'],
  ['pascal', 'LoadOrder Order HTMLElement IPv4Address'],
  ['snake', 'load_order load_utf_8_text is_empty? order_row='],
  ['screaming', 'MAX_ITEMS MAX_V2_ITEMS'],
  ['kebab', 'order-store'],
])('tells %s', (style, names) => {
  expect(names.split(' ').map((n) => `${n} ${styleOf(n)}`)).toEqual(names.split(' ').map((n) => `${n} ${style}`));
});

test.each(
  'order URL x utf8 utf_8 UTF_8 _ __init__ visit_Name Order_Row c_x nP größe + iOSVersion iPhone murmur3_32_fixed'.split(
    ' ',
  ),
)('leaves %s open', (name) => {
  expect(styleOf(name)).toBeNull();
});

test('tells names of one word', () => {
  expect(['Order', 'order', '_order'].every(isOneWord)).toBe(true);
  expect(['orderRow', 'order_row', 'OrderRow'].some(isOneWord)).toBe(false);
});

test('strips marks and describes styles', () => {
  expect(bareName('@_order_')).toBe('order');
  expect(bareName('valid?')).toBe('valid');
  expect(describeStyle('snake')).toBe('snake_case');
  expect(describeStyle('other')).toBe('other');
});
