// The floor for a tap: the least a Node program with `serialport` and `ws` can do. Polls, decodes name and number,
// pushes the same JSON as the daemon. No checks, no recovery, no product.
//   node test/bench/floor-tap.mjs PORT SERIAL_PATH POLL_MS
import { SerialPort } from 'serialport';
import { WebSocketServer } from 'ws';

const [port, path, pollMs] = process.argv.slice(2);
const FIND = Buffer.from('AAAAAA96690003200122', 'hex');
const SELECT = Buffer.from('AAAAAA96690003200221', 'hex');
const READ = Buffer.from('AAAAAA96690003300132', 'hex');
const STAR = '＊＊＊＊＊＊';

const sockets = new WebSocketServer({ host: '127.0.0.1', port: Number(port), perMessageDeflate: false });
const serial = new SerialPort({ path: String(path), baudRate: 115200 });
/** @type {Buffer} */
let collected = Buffer.alloc(0);
/** @type {Buffer} */
let step = FIND;

const send = (/** @type {Buffer} */ command) => {
  step = command;
  serial.write(command);
};

serial.on('data', (/** @type {Buffer} */ bytes) => {
  collected = collected.length === 0 ? bytes : Buffer.concat([collected, bytes]);
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
serial.on('open', () => send(FIND));
// A reader that still starts does not answer.
let heardAt = 0;
serial.on('data', () => {
  heardAt = Date.now();
});
setInterval(() => {
  if (Date.now() - heardAt < 1000) return;
  collected = Buffer.alloc(0);
  send(FIND);
}, 1000);
sockets.on('listening', () => console.log('ready'));
process.on('SIGTERM', () => process.exit(0));
