// The back office that decides applications, as an adapter in front of a core system would: it asks what waits, and decides
// each case some seconds after it came to it.
//
//   node dist/fakes/back-office.js --records http://127.0.0.1:8650 --office 999999-pension --key KEY.pem --after-s 20 --every-s 5
//
//   PUT  /power  {"on":false}      it decides nothing, or goes on again
//   PUT  /faults {"refuse":true}   it refuses what it can refuse, with a reason; `{}` ends that
//   GET  /state
import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { bodyOf, serveFake } from '../fake-process.ts';
import { BackOffice } from './back-office.ts';

const { values } = parseArgs({
  options: {
    records: { type: 'string' },
    office: { type: 'string' },
    key: { type: 'string' },
    'after-s': { type: 'string', default: '20' },
    'every-s': { type: 'string', default: '5' },
  },
});
const Seconds = v.pipe(v.string(), v.toNumber(), v.minValue(0), v.maxValue(3_600));
const { records, office, key, afterS, everyS } = v.parse(
  v.object({
    records: v.pipe(v.string(), v.url()),
    office: v.string(),
    key: v.string(),
    afterS: Seconds,
    everyS: Seconds,
  }),
  { ...values, afterS: values['after-s'], everyS: values['every-s'] },
);
const signingKey = createPrivateKey(await readFile(key, 'utf8'));
const backOffice = new BackOffice(records, office, signingKey, afterS * 1_000, everyS * 1_000);
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));

serveFake(
  {
    'GET /state': () => backOffice.state(),
    'PUT /power': (body) => {
      backOffice.power = bodyOf(v.strictObject({ on: v.boolean() }), body).on;
      return backOffice.state();
    },
    'PUT /faults': (body) => {
      backOffice.refuse = bodyOf(v.strictObject({ refuse: v.optional(v.boolean(), false) }), body).refuse;
      return backOffice.state();
    },
  },
  { office },
);
await backOffice.work();
