// The desk of the hall: the place where calls for help and alerts of the kiosks arrive.
//
//   node dist/fakes/staff-desk.js --port 8653
//
//   POST /messages, GET /calls/ID?wait=25 (over HTTP, from the daemon; docs/staff-desk.md)
//
//   GET    /calls                              each with its state: open, answered, away
//   PUT    /calls/ID {"state":"answered"}      somebody at the desk is on the way
//   GET    /alerts                             those that are raised and not cleared
//   GET    /messages                           everything that was taken, in order
//   DELETE /memory                             the desk is started anew and knows nothing
//   PUT    /faults {…}                         see faults.ts
//   GET    /state
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { bodyOf, FakeRefusal, serveFake } from '../fake-process.ts';
import { Desk } from './desk.ts';
import { DeskServer } from './desk-server.ts';
import { Faults } from './faults.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const port = v.parse(v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(0)), values.port);

const desk = new Desk();
const server = new DeskServer(desk, port);
await server.open();
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));

const state = () => ({
  calls: desk.calls,
  alerts: desk.alerts,
  messages: desk.messages.length,
  malformed: server.malformed,
  faults: server.faults,
});

serveFake(
  {
    'GET /state': state,
    'GET /calls': () => desk.calls,
    'PUT /calls/:id': (body, { id = '' }) => {
      bodyOf(v.strictObject({ state: v.literal('answered') }), body);
      if (!desk.answer(id)) throw new FakeRefusal(404, 'there is no such call');
      return desk.calls;
    },
    'GET /alerts': () => desk.alerts,
    'GET /messages': () => desk.messages,
    'DELETE /memory': () => {
      desk.forget();
      return state();
    },
    'PUT /faults': async (body) => {
      await server.setFaults(bodyOf(Faults, body));
      return state();
    },
  },
  { port: server.port, url: `http://127.0.0.1:${server.port}` },
);
