// A chip card in the slot of a USB CCID reader that a virtual machine has: QEMU's `ccid-card-passthru`.
//
//   node dist/fakes/ccid-card.js --socket PATH      the chardev of that device, `socket,path=PATH,server=on`
//
//   PUT    /card   {"card":"NAME"}   a card is put in; refused while another is in
//   DELETE /card                     it is pulled
//   GET    /cards                    the sample cards by name
//   GET    /state
//
// QEMU's reader does not know a card that gives no answer to reset, so none can be put in upside down.
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { CHIP_CARDS, insertable } from '../chip-card/cards.ts';
import { FakeRefusal, serveFake } from '../fake-process.ts';
import { CcidSlot } from './slot.ts';

const { values } = parseArgs({ options: { socket: { type: 'string' } } });
if (values.socket === undefined)
  throw new Error('--socket PATH is missing: where the reader of QEMU listens');

const slot = new CcidSlot(values.socket);
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));

const CardPut = v.strictObject({ card: v.string() });

serveFake(
  {
    'GET /state': () => slot.state(),
    'GET /cards': () =>
      Object.fromEntries([...CHIP_CARDS.values()].map(({ name, story }) => [name, { story }])),
    'PUT /card': (body) => {
      const wanted = v.safeParse(CardPut, body);
      if (!wanted.success) throw new FakeRefusal(400, wanted.issues[0].message);
      if (slot.card !== null) throw new FakeRefusal(409, `${slot.card.name} is in; take it out first`);
      slot.insert(insertable(wanted.output.card, 'right'));
      return slot.state();
    },
    'DELETE /card': () => {
      slot.remove();
      return slot.state();
    },
  },
  { socket: values.socket },
);
