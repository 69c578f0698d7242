// The province's authority that holds the keys of the cards, as an adapter to an HSM would stand in the network.
//
//   node dist/fakes/authority.js --port 8652
//
//   POST /authenticate (over HTTP, from the daemon)
//
//   PUT /faults {…}   see authority-server.ts
//   GET /state
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { FakeRefusal, serveFake } from '../fake-process.ts';
import { AuthorityFaults, FakeAuthority } from './authority-server.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const port = v.parse(v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(0)), values.port);

const authority = new FakeAuthority();
await new Promise<void>((resolve, reject) => {
  authority.server.once('error', reject);
  authority.server.listen(port, '127.0.0.1', resolve);
});
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));

const address = authority.server.address() as AddressInfo;
serveFake(
  {
    'GET /state': () => authority.state(),
    'PUT /faults': (body) => {
      const parsed = v.safeParse(AuthorityFaults, body);
      if (!parsed.success) {
        const [issue] = parsed.issues;
        throw new FakeRefusal(400, `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
      }
      authority.faults = parsed.output;
      return authority.state();
    },
  },
  { port: address.port, url: `http://127.0.0.1:${address.port}` },
);
