import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPinPad } from '#device-daemon/devices/open-pin-pad.ts';
import type { PinPad } from '#device-daemon/devices/pin-pad-contract.ts';
import { PseudoTerminal } from '#test/fakes/ports/pseudo-terminal.ts';
import { eventually } from '#test/protocol/eventually.ts';
import { pinOf } from './bench.ts';

/** GnuPG's own program (Debian package pinentry-tty), told which terminal to use as a kiosk's shell would. */
const PINENTRY = '/usr/bin/pinentry-tty';
const PIN = '246810';
const PROMPT = '密码：';

let folder: string;
let terminal: PseudoTerminal;
let pad: PinPad;
let screen: string;
const log: unknown[] = [];

beforeEach(async () => {
  folder = await mkdtemp(`${tmpdir()}/real-pinentry-`);
  screen = '';
  terminal = new PseudoTerminal(`${folder}/terminal`, (bytes) => {
    screen += Buffer.from(bytes).toString('utf8');
  });
  const program = `${folder}/pinentry`;
  await writeFile(program, `#!/bin/sh\nexec ${PINENTRY} --ttyname '${terminal.port}' --ttytype xterm\n`);
  await chmod(program, 0o755);
  const note = (...line: unknown[]) => void log.push(line);
  pad = openPinPad({ kind: 'dialog', program }, { debug: note, info: note, warn: note, error: note });
  pad.start();
  await eventually(() => pad.status.device === 'online');
});
afterEach(async () => {
  await pad.stop();
  terminal.close();
  await rm(folder, { recursive: true, force: true });
});

const prompts = (): number => screen.split(PROMPT).length - 1;
const enter = (signal = new AbortController().signal) =>
  pad.enterPin({ keyPressed: () => expect.unreachable() }, signal);

async function type(text: string, prompt: number): Promise<void> {
  await eventually(() => prompts() >= prompt);
  terminal.write(Buffer.from(`${text}\n`));
}

describe('GnuPG’s pinentry', () => {
  it('asks for the PIN, shows no digit, and gives it', async () => {
    const entry = enter();
    await type(PIN, 1);
    expect(pinOf(await entry)).toBe(PIN);
    expect(screen).toContain('请输入社会保障卡密码（4 到 12 位数字）。');
    expect(screen).not.toContain(PIN);
    expect(JSON.stringify(log)).not.toContain(PIN);
  });

  it('asks again for what is no PIN', async () => {
    const entry = enter();
    await type('12', 1);
    await type(PIN, 2);
    expect(pinOf(await entry)).toBe(PIN);
    expect(screen).toContain('密码应为 4 到 12 位数字，请重新输入。');
  });

  it('is gone at once when the entry is canceled', async () => {
    const abort = new AbortController();
    const entry = enter(abort.signal);
    await eventually(() => prompts() === 1);
    abort.abort();
    expect(await entry).toEqual({ ok: false, error: 'canceled' });
    const next = enter();
    await type(PIN, 2);
    expect(pinOf(await next)).toBe(PIN);
  });
});
