// Last byte of the last answer → event on the socket, for each kind of reader that needs no device of the kernel: the
// daemon against its floor, tap by tap in turns; and the whole read as a citizen feels it, card in → event.
//   node test/bench/readers.mjs [--taps 40] [--only crt-591]
// As root, for a pcscd of its own (Debian: pcscd, vsmartcard-vpcd).
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { figures, nowMs, PageClient, printTable, tidily, withStack } from './measure.mjs';
import { READERS } from './readers-on-bench.mjs';

const { values } = parseArgs({
  options: { taps: { type: 'string', default: '40' }, only: { type: 'string' } },
});
const TAPS_DISCARDED = 5;

/** @typedef {import('./readers-on-bench.mjs').Reader} Reader */
/** @typedef {import('./readers-on-bench.mjs').Side} Side */
/** @typedef {{ addedMs: number, wholeMs: number }} Tap */
/** @typedef {Record<'floor' | 'daemon', Tap[]>} Taps */

const wanted = Object.entries(READERS).filter(([name]) => (values.only ?? name) === name);
if (wanted.length === 0) throw new Error(`--only one of ${Object.keys(READERS).join(', ')}`);
/** @type {Record<string, Record<string, string>>} */
const rows = {};
for (const [name, reader] of wanted) rows[name] = rowOf(await measure(reader));
printTable('Last byte of the last answer → event on the socket; card in → event', rows);

/**
 * @param {Reader} reader
 * @returns {Promise<Taps>}
 */
function measure({ readers, prepare, read, stand }) {
  return tidily(async (later) => {
    await prepare?.(later);
    // Where the records are asked for a holder, or the authority for a key, their time would be measured, too.
    return withStack(
      (stack) =>
        tidily(async (laterHere) => {
          const page = await PageClient.open(stack.kioskUrl);
          laterHere(() => page.socket.close());
          return takeTurns(await stand({ stack, page, later: laterHere }), read);
        }),
      { ...readers, authority: false },
    );
  });
}

/**
 * In turns, so that whatever else the machine does meets both.
 * @param {Record<'floor' | 'daemon', Side>} sides
 * @param {Reader['read']} read
 */
async function takeTurns({ floor, daemon }, read) {
  /** @type {Taps} */
  const taps = { floor: [], daemon: [] };
  for (let turn = 0; turn < Number(values.taps) + TAPS_DISCARDED; turn += 1) {
    const tap = { floor: await tapOn(floor, read), daemon: await tapOn(daemon, read) };
    if (turn < TAPS_DISCARDED) continue;
    taps.floor.push(tap.floor);
    taps.daemon.push(tap.daemon);
  }
  return taps;
}

/**
 * @param {Side} side
 * @param {Reader['read']} read
 * @returns {Promise<Tap>}
 */
async function tapOn({ client, device, ready, takeCard }, { command, card, lastAnswer, lookMs }) {
  await ready();
  await sleep(lookMs * (1 + Math.random()));
  const startMs = nowMs();
  await device.call('PUT /card', { card });
  const { atMs, message } = await client.next(
    ({ header }) => header.type === 'completion' && header.name === command,
  );
  if (message.header.completionCode !== 'success') throw new Error(JSON.stringify(message));
  const { lastByteOf } = await device.call('GET /state');
  await takeCard();
  return { addedMs: atMs - lastByteOf[lastAnswer].monotonicMs, wholeMs: atMs - startMs };
}

/** @param {Taps} taps */
function rowOf({ floor, daemon }) {
  const added = (/** @type {Tap[]} */ taps) => figures(taps.map(({ addedMs }) => addedMs * 1000));
  const wholeMs = (/** @type {Tap[]} */ taps) => figures(taps.map(({ wholeMs }) => wholeMs)).p50;
  const whole = (/** @type {number} */ value) => Math.round(value).toLocaleString('en');
  const us = { floor: added(floor), daemon: added(daemon) };
  return {
    n: String(us.daemon.n),
    'floor p50 µs': whole(us.floor.p50),
    'floor p95 µs': whole(us.floor.p95),
    'daemon p50 µs': whole(us.daemon.p50),
    'daemon p95 µs': whole(us.daemon.p95),
    'daemon ÷ floor': (us.daemon.p50 / us.floor.p50).toFixed(2),
    'floor, whole read p50 ms': whole(wholeMs(floor)),
    'daemon, whole read p50 ms': whole(wholeMs(daemon)),
  };
}
