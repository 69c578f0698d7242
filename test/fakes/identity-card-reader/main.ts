// A second-generation identity-card reader on a pseudo-terminal.
//
//   node dist/fakes/identity-card-reader.js --link PATH [--baud 115200] [--boot-ms 300] [--work-factor 1]
//
//   PUT    /card   {"card":"NAME"}   a card is laid down; refused while another lies there
//   DELETE /card                     it is lifted
//   GET    /cards                    the sample cards by name
//   PUT    /power  {"on":false}      the cable is pulled, or plugged again under the same link
//   PUT    /faults {…}               see faults.ts
//   GET    /state
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { FakeRefusal, serveFake } from '../fake-process.ts';
import { SAMPLE_CARDS } from './cards.ts';
import { Faults } from './faults.ts';
import { FakeReader } from './reader.ts';

const { values } = parseArgs({
  options: {
    link: { type: 'string' },
    baud: { type: 'string', default: '115200' },
    'boot-ms': { type: 'string', default: '300' },
    'work-factor': { type: 'string', default: '1' },
  },
});
if (values.link === undefined) throw new Error('--link PATH is missing: where the port is to be found');

const positive = v.pipe(v.string(), v.toNumber(), v.minValue(0));
const reader = new FakeReader({
  link: values.link,
  baud: v.parse(v.pipe(positive, v.minValue(300)), values.baud),
  bootMs: v.parse(positive, values['boot-ms']),
  workFactor: v.parse(positive, values['work-factor']),
});
reader.setPower(true);
// Leaves no link that points to nothing.
process.on('exit', () => reader.setPower(false));
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));

function bodyOf<Schema extends v.GenericSchema>(schema: Schema, body: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new FakeRefusal(400, `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
}

serveFake(
  {
    'GET /state': () => reader.state(),
    'GET /cards': () =>
      Object.fromEntries([...SAMPLE_CARDS.values()].map(({ name, story }) => [name, { story }])),
    'PUT /card': (body) => {
      const { card: name } = bodyOf(v.strictObject({ card: v.string() }), body);
      const card = SAMPLE_CARDS.get(name);
      if (card === undefined) throw new FakeRefusal(404, `no card of the name ${name}; see GET /cards`);
      if (reader.card !== null) throw new FakeRefusal(409, `${reader.card.name} lies there; lift it first`);
      reader.layCard(card);
      return reader.state();
    },
    'DELETE /card': () => {
      reader.liftCard();
      return reader.state();
    },
    'PUT /power': (body) => {
      reader.setPower(bodyOf(v.strictObject({ on: v.boolean() }), body).on);
      return reader.state();
    },
    'PUT /faults': (body) => {
      reader.setFaults(bodyOf(Faults, body));
      return reader.state();
    },
  },
  { link: values.link, port: reader.port },
);
