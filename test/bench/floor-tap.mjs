// The floor for a tap: the least a Node program with `serialport` and `ws` can do. Polls, decodes name and number,
// pushes the same JSON as the daemon. No checks, no recovery, no product.
//   node test/bench/floor-tap.mjs PORT SERIAL_PATH POLL_MS [sdt | cvr-100 | cvr-100au]
import { SerialPort } from 'serialport';
import { WebSocketServer } from 'ws';

const [port, path, pollMs, model = 'sdt'] = process.argv.slice(2);
const SDT = {
  baudRate: 115200,
  find: Buffer.from('AAAAAA96690003200122', 'hex'),
  select: Buffer.from('AAAAAA96690003200221', 'hex'),
  read: Buffer.from('AAAAAA96690003300132', 'hex'),
};
/** What is said first, here to be heard at all: ten bytes of no meaning, which come back changed. */
const GREETING = Buffer.from('02001103AA00000000000000000000B803', 'hex');
/** @type {Record<string, typeof SDT & { start: Buffer }>} */
const MODELS = {
  sdt: { ...SDT, start: SDT.find },
  'cvr-100': { ...SDT, start: GREETING },
  'cvr-100au': {
    baudRate: 9600,
    find: Buffer.from('AAAAAA9669000300817C', 'hex'),
    select: Buffer.from('AAAAAA9669000300827B', 'hex'),
    read: Buffer.from('AAAAAA9669000300837A', 'hex'),
    start: Buffer.from('AAAAAA9669000300817C', 'hex'),
  },
};
const chosen = MODELS[model];
if (chosen === undefined) throw new Error(`no model ${model}`);
const { baudRate, start: START, find: FIND, select: SELECT, read: READ } = chosen;
const STAR = '＊＊＊＊＊＊';

const sockets = new WebSocketServer({ host: '127.0.0.1', port: Number(port), perMessageDeflate: false });
const serial = new SerialPort({ path: String(path), baudRate });
/** @type {Buffer} */
let collected = Buffer.alloc(0);
/** @type {Buffer} */
let step = START;

const send = (/** @type {Buffer} */ command) => {
  step = command;
  serial.write(command);
};

serial.on('data', (/** @type {Buffer} */ bytes) => {
  collected = collected.length === 0 ? bytes : Buffer.concat([collected, bytes]);
  if (step === GREETING) {
    if (collected.length < GREETING.length) return;
    collected = collected.subarray(GREETING.length);
    return send(FIND);
  }
  if (collected.length < 7) return;
  const length = collected.readUInt16BE(5);
  if (collected.length < 7 + length) return;
  const frame = collected.subarray(0, 7 + length);
  collected = collected.subarray(7 + length);
  const status = frame[9];
  if (step === FIND && status === 0x9f) return send(SELECT);
  if (step === SELECT && status === 0x90) return send(READ);
  if (step === READ && status === 0x90) {
    const text = frame.subarray(14, 270);
    const name = text.toString('utf16le', 0, 30).trimEnd();
    const number = text.toString('utf16le', 122, 158);
    const message = JSON.stringify({
      header: {
        type: 'completion',
        name: 'IdentityCard.Read',
        requestId: 1,
        version: '1.0',
        completionCode: 'success',
      },
      payload: {
        cardKind: 'residentIdentityCard',
        maskedName: `${name[0]}＊${name.at(-1)}`,
        maskedNumber: `${number.slice(0, 4)}${STAR}${number.slice(-4)}`,
      },
    });
    for (const client of sockets.clients) client.send(message);
  }
  setTimeout(() => send(FIND), Number(pollMs));
});
serial.on('open', () => send(START));
// A reader that still starts does not answer.
let heardAt = 0;
serial.on('data', () => {
  heardAt = Date.now();
});
setInterval(() => {
  if (Date.now() - heardAt < 1000) return;
  collected = Buffer.alloc(0);
  send(START);
}, 1000);
sockets.on('listening', () => console.log('ready'));
process.on('SIGTERM', () => process.exit(0));
