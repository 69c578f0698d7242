// A keypad that sends HID reports: on a HID device of the kernel, or one after the other on a pseudo-terminal.
//
//   node dist/fakes/keypad.js --port uhid [--serial NUMBER] [--reports bits|keyboard]
//   node dist/fakes/keypad.js --link PATH [--reports bits|keyboard]
//
//   PUT /keys   {"keys":["up","select"],"holdMs":30,"gapMs":60}   pressed one after the other
//   PUT /held   {"keys":["up"]}                                  held from now on, until the next call
//   PUT /repeat {"times":50}                                     what is held is said so many times again
//   PUT /power  {"on":false}                                     the cable is pulled, or plugged again
//   GET /state
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { bodyOf, FakeRefusal, serveFake } from '../fake-process.ts';
import { FakeKeypad } from './keypad.ts';
import { type KeypadPort, streamPort, uhidPort } from './ports.ts';
import { FAKE_KEYS, REPORT_KINDS } from './reports.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: 'reports' },
    link: { type: 'string' },
    serial: { type: 'string', default: 'BENCH-KEYPAD' },
    reports: { type: 'string', default: 'bits' },
  },
});

function plugOf(): () => KeypadPort {
  const { link, port, serial } = values;
  if (port === 'uhid') return () => uhidPort(serial);
  if (port !== 'reports') throw new Error('--port is reports or uhid');
  if (link === undefined) throw new Error('--link PATH is missing: where the port is to be found');
  return () => streamPort(link);
}
const keypad = new FakeKeypad(plugOf(), v.parse(v.picklist(REPORT_KINDS), values.reports));
keypad.setPower(true);
// Leaves no link that points to nothing, and no device without a driver.
process.on('exit', () => keypad.setPower(false));
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));

const Keys = v.array(v.picklist(FAKE_KEYS));
const Pause = v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(5_000)), 30);
const mustBePlugged = (): void => {
  if (keypad.port === null) throw new FakeRefusal(409, 'the keypad is not plugged in');
};

serveFake(
  {
    'GET /state': () => keypad.state(),
    'PUT /keys': async (body) => {
      const { keys, holdMs, gapMs } = bodyOf(
        v.strictObject({ keys: Keys, holdMs: Pause, gapMs: Pause }),
        body,
      );
      mustBePlugged();
      await keypad.press(keys, holdMs, gapMs);
      return keypad.state();
    },
    'PUT /held': (body) => {
      keypad.hold(bodyOf(v.strictObject({ keys: Keys }), body).keys);
      return keypad.state();
    },
    'PUT /repeat': (body) => {
      const { times } = bodyOf(
        v.strictObject({ times: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000)) }),
        body,
      );
      mustBePlugged();
      keypad.repeat(times);
      return keypad.state();
    },
    'PUT /power': (body) => {
      keypad.setPower(bodyOf(v.strictObject({ on: v.boolean() }), body).on);
      return keypad.state();
    },
  },
  { link: values.link ?? null, port: keypad.port },
);
