import { describe, expect, it } from 'vitest';
import { askingForNoMoreThan255 } from './short-answer.ts';

const asked = (hex: string): string =>
  Buffer.from(askingForNoMoreThan255(Buffer.from(hex, 'hex'))).toString('hex');

describe('a command that asks for 256 bytes', () => {
  it.each([
    ['read a record', '00b2070000', '00b20700ff'],
    ['read bytes', '00b0850000', '00b08500ff'],
    ['get response', '00c0000000', '00c00000ff'],
    ['select, with Le', '00a4040002ef0500', '00a4040002ef05ff'],
  ])('asks for 255: %s', (_name, before, after) => {
    expect(asked(before)).toBe(after);
  });

  it.each([
    ['it asks for fewer', '00b2012c12'],
    ['VERIFY without a PIN: the length of nothing', '0020000000'],
    ['data that ends in 00', '00a4000002ef00'],
    ['no length at all', '00200000'],
  ])('is left alone when %s', (_name, hex) => {
    expect(asked(hex)).toBe(hex);
  });
});
