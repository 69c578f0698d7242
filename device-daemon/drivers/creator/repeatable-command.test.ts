import { describe, expect, it } from 'vitest';
import { isRepeatableCommand, requireCommandLength } from './repeatable-command.ts';

const bytes = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(' ', ''), 'hex');

describe('a command whose answer was lost', () => {
  it.each([
    ['select by name', '00 A4 04 00 0F 7378312E73682EC9E7BBE1B1A3D5CF'],
    ['select a file', '00 A4 02 00 02 EF05'],
    ['read a record by tag', '00 B2 07 00 00'],
    ['read a record by number', '00 B2 01 2C 00'],
    ['read all records', '00 B2 01 05 FF'],
    ['read bytes', '00 B0 85 00 10'],
    ['ask for the tries left', '00 20 00 00 00'],
    ['ask for the tries left, without Lc', '00 20 00 00'],
  ])('is sent again: %s', (_name, hex) => {
    expect(isRepeatableCommand(bytes(hex))).toBe(true);
  });

  it.each([
    ['verify: spends a try', '00 20 00 00 03 123456'],
    ['change the PIN', '80 5E 01 00 07 123456FF654321'],
    ['external authentication: spends a try', '00 82 00 0A 10 00112233445566778899AABBCCDDEEFF'],
    ['internal authentication: counts', '00 88 00 00 10 00112233445566778899AABBCCDDEEFF'],
    ['get challenge: another number', '00 84 00 00 08'],
    ['get response: what was fetched is gone', '00 C0 00 00 16'],
    ['read the next record', '00 B2 00 02 00'],
    ['read the previous record', '00 B2 00 2B 00'],
    ['select the next application', '00 A4 04 02 05 A000000333'],
    ['update a record', '00 DC 07 00 09 415041504150415041'],
    ['another class', '80 CA 9F 79 00'],
    ['nothing', ''],
  ])('is not sent again: %s', (_name, hex) => {
    expect(isRepeatableCommand(bytes(hex))).toBe(false);
  });
});

it.each([0, 3, 262])('a command of %i bytes is a mistake of the program', (length) => {
  expect(() => requireCommandLength(new Uint8Array(length))).toThrow(RangeError);
});
