// An encrypting PIN pad of SZZT's kind on a pseudo-terminal.
//
//   node dist/fakes/pin-pad.js --link PATH [--baud 9600] [--boot-ms 300]
//
//   PUT /keys   {"keys":"246810"}, {"keys":"enter"}, {"keys":["246810","enter"],"gapMs":20}   see keys.ts
//   PUT /power  {"on":false}   the cable is pulled, or plugged again under the same link
//   PUT /faults {…}            see faults.ts
//   GET /state                 is the keyboard open, how many keys were sent, how many pressed for nothing
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { bodyOf, serveFake } from '../fake-process.ts';
import { Faults } from './faults.ts';
import { KeyPresses, keyBytesOf } from './keys.ts';
import { FakePinPad } from './pad.ts';

const { values } = parseArgs({
  options: {
    link: { type: 'string' },
    baud: { type: 'string', default: '9600' },
    'boot-ms': { type: 'string', default: '300' },
  },
});
if (values.link === undefined) throw new Error('--link PATH is missing: where the port is to be found');

const positive = v.pipe(v.string(), v.toNumber(), v.minValue(0));
const pad = new FakePinPad({
  link: values.link,
  baud: v.parse(v.pipe(positive, v.minValue(300)), values.baud),
  bootMs: v.parse(positive, values['boot-ms']),
});
pad.setPower(true);
// Leaves no link that points to nothing.
process.on('exit', () => pad.setPower(false));
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));

serveFake(
  {
    'GET /state': () => pad.state(),
    'PUT /keys': async (body) => {
      const { keys, gapMs } = bodyOf(KeyPresses, body);
      await pad.press(keyBytesOf(keys), gapMs);
      return pad.state();
    },
    'PUT /power': (body) => {
      pad.setPower(bodyOf(v.strictObject({ on: v.boolean() }), body).on);
      return pad.state();
    },
    'PUT /faults': (body) => {
      pad.setFaults(bodyOf(Faults, body));
      return pad.state();
    },
  },
  { link: values.link, port: pad.port },
);
