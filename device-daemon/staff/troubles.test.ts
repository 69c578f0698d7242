import { describe, expect, test } from 'vitest';
import type { FullStatus } from '#shared/protocol/states.ts';
import { Trouble } from '#shared/staff-desk/messages.ts';
import { troublesOf } from './troubles.ts';
import { DEVICE_NAMES, troubleName } from './words.ts';

const WELL: FullStatus = {
  identityCardReader: { device: 'online', media: 'notPresent' },
  socialSecurityCardReader: { device: 'online', media: 'notPresent', retainBin: 'ok' },
  pinPad: { device: 'online' },
  codeScanner: { device: 'noDevice' },
  printer: { device: 'online', paper: 'full', toner: 'full', cover: 'closed', media: 'notPresent' },
  speech: { device: 'noDevice', output: 'none' },
  keypad: { device: 'noDevice' },
  records: { device: 'online' },
};

const inState = (state: string, changed: Partial<FullStatus>, sessionOpen = false) =>
  troublesOf({ ...WELL, ...changed }, sessionOpen)
    .filter((one) => one.state === state)
    .map(({ device, trouble }) => `${device} ${trouble}`);
const thereIs = (changed: Partial<FullStatus>, sessionOpen = false) => inState('there', changed, sessionOpen);
const { printer, socialSecurityCardReader: reader } = WELL;

describe('staff is told', () => {
  test('nothing of a kiosk that is well', () => {
    expect(thereIs({})).toEqual([]);
    expect(inState('unknown', {})).toEqual([]);
  });

  test.each([['powerOff'], ['offline'], ['hardwareError'], ['userError']] as const)(
    'of a device that is %s',
    (device) => {
      expect(thereIs({ pinPad: { device } })).toEqual(['pinPad notUsable']);
    },
  );

  test('of paper, toner and cover', () => {
    expect(thereIs({ printer: { ...printer, paper: 'out', toner: 'low', cover: 'open' } })).toEqual([
      'printer paperOut',
      'printer tonerLow',
      'printer coverOpen',
    ]);
    expect(thereIs({ printer: { ...printer, media: 'present' } })).toEqual(['printer paperLeft']);
  });

  test('of cards that are stuck, and of a full bin', () => {
    expect(thereIs({ socialSecurityCardReader: { ...reader, media: 'jammed', retainBin: 'full' } })).toEqual([
      'socialSecurityCardReader cardStuck',
      'socialSecurityCardReader binFull',
    ]);
  });

  test('of a card that lies on the reader when nobody is there, and not of one in a visit', () => {
    const lying = { identityCardReader: { device: 'online', media: 'present' } } as const;
    expect(thereIs(lying)).toEqual(['identityCardReader cardLeft']);
    expect(thereIs(lying, true)).toEqual([]);
  });

  test('records that do not answer', () => {
    expect(thereIs({ records: { device: 'offline' } })).toEqual(['records notUsable']);
  });
});

test('a printer that does not answer says nothing of its paper: what was told before still holds', () => {
  const away = { device: 'powerOff', paper: 'unknown', toner: 'unknown', cover: 'unknown', media: 'unknown' };
  expect(thereIs({ printer: away as FullStatus['printer'] })).toEqual(['printer notUsable']);
  expect(inState('unknown', { printer: away as FullStatus['printer'] })).toContain('printer paperOut');
});

test('a device that is starting is neither well nor in trouble', () => {
  expect(thereIs({ pinPad: { device: 'starting' } })).toEqual([]);
  expect(inState('unknown', { pinPad: { device: 'starting' } })).toEqual(['pinPad notUsable']);
});

test('everything has a name in the words of staff', () => {
  for (const device of Object.keys(DEVICE_NAMES) as (keyof FullStatus)[])
    for (const trouble of Trouble.options) expect(troubleName(device, trouble)).toMatch(/\p{Script=Han}/u);
});
