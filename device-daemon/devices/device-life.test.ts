import { describe, expect, it } from 'vitest';
import { backOffMs, type DeviceFault, deviceStateOf } from './device-life.ts';

const schedule = (type: 'silent' | 'noDevice') =>
  [1, 2, 3, 4, 5, 6, 60].map((failures) => backOffMs({ type }, failures));

describe('the pauses between two attempts', () => {
  it('grow to five seconds for a reader that does not answer', () => {
    expect(schedule('silent')).toEqual([250, 500, 1000, 2000, 5000, 5000, 5000]);
  });

  it('stay short while the port is missing, as a cable is plugged back any moment', () => {
    expect(schedule('noDevice')).toEqual([250, 500, 500, 500, 500, 500, 500]);
  });
});

describe('the state of the device', () => {
  it.each([
    [{ type: 'noDevice' }, 'powerOff'],
    [{ type: 'lost' }, 'powerOff'],
    [{ type: 'inUse' }, 'offline'],
    [{ type: 'notPermitted' }, 'offline'],
    [{ type: 'libraryMissing' }, 'offline'],
    [{ type: 'silent' }, 'offline'],
    [{ type: 'garbled' }, 'hardwareError'],
    [{ type: 'broken', code: 'SW3 66' }, 'hardwareError'],
  ] satisfies [DeviceFault, string][])('%o is %s', (fault, state) => {
    expect(deviceStateOf(fault)).toBe(state);
  });
});
