import { describe, expect, it } from 'vitest';
import { authenticationData, cardKey, type KeyAlgorithm } from './keys.ts';

describe('the keys of a card', () => {
  it.each<[KeyAlgorithm, string]>([
    ['3DES', '953f515dd821cfb5'],
    ['SM4', '935df3da06eb4777'],
  ])('%s: root, province, city, card, session, answer', (algorithm, expected) => {
    const key = cardKey(
      new Uint8Array(16).fill(0x11),
      algorithm,
      '990100',
      Buffer.from('00814243448650990100000001', 'hex'),
    );
    const answer = authenticationData(
      key,
      algorithm,
      Buffer.from('0102030405060708', 'hex'),
      Buffer.from('1112131415161718', 'hex'),
    );
    expect(Buffer.from(answer).toString('hex')).toBe(expected);
  });
});
