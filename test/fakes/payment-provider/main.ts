// The bank behind the social-security cards' accounts.
//
//   node dist/fakes/payment-provider.js --port 8654 --key FILE --merchant-key FILE --notify URL
//     0 takes any free port; `info` has it
//     --key           its own private key (PEM) · --merchant-key the records service's public key (PEM)
//     --notify        the records service's /v1/payment-notifications; without it nobody is told
//
//   PUT    /power    {"on":false}                    it is switched off, or on again on the same port
//   PUT    /faults   {…}                             see faults.ts
//   PUT    /clock    {"standsAt":1795316400000}      its clock stands still; null: it goes with this machine's
//   PUT    /notify   {"url":"http://…"}              where it tells from now on; null: nowhere
//   POST   /notifications {"orderNumber":…}          tells once more what became of an order
//   GET    /state                                    with what is on the account statements
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { bodyOf, FakeRefusal, serveFake } from '../fake-process.ts';
import { Faults } from './faults.ts';
import { ProviderServer } from './provider-server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    key: { type: 'string' },
    'merchant-key': { type: 'string' },
    notify: { type: 'string' },
  },
});
const file = v.pipe(v.string(), v.nonEmpty());
const port = v.parse(
  v.pipe(v.string(), v.toNumber(), v.safeInteger(), v.minValue(0), v.maxValue(65_535)),
  values.port,
);
const server = new ProviderServer(
  {
    own: createPrivateKey(readFileSync(v.parse(file, values.key))),
    merchants: createPublicKey(readFileSync(v.parse(file, values['merchant-key']))),
  },
  port,
  values.notify ?? null,
);
await server.open();

const state = () => ({
  power: !server.faults.down,
  url: server.url,
  faults: server.faults,
  clockStandsAt: server.clockStandsAt,
  payments: server.ledger.entries(),
  notified: server.notified,
});

serveFake(
  {
    'GET /state': state,
    'PUT /power': async (body) => {
      const { on } = bodyOf(v.strictObject({ on: v.boolean() }), body);
      await server.setFaults({ ...server.faults, down: !on });
      return state();
    },
    'PUT /faults': async (body) => {
      await server.setFaults(bodyOf(Faults, body));
      return state();
    },
    'PUT /clock': (body) => {
      server.clockStandsAt = bodyOf(v.strictObject({ standsAt: v.nullable(v.number()) }), body).standsAt;
      return state();
    },
    'PUT /notify': (body) => {
      server.notifyUrl = bodyOf(v.strictObject({ url: v.nullable(v.string()) }), body).url;
      return state();
    },
    'POST /notifications': async (body) => {
      const { orderNumber } = bodyOf(v.strictObject({ orderNumber: v.string() }), body);
      const outcome = server.ledger.outcomeOf(orderNumber);
      if (outcome.outcome === 'unknown') throw new FakeRefusal(404, 'no such order');
      await server.tell(orderNumber, outcome);
      return state();
    },
  },
  { port: server.port, url: server.url },
);
