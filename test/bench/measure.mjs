// What the benchmarks share: a stack of its own, clients that note the time, and figures in one shape.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { portsFrom, startStack } from '../../scripts/stack.mjs';

/** @type {typeof import('../fakes/fake-client.ts')} */
const client = await import(new URL('../../dist/fakes/client.js', import.meta.url).href);
export const { FakeDevice } = client;

export const BENCH_PORTS = portsFrom(9640);
/** Longer than any read takes: whoever waits so long waits for nothing. */
const NEXT_TIMEOUT_MS = 60_000;

/** Milliseconds of the machine's steady clock, the same in every process. */
export const nowMs = () => Number(process.hrtime.bigint()) / 1e6;

/** @typedef {(ending: () => unknown) => void} Later notes what is to be ended; the last begun is ended first */

/**
 * What runs, the outermost first.
 * @type {(() => unknown)[][]}
 */
const scopes = [];

/** @param {(() => unknown)[]} endings */
async function endAll(endings) {
  for (let ending = endings.pop(); ending !== undefined; ending = endings.pop()) await ending();
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    for (const endings of scopes.toReversed()) await endAll(endings);
    process.exit(130);
  });
}

/**
 * Runs a task and ends what it began, also when it fails or somebody interrupts it.
 * @template T
 * @param {(later: Later) => Promise<T>} task
 * @returns {Promise<T>}
 */
export async function tidily(task) {
  /** @type {(() => unknown)[]} */
  const endings = [];
  scopes.push(endings);
  try {
    return await task((ending) => endings.push(ending));
  } finally {
    await endAll(endings);
    scopes.pop();
  }
}

/**
 * @template T
 * @param {(stack: import('../../scripts/stack.mjs').Stack) => Promise<T>} task
 * @param {import('../../scripts/stack-configuration.mjs').Readers} [readers] which ones stand on the bench
 * @returns {Promise<T>}
 */
export function withStack(task, readers) {
  return tidily(async (later) => {
    const folder = await mkdtemp(join(tmpdir(), 'kiosk-bench-'));
    // Its logs stay when it does not start.
    const stack = await startStack({ folder, ports: BENCH_PORTS, ...(readers && { readers }) });
    later(() => rm(folder, { recursive: true }));
    later(() => stack.stop());
    return task(stack);
  });
}

/** @param {string} base */
export function benchCalls(base) {
  return async (
    /** @type {string} */ method,
    /** @type {string} */ path,
    /** @type {unknown} */ body = undefined,
  ) => {
    const answer = await fetch(
      new URL(path, base),
      body === undefined ? { method } : { method, body: JSON.stringify(body) },
    );
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer.json();
  };
}

/** The page's side of the socket, for one command at a time. */
export class PageClient {
  #nextId = 1;
  /** @type {{ message: any, atMs: number }[]} */
  #heard = [];
  /** @type {((why?: 'late') => void) | null} */
  #wake = null;

  /** @param {WebSocket} socket */
  constructor(socket) {
    this.socket = socket;
    socket.on('message', (data) => {
      const atMs = nowMs();
      this.#heard.push({ message: JSON.parse(data.toString()), atMs });
      this.#wake?.();
    });
  }

  /** @param {string} kioskUrl */
  static async open(kioskUrl) {
    const page = await (await fetch(kioskUrl)).text();
    const token = /<meta name="kiosk-token" content="([\w-]+)">/.exec(page)?.[1];
    const socket = new WebSocket(`${kioskUrl.replace('http', 'ws')}socket`, ['kiosk.v1', `token.${token}`], {
      origin: kioskUrl.replace(/\/$/, ''),
    });
    const client = new PageClient(socket);
    await once(socket, 'open');
    return client;
  }

  /**
   * @param {string} name
   * @param {unknown} payload
   */
  send(name, payload = {}) {
    const requestId = this.#nextId;
    this.#nextId += 1;
    this.socket.send(
      JSON.stringify({ header: { type: 'command', name, requestId, version: '1.0' }, payload }),
    );
    return requestId;
  }

  /**
   * The next message that is wanted; the ones before it are forgotten.
   * @param {(message: any) => boolean} wanted
   */
  async next(wanted) {
    const late = setTimeout(() => this.#wake?.('late'), NEXT_TIMEOUT_MS);
    try {
      for (;;) {
        const heard = this.#heard.shift();
        if (heard !== undefined && wanted(heard.message)) return heard;
        if (heard !== undefined) continue;
        const woken = await new Promise((resolve) => (this.#wake = resolve));
        if (woken === 'late') throw new Error(`not heard in ${NEXT_TIMEOUT_MS / 1000} s: ${wanted}`);
      }
    } finally {
      clearTimeout(late);
    }
  }
}

/** @param {readonly number[]} values */
export function figures(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** @param {number} pid */
export function cpuMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  // utime and stime, fields 14 and 15, in ticks of 10 ms.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** @param {number} pid */
export function residentMiB(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/**
 * @param {string} title
 * @param {Record<string, Record<string, number | string>>} rows
 */
export function printTable(title, rows) {
  const names = Object.keys(Object.values(rows)[0] ?? {});
  console.log(`\n${title}\n`);
  console.log(`| | ${names.join(' | ')} |`);
  console.log(`| --- | ${names.map(() => '--:').join(' | ')} |`);
  for (const [name, row] of Object.entries(rows)) {
    const cells = Object.values(row).map((value) =>
      typeof value === 'number' ? value.toFixed(value < 10 ? 2 : 1) : value,
    );
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
}
