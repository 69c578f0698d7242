// Asks a service as kiosks do, from a process of its own, so that its work is not in the service's figures.
//   node records-client.mjs < task.json > figures.json
import { Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * @typedef {object} Task
 * @property {string[]} bases one for each service process; connections are spread over them
 * @property {{ token?: string, paths: string[] }[]} visits asked in this order, picked at random
 * @property {number} connections
 * @property {number} seconds
 */

/** @type {Task} */
const { bases, visits, connections, seconds } = JSON.parse(await text(process.stdin));

const endsAt = performance.now() + seconds * 1_000;
const perPath = (visits[0]?.paths ?? []).map(() => /** @type {number[]} */ ([]));
/** @type {number[]} */
const perVisit = [];
let bytes = 0;

/**
 * @param {Agent} agent
 * @param {string} url
 * @param {string | undefined} token
 */
function ask(agent, url, token) {
  return new Promise((resolve, reject) => {
    get(
      url,
      { agent, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } },
      (answer) => {
        answer.on('data', (/** @type {Buffer} */ chunk) => {
          bytes += chunk.length;
        });
        answer.on('end', () =>
          answer.statusCode === 200
            ? resolve(undefined)
            : reject(new Error(`${new URL(url).pathname}: ${answer.statusCode}`)),
        );
        answer.on('error', reject);
      },
    ).on('error', reject);
  });
}

const cpuBefore = process.cpuUsage();
await Promise.all(
  Array.from({ length: connections }, async (_, connection) => {
    const base = bases[connection % bases.length];
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (performance.now() < endsAt) {
      const visit = visits[Math.floor(Math.random() * visits.length)];
      const visitStart = performance.now();
      for (const [index, path] of (visit?.paths ?? []).entries()) {
        const start = performance.now();
        await ask(agent, `${base}${path}`, visit?.token);
        perPath[index]?.push(performance.now() - start);
      }
      perVisit.push(performance.now() - visitStart);
    }
    agent.destroy();
  }),
);
const cpu = process.cpuUsage(cpuBefore);

/** @param {number[]} values */
function figures(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}
const requests = perPath.reduce((sum, values) => sum + values.length, 0);
console.log(
  JSON.stringify({
    requestsPerSecond: requests / seconds,
    visit: figures(perVisit),
    paths: perPath.map(figures),
    kBEach: bytes / requests / 1_000,
    clientCpuUsEach: (cpu.user + cpu.system) / requests,
  }),
);
