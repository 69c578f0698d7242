// An identity card on a reader of the PC/SC service: connects to vpcd, a driver of pcscd (Debian: vsmartcard-vpcd).
//
//   node dist/fakes/pcsc-identity-card.js [--port 35963] [--ends-early]
//
//   PUT    /card   {"card":"NAME"}   a card is laid down; refused while another lies there
//   DELETE /card                     it is lifted
//   GET    /cards                    the sample cards by name
//   PUT    /faults {…}               see ../pcsc-card/faults.ts
//   GET    /state                    "connected" tells whether the service has it
//
// The reader itself is vpcd: it is plugged and unplugged with the service, so there is no PUT /power.
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { FakeRefusal, serveFake } from '../fake-process.ts';
import { SAMPLE_CARDS } from '../identity-card-reader/cards.ts';
import { Faults } from '../pcsc-card/faults.ts';
import { Slot } from '../pcsc-card/slot.ts';
import { IdentityChip } from './identity-chip.ts';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '35963' }, 'ends-early': { type: 'boolean', default: false } },
});
const port = v.parse(
  v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  values.port,
);
const slot = new Slot(port, chipOf);
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));

function chipOf(name: string): IdentityChip {
  const card = SAMPLE_CARDS.get(name);
  if (card === undefined) throw new FakeRefusal(404, `there is no card ${name}; GET /cards has them`);
  return new IdentityChip(card, values['ends-early']);
}

function bodyOf<Schema extends v.GenericSchema>(schema: Schema, body: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new FakeRefusal(400, `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
}

serveFake(
  {
    'GET /state': () => slot.state(),
    'GET /cards': () =>
      Object.fromEntries([...SAMPLE_CARDS.values()].map(({ name, story }) => [name, { story }])),
    'PUT /card': (body) => {
      const chip = chipOf(bodyOf(v.strictObject({ card: v.string() }), body).card);
      if (slot.card !== null) throw new FakeRefusal(409, `${slot.card.name} lies there; lift it first`);
      slot.put(chip);
      return slot.state();
    },
    'DELETE /card': () => {
      slot.take();
      return slot.state();
    },
    'PUT /faults': (body) => {
      const faults = bodyOf(Faults, body);
      // Refused now rather than when it is laid down.
      if (faults.to !== undefined) chipOf(faults.to);
      slot.setFaults(faults);
      return slot.state();
    },
  },
  { port },
);
