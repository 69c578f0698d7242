// Runs inside the guest and does there what the tests on the host ask for, over HTTP:
//
//   GET    /                                              the guest is up
//   POST   /run            { command, user, timeoutMs }   runs to its end → { code, signal, output }
//   PUT    /programs/NAME  { command, user }              starts a program that stays
//   GET    /programs/NAME                                 → { running, code, signal, output }
//   DELETE /programs/NAME                                 SIGTERM, then SIGKILL → as GET
//   PUT    /files          { path, text, user }           writes a file that only this user can read
//   PUT    /ports/PORT                                    lets the host reach 127.0.0.1:PORT of the guest
//
// Plain JavaScript: the guest runs it from the checkout without a build.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { dirname } from 'node:path';

/** As init.sh puts them into /etc/passwd. @type {Record<string, { uid: number, gid: number }>} */
const USERS = {
  root: { uid: 0, gid: 0 },
  kiosk: { uid: 990, gid: 990 },
  nobody: { uid: 65534, gid: 65534 },
};
const GUEST_ADDRESS = '10.0.2.15';
const OUTPUT_MAX_CHARS = 1_000_000;
const STOP_TIMEOUT_MS = 20_000;

/** @typedef {{ child: import('node:child_process').ChildProcess, output: string }} Program */

/** @type {Map<string, Program>} */
const programs = new Map();

/** @type {Set<number>} */
const forwarded = new Set();

/**
 * @param {{ command: string[], user: string }} wanted
 * @returns {Program}
 */
function start({ command: [program = '', ...args], user }) {
  const who = USERS[user];
  if (who === undefined) throw new Error(`there is no user ${user}`);
  const child = spawn(program, args, {
    ...who,
    cwd: '/',
    env: { ...process.env, HOME: '/tmp' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const started = { child, output: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8');
    stream?.on('data', (/** @type {string} */ text) => {
      started.output = (started.output + text).slice(-OUTPUT_MAX_CHARS);
    });
  }
  child.on('error', (error) => {
    started.output += `${error}\n`;
  });
  return started;
}

/** @param {Program} program */
function stateOf({ child, output }) {
  const running = child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  return { running, code: child.exitCode, signal: child.signalCode, output };
}

/**
 * @param {Program} program
 * @param {NodeJS.Signals} signal
 */
function killGroup({ child }, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * @param {Program} program
 * @param {number} timeoutMs
 */
async function end(program, timeoutMs) {
  if (!stateOf(program).running) return;
  const closed = once(program.child, 'close');
  const late = setTimeout(() => killGroup(program, 'SIGKILL'), timeoutMs);
  await closed;
  clearTimeout(late);
}

/** The daemon listens on the guest's loopback alone, as it should; the host comes in by the guest's address. */
async function forward(/** @type {number} */ port) {
  if (forwarded.has(port)) return;
  const server = createTcpServer({ noDelay: true }, (outside) => {
    const inside = connect({ port, host: '127.0.0.1', noDelay: true });
    outside.pipe(inside).pipe(outside);
    outside.on('error', () => inside.destroy());
    inside.on('error', () => outside.destroy());
    outside.on('close', () => inside.destroy());
    inside.on('close', () => outside.destroy());
  });
  server.listen(port, GUEST_ADDRESS);
  await once(server, 'listening');
  forwarded.add(port);
}

/** @type {Record<string, (name: string, body: any) => unknown>} */
const CALLS = {
  'GET ': () => ({ up: true }),
  'POST run': async (_name, body) => {
    const program = start(body);
    await end(program, body.timeoutMs);
    return stateOf(program);
  },
  'PUT programs': (name, body) => {
    const before = programs.get(name);
    if (before !== undefined && stateOf(before).running) throw new Error(`${name} is running`);
    const program = start(body);
    programs.set(name, program);
    return stateOf(program);
  },
  'GET programs': (name) => stateOf(programNamed(name)),
  'DELETE programs': async (name) => {
    const program = programNamed(name);
    killGroup(program, 'SIGTERM');
    await end(program, STOP_TIMEOUT_MS);
    // What it started itself goes with it.
    killGroup(program, 'SIGKILL');
    return stateOf(program);
  },
  'PUT files': async (_name, { path, text, user }) => {
    const who = USERS[user];
    if (who === undefined) throw new Error(`there is no user ${user}`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { mode: 0o600 });
    await chown(path, who.uid, who.gid);
    await chown(dirname(path), who.uid, who.gid);
    return {};
  },
  'PUT ports': async (port) => {
    await forward(Number(port));
    return {};
  },
};

/** @param {string} name */
function programNamed(name) {
  const program = programs.get(name);
  if (program === undefined) throw new Error(`${name} was never started`);
  return program;
}

const server = createServer(async (request, response) => {
  try {
    const [, kind = '', name = ''] = (request.url ?? '/').split('/');
    const call = CALLS[`${request.method} ${kind}`];
    if (call === undefined) throw new Error(`no such call: ${request.method} ${request.url}`);
    let text = '';
    request.setEncoding('utf8');
    for await (const piece of request) text += piece;
    const result = await call(decodeURIComponent(name), text === '' ? undefined : JSON.parse(text));
    response.end(JSON.stringify(result));
  } catch (error) {
    response.statusCode = 400;
    response.end(String(error));
  }
});
server.listen(Number(process.argv[2]), GUEST_ADDRESS);
