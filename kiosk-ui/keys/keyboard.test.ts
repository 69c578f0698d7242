import { expect, test } from 'vitest';
import { meaningOf } from './keyboard.ts';

const plain = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

test.each([
  ['numberPad', '2', 'up'],
  ['numberPad', '8', 'down'],
  ['numberPad', '4', 'left'],
  ['numberPad', '6', 'right'],
  ['numberPad', '5', 'select'],
  ['numberPad', '0', 'help'],
  ['numberPad', '3', 'repeat'],
  ['numberPad', '*', 'volumeDown'],
  ['numberPad', '#', 'volumeUp'],
  ['numberPad', '9', null],
  ['numberPad', 'Enter', 'select'],
  ['twoSwitches', ' ', 'down'],
  ['twoSwitches', 'Enter', 'select'],
  ['fiveKeys', ' ', 'select'],
  ['fiveKeys', '2', null],
  ['none', 'ArrowDown', 'down'],
  ['none', 'a', null],
] as const)('with %s the key %s means %s', (layout, key, meaning) => {
  expect(meaningOf({ ...plain, key }, layout)).toBe(meaning);
});

test('Tab goes the way of the arrows; what is pressed together with Ctrl, Alt or Meta is nobody’s', () => {
  expect(meaningOf({ ...plain, key: 'Tab' }, 'none')).toBe('down');
  expect(meaningOf({ ...plain, key: 'Tab', shiftKey: true }, 'none')).toBe('up');
  expect(meaningOf({ ...plain, key: 'ArrowLeft', altKey: true }, 'none')).toBeNull();
});
