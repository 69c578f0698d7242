import { describe, expect, test } from 'vitest';
import { DeviceState, type FullStatus } from '#shared/protocol/states.ts';
import type { StaffReport } from '../staff/staff-desk.ts';
import { DEVICE_NAMES, type DeviceName } from '../staff/words.ts';
import { adviceFor, mediaAdvice } from './device-advice.ts';
import { KioskState } from './kiosk-state.ts';
import { selfTestPage } from './self-test-page.ts';

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
const NOBODY: StaffReport = { call: null, alerts: [], undelivered: 0 };
const page = (changed: Partial<FullStatus>) =>
  selfTestPage('999999-0001', new KioskState({ ...WELL, ...changed }), NOBODY);

describe('the page for the staff', () => {
  test('names every device with its state, and says that the kiosk serves', () => {
    const html = page({});
    for (const name of Object.values(DEVICE_NAMES)) expect(html).toContain(name);
    expect(html).toContain('可以为群众服务');
    expect(html).toContain('本机未配备');
    expect(html).not.toContain('class="ill"');
  });

  test('says what to do about a device that is away, while the others go on', () => {
    const html = page({ identityCardReader: { device: 'powerOff', media: 'unknown' } });
    expect(html).toContain('可以为群众服务');
    expect(html).toContain(adviceFor('identityCardReader', 'powerOff'));
  });

  test('says so when nobody can be served', () => {
    expect(page({ records: { device: 'offline' } })).toContain('暂停服务');
  });

  test('needs no script and loads nothing from elsewhere', () => {
    const html = page({});
    expect(html).not.toMatch(/<script|https?:/);
  });
});

test('there is advice for every state that is not well, of every device', () => {
  const well = new Set<DeviceState>(['online', 'deviceBusy', 'noDevice']);
  for (const device of Object.keys(DEVICE_NAMES) as DeviceName[]) {
    for (const state of DeviceState.options) {
      const advice = adviceFor(device, state);
      // Only a printer, and whatever a person can hold up, is ever in this state.
      if (state === 'userError' && device !== 'printer') continue;
      expect(advice === null, `${device} ${state}`).toBe(well.has(state));
    }
  }
});

test('cards and paper that wait for a hand are told', () => {
  expect(mediaAdvice(WELL)).toEqual([]);
  const { socialSecurityCardReader, printer } = WELL;
  expect(
    mediaAdvice({ ...WELL, socialSecurityCardReader: { ...socialSecurityCardReader, media: 'jammed' } }),
  ).toHaveLength(1);
  expect(
    mediaAdvice({
      ...WELL,
      socialSecurityCardReader: { ...socialSecurityCardReader, media: 'entering', retainBin: 'full' },
      printer: { ...printer, paper: 'out' },
    }),
  ).toHaveLength(3);
});
