// A code scanner: on a pseudo-terminal, or a HID-POS device of the kernel.
//
//   node dist/fakes/code-scanner.js --link PATH [--baud 9600] [--suffix cr|lf|crlf]
//   node dist/fakes/code-scanner.js --port uhid [--serial NUMBER] [--suffix cr|lf|crlf]
//
//   PUT /code   {"code":"…"}    it is held before the scanner
//   PUT /power  {"on":false}    the cable is pulled, or plugged again under the same link
//   PUT /faults {…}             see faults.ts
//   GET /state
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { bodyOf, FakeRefusal, serveFake } from '../fake-process.ts';
import { Faults } from './faults.ts';
import { serialPort, uhidPort } from './ports.ts';
import { FakeCodeScanner, type FakeCodeScannerOptions } from './scanner.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: 'serial' },
    link: { type: 'string' },
    serial: { type: 'string', default: 'BENCH-SCANNER' },
    baud: { type: 'string', default: '9600' },
    suffix: { type: 'string', default: 'cr' },
  },
});

function plugOf(): FakeCodeScannerOptions['plug'] {
  const { link, port, serial } = values;
  if (port === 'uhid') return () => uhidPort(serial);
  if (port !== 'serial') throw new Error('--port is serial or uhid');
  if (link === undefined) throw new Error('--link PATH is missing: where the port is to be found');
  const baud = v.parse(v.pipe(v.string(), v.toNumber(), v.minValue(300)), values.baud);
  return () => serialPort(link, baud);
}
const SUFFIXES = { cr: '\r', lf: '\n', crlf: '\r\n' } as const;
const scanner = new FakeCodeScanner({
  plug: plugOf(),
  suffix: SUFFIXES[v.parse(v.picklist(['cr', 'lf', 'crlf']), values.suffix)],
});
scanner.setPower(true);
// Leaves no link that points to nothing, and no device without a driver.
process.on('exit', () => scanner.setPower(false));
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));

serveFake(
  {
    'GET /state': () => scanner.state(),
    'PUT /code': async (body) => {
      const { code } = bodyOf(
        v.strictObject({ code: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)) }),
        body,
      );
      if (scanner.port === null) throw new FakeRefusal(409, 'the scanner is not plugged in');
      await scanner.scan(code);
      return scanner.state();
    },
    'PUT /power': (body) => {
      scanner.setPower(bodyOf(v.strictObject({ on: v.boolean() }), body).on);
      return scanner.state();
    },
    'PUT /faults': (body) => {
      scanner.setFaults(bodyOf(Faults, body));
      return scanner.state();
    },
  },
  { link: values.link ?? null, port: scanner.port },
);
