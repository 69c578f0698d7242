import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskLogText } from './mask-log.ts';

test.each([
  ['person 11010519491231002X left', 'person 1101******002X left'],
  ['{"number":"999999199001012379"}', '{"number":"9999******2379"}'],
  ['card CAN110001080301 read', 'card ******301 read'],
  ['authorization: Bearer abc.DEF-123_xyz', 'authorization: Bearer ***'],
  ['kiosk.v1, token.AbCdEfGhIjKl', 'kiosk.v1, token.***'],
  ['evidence eyJhbGciOiJFZERTQSJ9.eyJ4IjoxfQ.c2ln is stale', 'evidence *** is stale'],
  ['unexpected value "张示丰"', 'unexpected value "***"'],
  ['port 8640, 1795305000000 ms', 'port 8640, 1795305000000 ms'],
  ['job 0b0c1d7e-1111-4222-8333-123456789012', 'job 0b0c1d7e-1111-4222-8333-123456789012'],
])('%s', (text, masked) => expect(maskLogText(text)).toBe(masked));

test('no identity number survives anywhere in a line', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[1-9]\d{16}[\dX]$/),
      fc.constantFrom('', ' ', '"', ':', '='),
      (number, before) => {
        expect(maskLogText(`x${before === '' ? ' ' : before}${number},`)).not.toContain(number);
      },
    ),
  );
});
