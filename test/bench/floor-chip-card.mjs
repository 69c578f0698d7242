// The floor for a social-security card: the least a Node program with `serialport` or `pcsc-mini`, and `ws` can do. The
// same requests in the same order as the daemon's, whole answers waited for, name and number decoded, the same JSON
// pushed. No checks, no timers, no recovery, no product.
//   node test/bench/floor-chip-card.mjs PORT crt-591|crt-310 SERIAL_PATH
//   node test/bench/floor-chip-card.mjs PORT pcsc
import { setTimeout as sleep } from 'node:timers/promises';
import { SerialPort } from 'serialport';
import { WebSocketServer } from 'ws';

const [port, reader, path] = process.argv.slice(2);
const POLL_MS = 150;
const [ACK, ENQ] = [Buffer.of(0x06), Buffer.of(0x05)];
const STAR = '＊＊＊＊＊＊';
const gb18030 = new TextDecoder('gb18030');

/** @typedef {(command: readonly number[]) => Promise<Uint8Array>} Transmit */

const sockets = new WebSocketServer({ host: '127.0.0.1', port: Number(port), perMessageDeflate: false });
sockets.on('listening', () => console.log('ready'));
process.on('SIGTERM', () => process.exit(0));

/** @param {Transmit} transmit */
async function readCard(transmit) {
  await exchange(transmit, [
    0x00,
    0xa4,
    0x04,
    0x00,
    15,
    ...Buffer.from('7378312e73682ec9e7bbe1b1a3d5cf', 'hex'),
  ]);
  await exchange(transmit, [0x00, 0xa4, 0x02, 0x00, 2, 0xef, 0x05]);
  for (const tag of [0x01, 0x03, 0x05, 0x06, 0x07]) await record(transmit, tag);
  const pin = await transmit([0x00, 0x20, 0x00, 0x00, 0x00]);
  await exchange(transmit, [0x00, 0xa4, 0x02, 0x00, 2, 0xef, 0x06]);
  const number = Buffer.from(await record(transmit, 0x08)).toString('latin1');
  const name = gb18030.decode(await record(transmit, 0x09)).replace(/\0+$/, '');
  for (const tag of [0x4e, 0x0a, 0x0b, 0x0c, 0x0d]) await record(transmit, tag);
  const message = JSON.stringify({
    header: {
      type: 'completion',
      name: 'SocialSecurityCard.Read',
      requestId: 1,
      version: '1.0',
      completionCode: 'success',
    },
    payload: {
      cardKind: 'socialSecurityCard',
      maskedName: `${name[0]}＊${name.at(-1)}`,
      maskedNumber: `${number.slice(0, 4)}${STAR}${number.slice(-4)}`,
      pinTriesLeft: (pin[1] ?? 0) & 0x0f,
    },
  });
  for (const client of sockets.clients) client.send(message);
}

/**
 * @param {Transmit} transmit
 * @param {number} tag
 */
async function record(transmit, tag) {
  return (await exchange(transmit, [0x00, 0xb2, tag, 0x00, 0x00])).subarray(2);
}

/**
 * @param {Transmit} transmit
 * @param {readonly number[]} command
 */
async function exchange(transmit, command) {
  for (let answer = await transmit(command); ; ) {
    const [sw1, sw2 = 0] = answer.subarray(-2);
    if (sw1 === 0x6c) answer = await transmit([...command.slice(0, 4), sw2]);
    else if (sw1 === 0x61) answer = await transmit([0x00, 0xc0, 0x00, 0x00, sw2]);
    else return answer.subarray(0, -2);
  }
}

/** @param {string} serialPath */
async function serveMotorised(serialPath) {
  const unit = /** @type {Record<string, typeof UNITS[keyof typeof UNITS]>} */ (UNITS)[String(reader)];
  if (unit === undefined) throw new Error(`no reader ${reader}`);
  const ask = unitOn(new SerialPort({ path: serialPath, baudRate: 9600 }), unit);
  /** @type {Transmit} */
  const transmit = async (command) => (await ask(unit.apdu(command))).subarray(unit.answerFrom);
  for (const command of unit.start) await ask(command);
  for (;;) {
    await ask(unit.permit);
    while (!unit.isInside(await ask(unit.status))) await sleep(POLL_MS);
    for (const command of unit.power) await ask(command);
    await readCard(transmit);
    for (const command of unit.giveBack) await ask(command);
    while (!unit.isGone(await ask(unit.status))) await sleep(POLL_MS);
  }
}

const UNITS = {
  'crt-591': {
    head: [0xf2, 0x00],
    asks: false,
    start: [[0x43, 0x30, 0x33]],
    permit: [0x43, 0x33, 0x30],
    status: [0x43, 0x31, 0x30],
    power: [
      [0x43, 0x31, 0x30],
      [0x43, 0x32, 0x31],
      [0x43, 0x50, 0x30],
      [0x43, 0x51, 0x30, 0x33],
    ],
    giveBack: [
      [0x43, 0x51, 0x31],
      [0x43, 0x32, 0x39],
    ],
    apdu: (/** @type {readonly number[]} */ command) => [0x43, 0x51, 0x39, ...command],
    answerFrom: 6,
    isInside: (/** @type {Uint8Array} */ text) => text[3] === 0x32,
    isGone: (/** @type {Uint8Array} */ text) => text[3] === 0x30,
  },
  'crt-310': {
    head: [0x02],
    asks: true,
    start: [
      [0x30, 0x30],
      [0x2e, 0x33],
    ],
    permit: [0x2f, 0x33, 0x31],
    status: [0x31, 0x30],
    power: [
      [0x33, 0x30],
      [0x37, 0x30],
    ],
    giveBack: [
      [0x33, 0x31],
      [0x32, 0x30],
    ],
    /** Its answers hold 255 bytes, so that is what it is asked for. */
    apdu: (/** @type {readonly number[]} */ command) => {
      const isRead = command[1] === 0xb2 && command[4] === 0x00;
      const asked = isRead ? [...command.slice(0, 4), 0xff] : command;
      return [0x37, 0x31, 0x00, asked.length, ...asked];
    },
    answerFrom: 5,
    isInside: (/** @type {Uint8Array} */ text) => text[2] === 0x4b,
    isGone: (/** @type {Uint8Array} */ text) => text[2] === 0x4e,
  },
};

/**
 * One command after the other: frame, ACK, ENQ where the unit wants to be asked, answer, ACK.
 * @param {SerialPort} serial
 * @param {{ head: readonly number[], asks: boolean }} unit
 * @returns {(text: readonly number[]) => Promise<Buffer>}
 */
function unitOn(serial, { head, asks }) {
  const textFrom = head.length + 2;
  /** @type {Buffer} */
  let collected = Buffer.alloc(0);
  /** @type {(text: Buffer) => void} */
  let settle = () => undefined;
  serial.on('data', (/** @type {Buffer} */ bytes) => {
    collected = collected.length === 0 ? bytes : Buffer.concat([collected, bytes]);
    if (collected[0] === ACK[0]) {
      collected = collected.subarray(1);
      if (asks) serial.write(ENQ);
    }
    if (collected.length < textFrom) return;
    const end = textFrom + collected.readUInt16BE(head.length);
    if (collected.length < end + 2) return;
    const text = collected.subarray(textFrom, end);
    collected = collected.subarray(end + 2);
    serial.write(ACK);
    settle(text);
  });
  return (text) =>
    new Promise((resolve) => {
      settle = resolve;
      const frame = Buffer.of(...head, text.length >> 8, text.length & 0xff, ...text, 0x03, 0x00);
      frame[frame.length - 1] = frame.reduce((sum, byte) => sum ^ byte, 0);
      serial.write(frame);
    });
}

async function servePcsc() {
  const { CardDisposition, CardMode, Client, ReaderStatus } = await import('pcsc-mini');
  const buffer = new ArrayBuffer(258);
  const service = new Client();
  service.on('reader', (slot) => {
    let isRead = false;
    slot.on('change', async (status) => {
      if (!status.has(ReaderStatus.PRESENT)) isRead = false;
      else if (!isRead) {
        isRead = true;
        const card = await slot.connect(CardMode.EXCLUSIVE);
        await readCard((command) => card.transmit(Uint8Array.from(command), buffer));
        await card.disconnect(CardDisposition.UNPOWER);
      }
    });
  });
  service.start();
}

await (reader === 'pcsc' ? servePcsc() : serveMotorised(String(path)));
