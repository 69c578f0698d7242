// A pinentry program whose person is a test.
//
//   node dist/fakes/pinentry.js --program PATH
//
// writes an executable file to PATH that the daemon can start as often as it likes. Each run of it passes its standard
// input and output on to this process, over a socket beside PATH.
//
//   PUT    /keys    {"keys":"246810"}, {"keys":["246810","enter"]}, {"keys":"cancel"}, {"keys":"expire"}
//   PUT    /program {"there":false}    it is uninstalled, or installed again
//   PUT    /faults  {…}                see faults.ts
//   GET    /state                      how many runs, is a dialog open, what it says, what was asked of it
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { bodyOf, FakeRefusal, serveFake } from '../fake-process.ts';
import { Dialog } from './dialog.ts';
import { Faults, NO_FAULTS } from './faults.ts';

const { values } = parseArgs({ options: { program: { type: 'string' }, relay: { type: 'string' } } });
if (values.relay !== undefined) relay(values.relay);
else if (values.program !== undefined) serve(values.program);
else throw new Error('--program PATH is missing: where the daemon is to find the program');

/** One run of the program: all it says and hears comes from the fake itself. */
function relay(path: string): void {
  const socket = connect(path);
  process.stdin.pipe(socket);
  socket.pipe(process.stdout);
  socket.on('close', () => process.exit(0));
  socket.on('error', () => process.exit(1));
}

function serve(program: string): void {
  const socketPath = `${program}.socket`;
  let faults = NO_FAULTS;
  let dialog: Dialog | null = null;
  let typed = '';
  let runs = 0;

  const server = createServer({ allowHalfOpen: false }, (socket: Socket) => {
    runs += 1;
    typed = '';
    const started = new Dialog(socket, faults);
    dialog = started;
    socket.on('close', () => {
      if (dialog === started) dialog = null;
    });
  });

  const install = () => {
    const command = [process.execPath, fileURLToPath(import.meta.url), '--relay', socketPath];
    writeFileSync(program, `#!/bin/sh\nexec ${command.map((word) => `'${word}'`).join(' ')}\n`);
    chmodSync(program, 0o755);
  };
  const uninstall = () => rmSync(program, { force: true });

  const state = () => ({
    program,
    there: existsSync(program),
    runs,
    running: dialog !== null,
    open: dialog?.open ?? false,
    labels: Object.fromEntries(dialog?.labels ?? []),
    commands: dialog?.commands ?? [],
    faults,
  });

  const press = (key: string) => {
    if (dialog === null || !dialog.open) throw new FakeRefusal(409, 'no dialog is open');
    if (key === 'cancel' || key === 'expire') {
      typed = '';
      dialog.act({ type: key });
    } else if (key === 'enter') {
      dialog.act({ type: 'enter', text: typed });
      typed = '';
    } else if (key === 'clear') typed = '';
    else typed += key;
  };

  server.listen(socketPath, () => {
    install();
    process.on('exit', () => {
      uninstall();
      rmSync(socketPath, { force: true });
    });
    process.on('SIGTERM', () => process.exit(0));
    process.on('SIGINT', () => process.exit(0));
    serveFake(
      {
        'GET /state': state,
        'PUT /keys': (body) => {
          const { keys } = bodyOf(v.strictObject({ keys: v.union([v.string(), v.array(v.string())]) }), body);
          for (const key of [keys].flat()) press(key);
          return state();
        },
        'PUT /program': (body) => {
          if (bodyOf(v.strictObject({ there: v.boolean() }), body).there) install();
          else uninstall();
          return state();
        },
        'PUT /faults': (body) => {
          faults = bodyOf(Faults, body);
          return state();
        },
      },
      { program },
    );
  });
}
