// A socket for headphones whose switch is a Linux input device: a named pipe that carries what the kernel would send.
//
//   node dist/fakes/headphone-jack.js --link PATH [--word-bytes 8]
//
// `--word-bytes 4` sends the records of a 32-bit kernel.
//
//   PUT /jack   {"plugged":true}     headphones are plugged in, or pulled
//   PUT /bytes  {"hex":"…"}          anything else that the device may send
//   PUT /power  {"on":false}         the device goes away with its sound card, or comes back; it does not tell its state
//   GET /changes                     when headphones were plugged and pulled
//   GET /state
import { spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, rmSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { bodyOf, FakeRefusal, serveFake } from '../fake-process.ts';

const EV_SYN = 0;
const EV_SW = 5;
const SW_HEADPHONE_INSERT = 2;

const { values } = parseArgs({
  options: { link: { type: 'string' }, 'word-bytes': { type: 'string', default: '8' } },
});
if (values.link === undefined) throw new Error('--link PATH is missing: where the device is to be found');
const link = values.link;
const wordBytes = Number(values['word-bytes']);

let plugged = false;
let pipe: number | null = null;
const changes: { plugged: boolean; atMs: number }[] = [];

function setPower(on: boolean): void {
  if (on === (pipe !== null)) return;
  if (pipe !== null) {
    rmSync(link, { force: true });
    closeSync(pipe);
    pipe = null;
    return;
  }
  rmSync(link, { force: true });
  const { status, stderr } = spawnSync('mkfifo', [link]);
  if (status !== 0) throw new Error(`mkfifo ${link} failed: ${String(stderr)}`);
  // Both ways: a pipe that nobody reads yet would refuse to be opened for writing.
  pipe = openSync(link, constants.O_RDWR | constants.O_NONBLOCK);
}

/** struct input_event: seconds and microseconds as words, then type, code and value. */
function record(type: number, code: number, value: number): Buffer {
  const bytes = Buffer.alloc(2 * wordBytes + 8);
  bytes.writeUInt32LE(Math.floor(Date.now() / 1000), 0);
  bytes.writeUInt32LE((Date.now() % 1000) * 1000, wordBytes);
  bytes.writeUInt16LE(type, 2 * wordBytes);
  bytes.writeUInt16LE(code, 2 * wordBytes + 2);
  bytes.writeInt32LE(value, 2 * wordBytes + 4);
  return bytes;
}

function send(bytes: Buffer): void {
  if (pipe === null) throw new FakeRefusal(409, 'the device is not there');
  writeSync(pipe, bytes);
}

const state = () => ({ power: pipe !== null, link, plugged });

setPower(true);
process.on('exit', () => setPower(false));
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => process.exit(0));

const setJack = (body: unknown) => {
  plugged = bodyOf(v.strictObject({ plugged: v.boolean() }), body).plugged;
  changes.push({ plugged, atMs: Date.now() });
  // Without the device nobody learns of it: the kernel tells changes only.
  if (pipe !== null) {
    send(Buffer.concat([record(EV_SW, SW_HEADPHONE_INSERT, plugged ? 1 : 0), record(EV_SYN, 0, 0)]));
  }
  return state();
};

serveFake(
  {
    'GET /state': state,
    'GET /changes': () => changes,
    'PUT /jack': setJack,
    'PUT /bytes': (body) => {
      const Bytes = v.strictObject({ hex: v.pipe(v.string(), v.regex(/^([\da-f]{2})*$/)) });
      send(Buffer.from(bodyOf(Bytes, body).hex, 'hex'));
      return state();
    },
    'PUT /power': (body) => {
      setPower(bodyOf(v.strictObject({ on: v.boolean() }), body).on);
      return state();
    },
  },
  { link },
);
