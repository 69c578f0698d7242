// A chip card in a reader of the PC/SC service: connects to vpcd, a driver of pcscd (Debian: vsmartcard-vpcd).
//
//   node dist/fakes/pcsc-card.js [--port 35963]
//
//   PUT    /card   {"card":"NAME","orientation":"right"|"upsideDown"}   a card is put in; refused while another is in
//   DELETE /card                     it is taken
//   GET    /cards                    the sample cards by name
//   PUT    /faults {…}               see faults.ts
//   GET    /state                    "connected" tells whether the service has it
//
// The reader itself is vpcd: it is plugged and unplugged with the service, so there is no PUT /power.
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { CHIP_CARDS, insertable } from '../chip-card/cards.ts';
import { bodyOf, FakeRefusal, serveFake } from '../fake-process.ts';
import { Faults } from './faults.ts';
import { Slot } from './slot.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '35963' } } });
const port = v.parse(
  v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  values.port,
);
const slot = new Slot(port, (name) => insertable(name, 'right'));
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));

const CardPut = v.strictObject({
  card: v.string(),
  orientation: v.optional(v.picklist(['right', 'upsideDown']), 'right'),
});

serveFake(
  {
    'GET /state': () => slot.state(),
    'GET /cards': () =>
      Object.fromEntries([...CHIP_CARDS.values()].map(({ name, story }) => [name, { story }])),
    'PUT /card': (body) => {
      const { card, orientation } = bodyOf(CardPut, body);
      if (slot.card !== null) throw new FakeRefusal(409, `${slot.card.name} is in the reader; take it first`);
      slot.put(insertable(card, orientation));
      return slot.state();
    },
    'DELETE /card': () => {
      slot.take();
      return slot.state();
    },
    'PUT /faults': (body) => {
      const faults = bodyOf(Faults, body);
      // Refused now rather than when it is put in.
      if (faults.to !== undefined) insertable(faults.to, 'right');
      slot.setFaults(faults);
      return slot.state();
    },
  },
  { port },
);
