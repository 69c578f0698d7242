import { expect, test } from 'vitest';
import type { FullStatus } from '#shared/protocol/states.ts';
import { availabilityOf } from './availability.ts';

const WELL: FullStatus = {
  identityCardReader: { device: 'online', media: 'notPresent' },
  socialSecurityCardReader: { device: 'noDevice', media: 'unknown', retainBin: 'notSupported' },
  pinPad: { device: 'noDevice' },
  codeScanner: { device: 'noDevice' },
  printer: { device: 'online', paper: 'full', toner: 'full', cover: 'closed', media: 'notPresent' },
  speech: { device: 'noDevice', output: 'none' },
  keypad: { device: 'noDevice' },
  records: { device: 'online' },
};

test('a kiosk with everything is available, and active while a citizen is there', () => {
  expect(availabilityOf(WELL, false)).toEqual({ availability: 'available', reasons: [] });
  expect(availabilityOf(WELL, true)).toEqual({ availability: 'active', reasons: [] });
});

test('a reader that is busy with a card still works', () => {
  const status: FullStatus = { ...WELL, identityCardReader: { device: 'deviceBusy', media: 'present' } };
  expect(availabilityOf(status, false).availability).toBe('available');
});

test('without a printer a citizen can still look', () => {
  const status: FullStatus = { ...WELL, printer: { ...WELL.printer, device: 'offline', paper: 'unknown' } };
  expect(availabilityOf(status, false).availability).toBe('available');
});

test('with one way left to say who one is the kiosk stays open', () => {
  const lost: FullStatus = { ...WELL, identityCardReader: { device: 'powerOff', media: 'unknown' } };
  const { socialSecurityCardReader } = WELL;
  for (const status of [
    { ...lost, socialSecurityCardReader: { ...socialSecurityCardReader, device: 'online' } },
    { ...lost, codeScanner: { device: 'online' } },
  ] as FullStatus[]) {
    expect(availabilityOf(status, false)).toEqual({ availability: 'available', reasons: [] });
  }
});

test.each(['offline', 'powerOff', 'noDevice', 'hardwareError', 'userError', 'starting'] as const)(
  'the only reader closes the kiosk when it is %s',
  (device) => {
    const status: FullStatus = { ...WELL, identityCardReader: { device, media: 'unknown' } };
    expect(availabilityOf(status, false)).toEqual({
      availability: 'unavailable',
      reasons: ['outOfServiceHardware'],
    });
  },
);

test('reader and records both down give both reasons', () => {
  const status: FullStatus = {
    ...WELL,
    identityCardReader: { device: 'powerOff', media: 'unknown' },
    records: { device: 'offline' },
  };
  expect(availabilityOf(status, true).reasons).toEqual(['outOfServiceHardware', 'outOfServiceBackend']);
});
