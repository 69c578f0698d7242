// A GWI IC20 chip-card reader: a HID device of the kernel, or its reports on a pseudo-terminal.
//
//   node dist/fakes/gwi-ic20.js --port uhid [--serial NUMBER] [--work-factor 1]
//   node dist/fakes/gwi-ic20.js --port reports --link PATH [--work-factor 1]
//
//   PUT    /card   {"card":"NAME","orientation":"right"|"upsideDown"}   a card is put in; refused while another is in
//   DELETE /card                     it is taken
//   GET    /cards                    the sample cards by name
//   PUT    /power  {"on":false}      the cable is pulled, or plugged again
//   PUT    /faults {…}               see faults.ts
//   GET    /state
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { CHIP_CARDS, insertable } from '../chip-card/cards.ts';
import { bodyOf, FakeRefusal, serveFake } from '../fake-process.ts';
import { Faults } from './faults.ts';
import { FakeReader, type FakeReaderOptions } from './reader.ts';
import { streamPort, uhidPort } from './report-ports.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: 'reports' },
    link: { type: 'string' },
    serial: { type: 'string', default: 'BENCH-IC20' },
    'work-factor': { type: 'string', default: '1' },
  },
});

function plugOf(): FakeReaderOptions['plug'] {
  const { link, port, serial } = values;
  if (port === 'uhid') return (onReport) => uhidPort(serial, onReport);
  if (port !== 'reports') throw new Error('--port is uhid or reports');
  if (link === undefined) throw new Error('--link PATH is missing: where the port is to be found');
  return (onReport) => streamPort(link, onReport);
}

const reader = new FakeReader({
  plug: plugOf(),
  workFactor: v.parse(v.pipe(v.string(), v.toNumber(), v.minValue(0)), values['work-factor']),
  exchange: (name) => insertable(name, 'right'),
});
reader.setPower(true);
// Leaves no link that points to nothing, and no device without a driver.
process.on('exit', () => reader.setPower(false));
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));

const CardPut = v.strictObject({
  card: v.string(),
  orientation: v.optional(v.picklist(['right', 'upsideDown']), 'right'),
});

serveFake(
  {
    'GET /state': () => reader.state(),
    'GET /cards': () =>
      Object.fromEntries([...CHIP_CARDS.values()].map(({ name, story }) => [name, { story }])),
    'PUT /card': (body) => {
      const { card, orientation } = bodyOf(CardPut, body);
      if (reader.card !== null)
        throw new FakeRefusal(409, `${reader.card.name} is in the reader; take it first`);
      reader.put(insertable(card, orientation));
      return reader.state();
    },
    'DELETE /card': () => {
      reader.take();
      return reader.state();
    },
    'PUT /power': (body) => {
      reader.setPower(bodyOf(v.strictObject({ on: v.boolean() }), body).on);
      return reader.state();
    },
    'PUT /faults': (body) => {
      const faults = bodyOf(Faults, body);
      // Refused now rather than when it is put in.
      if (faults.to !== undefined) insertable(faults.to, 'right');
      reader.setFaults(faults);
      return reader.state();
    },
  },
  { port: reader.port, link: values.link ?? null },
);
