import type { LinkFault } from '../link-fault.ts';
import {
  type CollectOutcome,
  PIN_ENTRY_MS,
  PIN_MAX_DIGITS,
  PIN_MIN_DIGITS,
  type PinCollection,
  type PinEnd,
  type PinPadSelfTest,
} from '../pin-pad/pin-pad-driver.ts';
import { type PinentryReply, PinentrySession } from './session.ts';

/** What the dialog says; each is one Assuan command. */
const DIALOG = [
  ['OPTION', 'lc-ctype=C.UTF-8'],
  ['SETTITLE', '社会保障卡密码'],
  ['SETDESC', `请输入社会保障卡密码（${PIN_MIN_DIGITS} 到 ${PIN_MAX_DIGITS} 位数字）。`],
  ['SETPROMPT', '密码：'],
  ['SETOK', '确定'],
  ['SETCANCEL', '取消'],
] as const;
const NOT_A_PIN = `密码应为 ${PIN_MIN_DIGITS} 到 ${PIN_MAX_DIGITS} 位数字，请重新输入。`;

/** libgpg-error: the lower 16 bits of a code. */
const TIMEOUT = 62;
const CANCELED = 99;
const FULLY_CANCELED = 198;

/** After this the daemon ends a dialog that did not notice itself that its time is over. */
const OVERTIME_MS = 1000;

/** Greets the program and asks what it is. */
export async function askFlavor(program: string): Promise<PinPadSelfTest> {
  const session = new PinentrySession(program);
  let flavor = '';
  const greeted = await session.greeting();
  if (greeted.type === 'ok') {
    const onData = (bytes: Uint8Array) => {
      flavor = Buffer.from(bytes.subarray(0, 40)).toString('latin1');
    };
    await session.command('GETINFO', 'flavor', { onData });
  } else {
    session.kill();
  }
  await session.close();
  if (greeted.type !== 'ok') return faultOf(greeted);
  return { type: 'well', description: /^[\x20-\x7e]+$/.test(flavor) ? flavor : null };
}

/** One dialog from its appearing to its end. It tells no keys: the person sees what was typed in the dialog itself. */
export async function runDialog(
  program: string,
  collection: PinCollection,
  signal: AbortSignal,
): Promise<CollectOutcome> {
  const session = new PinentrySession(program);
  const cancel = () => session.kill();
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  const outcome = await converse(session, collection);
  signal.removeEventListener('abort', cancel);
  if (signal.aborted) {
    collection.digits.fill(0);
    return { type: 'ended', end: { type: 'canceled' }, closing: closed(session, WELL) };
  }
  if (isFault(outcome)) return closed(session, outcome);
  // A dialog that crashed is tried again before the next citizen sees it.
  return {
    type: 'ended',
    end: outcome,
    closing: closed(session, outcome.type === 'lost' ? { type: 'silent' } : WELL),
  };
}

const WELL = { type: 'well' } as const;

const isFault = (outcome: PinEnd | LinkFault): outcome is LinkFault =>
  outcome.type === 'silent' || outcome.type === 'garbled' || outcome.type === 'broken';

async function closed<T>(session: PinentrySession, outcome: T): Promise<T> {
  await session.close();
  return outcome;
}

async function converse(session: PinentrySession, collection: PinCollection): Promise<PinEnd | LinkFault> {
  const endsAtMs = performance.now() + PIN_ENTRY_MS;
  const greeted = await session.greeting();
  if (greeted.type !== 'ok') return failed(session, greeted);
  for (const [command, argument] of DIALOG) {
    const reply = await session.command(command, argument);
    // A program that cannot set a label or an option serves all the same.
    if (reply.type === 'gone' || reply.type === 'silent') return failed(session, reply);
  }
  for (;;) {
    const restMs = endsAtMs - performance.now();
    if (restMs <= 0) return { type: 'timeOut' };
    await session.command('SETTIMEOUT', String(Math.ceil(restMs / 1000)));
    const answer = new DigitReader(collection.digits);
    const reply = await session.command('GETPIN', undefined, {
      timeoutMs: restMs + OVERTIME_MS,
      onData: (bytes) => answer.read(bytes),
    });
    if (reply.type === 'ok' && answer.isPin) return { type: 'entered', count: answer.count };
    collection.digits.fill(0);
    if (reply.type !== 'ok') return endOf(session, reply);
    await session.command('SETERROR', NOT_A_PIN);
  }
}

/** Takes digits out of what was entered, byte by byte; the whole of it is never put together. */
class DigitReader {
  readonly #digits: Uint8Array;
  #acceptable = true;
  count = 0;

  constructor(digits: Uint8Array) {
    this.#digits = digits;
  }

  get isPin(): boolean {
    return this.#acceptable && this.count >= PIN_MIN_DIGITS && this.count <= PIN_MAX_DIGITS;
  }

  read(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte < 0x30 || byte > 0x39) this.#acceptable = false;
      else if (this.count < PIN_MAX_DIGITS) this.#digits[this.count] = byte - 0x30;
      this.count += 1;
    }
  }
}

function endOf(session: PinentrySession, reply: Exclude<PinentryReply, { type: 'ok' }>): PinEnd | LinkFault {
  if (reply.type === 'gone') return { type: 'lost' };
  if (reply.type === 'silent') {
    session.kill();
    return { type: 'timeOut' };
  }
  const error = reply.code & 0xffff;
  if (error === CANCELED || error === FULLY_CANCELED) return { type: 'personCanceled' };
  return error === TIMEOUT ? { type: 'timeOut' } : faultOf(reply);
}

function failed(session: PinentrySession, reply: Exclude<PinentryReply, { type: 'ok' }>): LinkFault {
  session.kill();
  return faultOf(reply);
}

function faultOf(reply: Exclude<PinentryReply, { type: 'ok' }>): LinkFault {
  switch (reply.type) {
    case 'err':
      return { type: 'broken', code: `pinentry ${reply.code & 0xffff}` };
    case 'gone':
      return { type: 'garbled' };
    case 'silent':
      return { type: 'silent' };
  }
}
