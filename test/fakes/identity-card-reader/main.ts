// A second-generation identity-card reader, of any model and on any port that the daemon knows.
//
//   node dist/fakes/identity-card-reader.js [--model sdt] [--port pty] …
//
//   --model sdt         SDT frames on a serial line
//           cvr-100     the same behind the maker's hand-shake
//           cvr-100au   old codes and another checksum, at 9600 baud
//           dk26        HID 0483:572B, frames in the maker's tunnel
//           sdt-hid     HID, frames in plain reports: --report-id 0, --length-prefix none | one | two,
//                       --usb-id 0425:8159
//           usb-sam     USB 0400:C35A, bulk pipes: --pipes two | one
//   --port  pty         a pseudo-terminal under --link PATH, at --baud 115200 (cvr-100au: 9600)
//           uhid        /dev/uhid, for the HID models
//           usbip       the kernel's virtual USB host, for the HID and the USB models
//   --boot-ms 300       from power on until it hears anything
//   --work-factor 1     of a real module's working times
//
//   PUT    /card   {"card":"NAME"}   a card is laid down; refused while another lies there
//   DELETE /card                     it is lifted
//   GET    /cards                    the sample cards by name
//   PUT    /power  {"on":false}      the cable is pulled, or plugged again at the same place
//   PUT    /faults {…}               see faults.ts
//   GET    /state
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { bodyOf, FakeRefusal, serveFake } from '../fake-process.ts';
import { type PlugIn, serialCable, uhidCable, usbCable, usbHidCable } from './cables.ts';
import { SAMPLE_CARDS } from './cards.ts';
import { Faults } from './faults.ts';
import { MODEL_NAMES, modelOf, type Plug } from './models.ts';
import { FakeReader } from './reader.ts';

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    port: { type: 'string' },
    link: { type: 'string' },
    baud: { type: 'string' },
    'boot-ms': { type: 'string' },
    'work-factor': { type: 'string' },
    'report-id': { type: 'string' },
    'length-prefix': { type: 'string' },
    'usb-id': { type: 'string' },
    pipes: { type: 'string' },
  },
});

const positive = v.pipe(v.string(), v.toNumber(), v.minValue(0));
const options = v.parse(
  v.object({
    model: v.optional(v.picklist(MODEL_NAMES), 'sdt'),
    port: v.optional(v.picklist(['pty', 'uhid', 'usbip'])),
    link: v.optional(v.string()),
    baud: v.optional(v.pipe(positive, v.minValue(300))),
    'boot-ms': v.optional(positive, '300'),
    'work-factor': v.optional(positive, '1'),
    'report-id': v.optional(v.pipe(positive, v.integer(), v.maxValue(255)), '0'),
    'length-prefix': v.optional(v.picklist(['none', 'one', 'two']), 'none'),
    'usb-id': v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/i)), '0425:8159'),
    pipes: v.optional(v.picklist(['two', 'one']), 'two'),
  }),
  values,
);

const [vendorId = 0, productId = 0] = options['usb-id'].split(':').map((id) => Number.parseInt(id, 16));
const { dialect, traits, plug } = modelOf(options.model, {
  reportId: options['report-id'],
  lengthPrefix: options['length-prefix'],
  pipes: options.pipes,
  vendorId,
  productId,
});

function plugInFor(plug: Plug): PlugIn {
  const { port = { serial: 'pty', hid: 'uhid', usb: 'usbip' }[plug.type] } = options;
  if (plug.type === 'serial' && port === 'pty') {
    if (options.link === undefined) throw new Error('--link PATH is missing: where the port is to be found');
    return serialCable(options.link, options.baud ?? plug.baud);
  }
  if (plug.type === 'hid' && port === 'uhid') return uhidCable(plug.hid, plug.wrapping);
  if (plug.type === 'hid' && port === 'usbip') return usbHidCable(plug.hid, plug.wrapping);
  if (plug.type === 'usb' && port === 'usbip') return usbCable(plug.usb, plug.wrapping);
  throw new Error(`a ${options.model} has no plug for --port ${port}`);
}

const reader = new FakeReader({
  dialect,
  traits,
  plugIn: plugInFor(plug),
  bootMs: options['boot-ms'],
  workFactor: options['work-factor'],
});
await reader.setPower(true);
// Leaves no link that points to nothing, and no device without a reader.
process.on('exit', () => reader.unplug());
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));

const state = () => ({ model: options.model, link: options.link ?? null, ...reader.state() });

serveFake(
  {
    'GET /state': state,
    'GET /cards': () =>
      Object.fromEntries([...SAMPLE_CARDS.values()].map(({ name, story }) => [name, { story }])),
    'PUT /card': (body) => {
      const { card: name } = bodyOf(v.strictObject({ card: v.string() }), body);
      const card = SAMPLE_CARDS.get(name);
      if (card === undefined) throw new FakeRefusal(404, `no card of the name ${name}; see GET /cards`);
      if (reader.card !== null) throw new FakeRefusal(409, `${reader.card.name} lies there; lift it first`);
      reader.layCard(card);
      return state();
    },
    'DELETE /card': () => {
      reader.liftCard();
      return state();
    },
    'PUT /power': async (body) => {
      await reader.setPower(bodyOf(v.strictObject({ on: v.boolean() }), body).on);
      return state();
    },
    'PUT /faults': (body) => {
      reader.setFaults(bodyOf(Faults, body));
      return state();
    },
  },
  { model: options.model, link: options.link ?? null, port: reader.port },
);
