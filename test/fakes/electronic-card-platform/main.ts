// The platform that gives out electronic social-security cards, with the invented citizens' phones.
//
//   node dist/fakes/electronic-card-platform.js --port 8660        0 takes any free one; `info` has it
//
//   GET    /code/NAME              the code on that citizen's phone now, e.g. /code/in-work
//   PUT    /power  {"on":false}    it is switched off, or on again on the same port
//   PUT    /faults {…}             see faults.ts
//   GET    /state                  with the citizens who have a phone
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { SAMPLE_CITIZENS } from '#records-service/sample-data/citizens.ts';
import { bodyOf, FakeRefusal, serveFake } from '../fake-process.ts';
import { CodeIssuer } from './code-issuer.ts';
import { Faults } from './faults.ts';
import { PlatformServer } from './platform-server.ts';

const { values } = parseArgs({ options: { port: { type: 'string' } } });
const port = v.parse(
  v.pipe(v.string(), v.toNumber(), v.safeInteger(), v.minValue(0), v.maxValue(65_535)),
  values.port,
);
const codes = new CodeIssuer(() => performance.now());
const server = new PlatformServer(codes, port);
await server.open();

const state = () => ({
  power: !server.faults.down,
  url: server.url,
  checks: server.checks,
  channel: server.channel,
  faults: server.faults,
  citizens: SAMPLE_CITIZENS.map(({ key, story }) => ({ key, story })),
});

serveFake(
  {
    'GET /state': state,
    'GET /code/:citizen': (_body, params) => {
      const shown = codes.show(params['citizen'] ?? '');
      if (shown === null)
        throw new FakeRefusal(404, `no citizen of the name ${params['citizen']}; see GET /state`);
      return shown;
    },
    'PUT /power': async (body) => {
      const { on } = bodyOf(v.strictObject({ on: v.boolean() }), body);
      await server.setFaults({ ...server.faults, down: !on });
      return state();
    },
    'PUT /faults': async (body) => {
      await server.setFaults(bodyOf(Faults, body));
      return state();
    },
  },
  { port: server.port, url: server.url },
);
