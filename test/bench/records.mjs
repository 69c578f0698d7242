// The records service beside pgbench and a bare route, over the same tables, in turns; the same for 10,000 to a million people.
//   npm run build
//   node test/bench/records.mjs --folder /var/tmp/records-bench --load            (once; a million people take half an hour)
//   node test/bench/records.mjs --folder /var/tmp/records-bench [--rounds 3] [--seconds 4] [--sizes 10000,100000,1000000]
import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CompactSign } from 'jose';
import pg from 'pg';
import { printTable, tidily } from './measure.mjs';
import { startCluster } from './records-cluster.mjs';

const { values: options } = parseArgs({
  options: {
    folder: { type: 'string' },
    load: { type: 'boolean', default: false },
    sizes: { type: 'string', default: '10000,100000,1000000' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
    visitors: { type: 'string', default: '2000' },
  },
});
const folder = options.folder;
if (folder === undefined) {
  console.error(
    'Usage: records.mjs --folder FOLDER [--load] [--sizes 10000,100000] [--rounds 3] [--seconds 4]',
  );
  process.exit(2);
}
const sizes = options.sizes.split(',').map(Number);
const rounds = Number(options.rounds);
const seconds = Number(options.seconds);

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const SERVICE = at('../../dist/records-service/main.js');
const TERMINAL = '999999-0001';
const FIRST_PORT = 9_680;
/** Two services and the bare route. */
const PORTS_EACH = 3;
const CLIENTS = [1, 32];

/** @typedef {import('./records-cluster.mjs').Cluster} Cluster */

/**
 * @param {string[]} args
 * @param {string} [ready] what its first line of output says once it can be asked
 */
async function startNode(args, ready) {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', ready === undefined ? 'ignore' : 'pipe', 'inherit'],
  });
  if (child.stdout !== null) {
    await once(child.stdout, 'data');
    child.stdout.resume();
  }
  return {
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/**
 * @param {object} task
 * @returns {Promise<{ requestsPerSecond: number, visit: Figures, paths: Figures[], kBEach: number, clientCpuUsEach: number }>}
 * @typedef {{ p50: number, p99: number }} Figures
 */
async function ask(task) {
  const client = spawn(process.execPath, [at('./records-client.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  client.stdin.end(JSON.stringify(task));
  const answer = await text(client.stdout);
  if (answer === '') throw new Error('the client failed');
  return JSON.parse(answer);
}

/**
 * @param {Cluster} cluster
 * @param {string} database
 * @param {string} script file
 * @param {number} clients
 */
async function pgbench(cluster, database, script, clients) {
  const log = join(cluster.socketFolder, `pgbench-${process.pid}`);
  const output = await cluster.runProgram(`${cluster.programs}/pgbench`, [
    ...['-h', cluster.socketFolder, '-U', 'postgres', '-n', '-M', 'prepared', '-T', String(seconds)],
    ...[
      '-c',
      String(clients),
      '-j',
      String(Math.min(clients, 2)),
      '-f',
      script,
      '-l',
      `--log-prefix=${log}`,
      database,
    ],
  ]);
  // One line for each transaction; the third column is its time in µs.
  const times = (await cluster.runProgram('/bin/sh', ['-c', `cat ${log}.*; rm ${log}.*`]))
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [Number(line.split(' ')[2]) / 1_000]))
    .sort((a, b) => a - b);
  const share = (/** @type {number} */ part) => times[Math.floor((times.length - 1) * part)] ?? Number.NaN;
  return {
    requestsPerSecond: Number(/tps = ([\d.]+)/.exec(output)?.[1]),
    p50: share(0.5),
    p99: share(0.99),
  };
}

/**
 * @param {string} base
 * @param {import('node:crypto').KeyObject} key
 * @param {{ citizen_number: string, name: string }} person
 */
async function openSession(base, key, person) {
  const evidence = {
    terminalId: TERMINAL,
    credential: {
      type: 'identityCard',
      cardKind: 'residentIdentityCard',
      number: person.citizen_number,
      name: person.name,
    },
    readAt: Date.now(),
    nonce: randomBytes(16).toString('base64url'),
  };
  const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(evidence)))
    .setProtectedHeader({ alg: 'EdDSA', kid: TERMINAL, typ: 'card-read+jwt' })
    .sign(key);
  const answer = await fetch(`${base}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ evidence: jws }),
  });
  if (answer.status !== 201) throw new Error(`a session was refused: ${await answer.text()}`);
  return (await answer.json()).token;
}

/**
 * @param {string} url
 * @returns {Promise<{ person_id: number, citizen_number: string, name: string }[]>}
 */
async function somePeople(url) {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(
    `select person_id::int, citizen_number, name from person
     where person_id in (select (random() * (select max(person_id) from person))::bigint from generate_series(1, $1))`,
    [Number(options.visitors)],
  );
  await client.end();
  return rows;
}

/**
 * What was loaded to its end has its name; a load that was interrupted is begun again.
 * @param {Cluster} cluster
 */
async function load(cluster) {
  const admin = new pg.Client(cluster.urlOf('postgres'));
  await admin.connect();
  for (const persons of sizes) {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [
      `records_${persons}`,
    ]);
    if (rowCount !== 0) continue;
    console.log(`${persons} people:`);
    await admin.query('drop database if exists loading');
    await admin.query('create database loading');
    const program = at('./records-load.mjs');
    const wanted = ['--database', cluster.urlOf('loading'), '--persons', String(persons)];
    const loader = spawn(process.execPath, [program, ...wanted], { stdio: 'inherit' });
    const [code] = await once(loader, 'exit');
    if (code !== 0) throw new Error(`loading ${persons} people failed`);
    await admin.query(`alter database loading rename to records_${persons}`);
  }
  await admin.end();
}

/**
 * The services of one size, and what was measured of them so far.
 * @param {Cluster} cluster
 * @param {number} persons
 * @param {number} firstPort
 * @param {(undo: () => Promise<unknown>) => void} later
 */
async function open(cluster, persons, firstPort, later) {
  const database = `records_${persons}`;
  const url = cluster.urlOf(database);
  const own = await mkdtemp(join(tmpdir(), 'records-bench-'));
  later(() => rm(own, { recursive: true }));
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { kty, crv, x } = publicKey.export({ format: 'jwk' });
  await writeFile(join(own, 'terminal.json'), JSON.stringify({ kty, crv, x }));
  const script = join(cluster.socketFolder, `history-${persons}.sql`);
  await writeFile(
    script,
    `\\set person random(1, ${persons})
select c.*, e.name as employer_name from contribution c left join employer e using (employer_id)
where person_id = :person order by for_month desc, line;\n`,
  );
  /** @type {string[]} */
  const bases = [];
  for (const offset of [0, 1]) {
    const port = firstPort + offset;
    const file = join(own, `records-${offset}.toml`);
    await writeFile(
      file,
      `[server]\nport = ${port}\n[database]\nkind = "postgresql"\nurl = ${JSON.stringify(url)}
[issuer]\nregion = "999999"\nname = "样例"\nverificationUrl = "http://127.0.0.1:${port}/v"
[[terminal]]\nid = "${TERMINAL}"\npublicKeyFile = "terminal.json"\n`,
    );
    const service = await startNode([SERVICE, '--config', file]);
    later(() => service.stop());
    bases.push(`http://127.0.0.1:${port}`);
    for (let tries = 0; tries < 200; tries += 1) {
      const healthy = await fetch(`${bases[offset]}/health`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (healthy) break;
      await sleep(100);
    }
  }
  const bare = await startNode([at('./floor-records.mjs'), String(firstPort + 2), url], 'ready');
  later(() => bare.stop());
  const people = await somePeople(url);
  const tokens = [];
  for (let start = 0; start < people.length; start += 16)
    tokens.push(
      ...(await Promise.all(
        people.slice(start, start + 16).map((person) => openSession(String(bases[0]), privateKey, person)),
      )),
    );
  const history = tokens.map((token) => ({ token, paths: ['/v1/pension/contributions'] }));
  const visits = tokens.map((token) => ({
    token,
    paths: ['/v1/pension/summary', '/v1/pension/contributions?limit=12', '/v1/pension/account-years'],
  }));
  const histories = people.map(({ person_id }) => ({ paths: [`/history/${person_id}`] }));
  const floor = [`http://127.0.0.1:${firstPort + 2}`];

  /** @type {Record<string, { requestsPerSecond: number, p50: number, p99: number }[]>} */
  const runs = {};
  /** @type {{ kBEach: number, clientCpuUsEach: number }[]} */
  const costs = [];
  const note = (/** @type {string} */ name, /** @type {{ requestsPerSecond: number } & Figures} */ run) => {
    runs[name] = [...(runs[name] ?? []), run];
  };
  const asked = async (/** @type {string} */ name, /** @type {object} */ task) => {
    const { requestsPerSecond, visit, paths, ...cost } = await ask({ seconds, ...task });
    note(name, { requestsPerSecond, ...visit });
    costs.push(cost);
    if (paths.length > 1)
      for (const [index, part] of ['summary', '12 months', 'account years'].entries())
        note(`${name}: ${part}`, {
          requestsPerSecond: requestsPerSecond / paths.length,
          ...(paths[index] ?? visit),
        });
  };
  const round = async () => {
    for (const connections of CLIENTS) {
      const of = connections === 1 ? '1 client' : `${connections} clients`;
      note(`pgbench, rows, ${of}`, await pgbench(cluster, database, script, connections));
      await asked(`bare fastify + pg, rows, ${of}`, { bases: floor, visits: histories, connections });
      await asked(`service, history, ${of}`, { bases: bases.slice(0, 1), visits: history, connections });
      if (connections > 1)
        await asked(`service × 2, history, ${of}`, { bases, visits: history, connections });
      await asked(`service, visit, ${of}`, { bases: bases.slice(0, 1), visits, connections });
      if (connections > 1) await asked(`service × 2, visit, ${of}`, { bases, visits, connections });
    }
  };
  const forget = () => {
    for (const name of Object.keys(runs)) delete runs[name];
    costs.length = 0;
  };
  const middle = (/** @type {number[]} */ values) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  const rows = () =>
    Object.fromEntries(
      Object.entries(runs).map(([name, entries]) => [
        name,
        {
          'requests/s': middle(entries.map((entry) => entry.requestsPerSecond)),
          'p50 ms': middle(entries.map((entry) => entry.p50)),
          'p99 ms': middle(entries.map((entry) => entry.p99)),
        },
      ]),
    );
  const clientUs = () => middle(costs.map((cost) => cost.clientCpuUsEach));
  return { persons, round, forget, rows, clientUs };
}

await tidily(async (later) => {
  if (!options.load && !existsSync(SERVICE)) throw new Error('build first: npm run build');
  const cluster = await startCluster(folder);
  later(() => cluster.stop());
  if (options.load) return load(cluster);
  const services = [];
  for (const [index, persons] of sizes.entries())
    services.push(await open(cluster, persons, FIRST_PORT + index * PORTS_EACH, later));
  // The sizes take turns: a machine that is slower for a while is so for all of them. The first round only warms everything up.
  for (const service of services) {
    await service.round();
    service.forget();
  }
  for (let round = 0; round < rounds; round += 1) for (const service of services) await service.round();
  /** @type {Record<string, Record<string, number>>} */
  const bySize = {};
  for (const { persons, rows, clientUs } of services) {
    printTable(`${persons} people`, rows());
    console.log(`\nthe client itself: ${clientUs().toFixed(0)} µs of CPU a request`);
    for (const [name, figures] of Object.entries(rows()))
      bySize[name] = { ...bySize[name], [`p50 ms at ${persons}`]: figures['p50 ms'] };
  }
  printTable('The same at every size', bySize);
});
