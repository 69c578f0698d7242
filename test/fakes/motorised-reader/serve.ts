// What both motorised readers have in common: their command line and the calls that drive them.
//
//   --link PATH [--baud 9600] [--boot-ms 300] [--work-factor 1] [--address 0]
//
//   PUT    /card   {"card":"NAME","orientation":"right"}   a person puts it to the gate; refused while the shutter is
//                                                          closed: entry not permitted, a card inside, no supply
//   DELETE /card                     a person takes it; refused unless it stands at the gate
//   GET    /cards                    the sample cards by name
//   PUT    /power  {"on":false,"port":"goes"}   supply and cable together; with "stays" only the supply
//   PUT    /faults {…}               see faults.ts
//   GET    /state
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { CHIP_CARDS, insertable } from '../chip-card/cards.ts';
import { bodyOf, serveFake } from '../fake-process.ts';
import { Faults } from './faults.ts';
import { type Firmware, type FirmwareSurroundings, MotorisedReader } from './motorised-reader.ts';

export function serveMotorisedReader(
  firmware: (surroundings: FirmwareSurroundings, address: number) => Firmware,
): void {
  const { values } = parseArgs({
    options: {
      link: { type: 'string' },
      baud: { type: 'string', default: '9600' },
      'boot-ms': { type: 'string', default: '300' },
      'work-factor': { type: 'string', default: '1' },
      address: { type: 'string', default: '0' },
    },
  });
  if (values.link === undefined) throw new Error('--link PATH is missing: where the port is to be found');
  const positive = v.pipe(v.string(), v.toNumber(), v.minValue(0));
  const address = v.parse(v.pipe(positive, v.integer(), v.maxValue(15)), values.address);
  const reader = new MotorisedReader(
    {
      link: values.link,
      baud: v.parse(v.pipe(positive, v.minValue(300)), values.baud),
      bootMs: v.parse(positive, values['boot-ms']),
      workFactor: v.parse(positive, values['work-factor']),
    },
    (surroundings) => firmware(surroundings, address),
  );
  reader.setCable(true);
  reader.setSupply(true);
  // Leaves no link that points to nothing.
  process.on('exit', () => reader.setCable(false));
  process.on('SIGTERM', () => process.exit(0));
  process.on('SIGINT', () => process.exit(0));

  serveFake(
    {
      'GET /state': () => reader.state(),
      'GET /cards': () =>
        Object.fromEntries([...CHIP_CARDS.values()].map(({ name, story }) => [name, { story }])),
      'PUT /card': (body) => {
        const { card, orientation } = bodyOf(PutCard, body);
        reader.path.insert(insertable(card, orientation), reader.hasSupply);
        return reader.state();
      },
      'DELETE /card': () => {
        reader.path.take();
        return reader.state();
      },
      'PUT /power': (body) => {
        const { on, port } = bodyOf(PutPower, body);
        if (on || port === 'goes') reader.setCable(on);
        reader.setSupply(on);
        return reader.state();
      },
      'PUT /faults': (body) => {
        reader.setFaults(bodyOf(Faults, body));
        return reader.state();
      },
    },
    { link: values.link, port: reader.port },
  );
}

const PutCard = v.strictObject({
  card: v.string(),
  orientation: v.optional(v.picklist(['right', 'upsideDown']), 'right'),
});
const PutPower = v.strictObject({
  on: v.boolean(),
  port: v.optional(v.picklist(['goes', 'stays']), 'goes'),
});
