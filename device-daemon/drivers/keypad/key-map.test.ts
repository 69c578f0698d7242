import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeypadKey } from '#shared/protocol/assistance.ts';
import { type KeyPlace, KeyPresses } from './key-map.ts';

const bit = (key: KeypadKey, byte: number, mask: number): KeyPlace => ({
  key,
  byte,
  bytes: 1,
  mask,
  value: mask,
});
const usage = (key: KeypadKey, value: number): KeyPlace => ({ key, byte: 2, bytes: 6, mask: 0xff, value });
const report = (...bytes: number[]) => Uint8Array.from(bytes);

describe('a pad with a bit for each key', () => {
  const places = [bit('up', 0, 0x01), bit('down', 0, 0x02), bit('select', 1, 0x80)];

  test('presses a key when its bit is set, and not while it is held', () => {
    const presses = new KeyPresses(places);
    expect(presses.take(report(0x01, 0x00))).toEqual(['up']);
    expect(presses.take(report(0x01, 0x00))).toEqual([]);
    expect(presses.take(report(0x00, 0x00))).toEqual([]);
    expect(presses.take(report(0x01, 0x00))).toEqual(['up']);
  });

  test('presses a second key while the first is held', () => {
    const presses = new KeyPresses(places);
    expect(presses.take(report(0x02, 0x00))).toEqual(['down']);
    expect(presses.take(report(0x02, 0x80))).toEqual(['select']);
    expect(presses.take(report(0x00, 0x80))).toEqual([]);
  });

  test('takes a short report for keys that are up', () => {
    const presses = new KeyPresses(places);
    expect(presses.take(report(0x00, 0x80))).toEqual(['select']);
    expect(presses.take(report(0x00))).toEqual([]);
    expect(presses.take(report())).toEqual([]);
    expect(presses.take(report(0x00, 0x80))).toEqual(['select']);
  });
});

describe("a pad that sends a keyboard's report", () => {
  const places = [usage('up', 0x52), usage('down', 0x51), usage('select', 0x28)];

  test('knows a key wherever it stands in the list', () => {
    const presses = new KeyPresses(places);
    expect(presses.take(report(0, 0, 0x52, 0, 0, 0, 0, 0))).toEqual(['up']);
    expect(presses.take(report(0, 0, 0x28, 0x52, 0, 0, 0, 0))).toEqual(['select']);
    expect(presses.take(report(0, 0, 0x52, 0, 0, 0, 0, 0))).toEqual([]);
  });

  test('is not misled by its modifiers', () => {
    expect(new KeyPresses(places).take(report(0x52, 0, 0, 0, 0, 0, 0, 0))).toEqual([]);
  });
});

test('a hat switch is a key for each of its directions', () => {
  const hat = (key: KeypadKey, value: number): KeyPlace => ({ key, byte: 0, bytes: 1, mask: 0x0f, value });
  const presses = new KeyPresses([hat('up', 0), hat('right', 2)]);
  expect(presses.take(report(0x08))).toEqual([]);
  expect(presses.take(report(0xf0))).toEqual(['up']);
  expect(presses.take(report(0xf2))).toEqual(['right']);
});

test('two places of one key are one press', () => {
  const presses = new KeyPresses([bit('select', 0, 1), bit('select', 0, 2)]);
  expect(presses.take(report(3))).toEqual(['select']);
});

const anyPlace: fc.Arbitrary<KeyPlace> = fc.record({
  key: fc.constantFrom(...KeypadKey.options),
  byte: fc.nat(7),
  bytes: fc.integer({ min: 1, max: 8 }),
  mask: fc.integer({ min: 1, max: 255 }),
  value: fc.nat(255),
});

test('whatever a device sends: no key twice in one report, and none that is held in both of two', () => {
  fc.assert(
    fc.property(
      fc.array(anyPlace, { minLength: 1, maxLength: 12 }),
      fc.array(fc.uint8Array({ maxLength: 10 }), { maxLength: 20 }),
      (places, reports) => {
        const presses = new KeyPresses(places);
        for (const bytes of reports) {
          const pressed = presses.take(bytes);
          expect(new Set(pressed).size).toBe(pressed.length);
          for (const key of pressed) expect(places.some((place) => place.key === key)).toBe(true);
          expect(presses.take(bytes)).toEqual([]);
        }
      },
    ),
  );
});
