import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PcscLibrary, type PcscListener, pcscOpener } from './pcsc.ts';
import { pcscErrorOf } from './pcsc-library.ts';

/** The native half of pcsc-mini, which the other half takes as an argument: tells what the test says. */
class NativeHalf {
  change: ((name: string, status: number, atr: Uint8Array) => void) | null = null;
  error: ((error: Error) => void) | null = null;
  starts = 0;
  stops = 0;
  /** What `start` and `stop` throw. */
  refusal: Error | null = null;

  readonly newClient = () => ({
    connect: () => Promise.reject(coded('NoSmartCard')),
    start: (
      onChange: (name: string, status: number, atr: Uint8Array) => void,
      onError: (error: Error) => void,
    ) => {
      if (this.refusal !== null) throw this.refusal;
      this.starts += 1;
      this.change = onChange;
      this.error = onError;
    },
    stop: () => {
      this.stops += 1;
      if (this.refusal !== null) throw this.refusal;
    },
  });
}

const coded = (code: string): Error => Object.assign(new Error('Error in native function'), { code });

/** winscard.h; the upper half counts insertions and removals. */
const STATE = { unavailable: 0x08, empty: 0x10, present: 0x20, mute: 0x200 };
const state = (flags: number, changes: number): number => (changes << 16) | flags | 0x02;

function library(native: NativeHalf): PcscLibrary {
  const real = createRequire(import.meta.url)('pcsc-mini') as PcscLibrary;
  const Client = class extends real.Client {
    constructor() {
      super(native as never);
    }
  };
  return { ...real, Client } as PcscLibrary;
}

function listening(): PcscListener & { readonly heard: string[] } {
  const heard: string[] = [];
  return {
    heard,
    readerChanged: ({ name, card, changes }) => heard.push(`${name}: ${card} ${changes}`),
    readerGone: (name) => heard.push(`${name}: gone`),
    lost: () => heard.push('lost'),
  };
}

let native: NativeHalf;
let open: ReturnType<typeof pcscOpener>;
beforeEach(() => {
  vi.useFakeTimers();
  native = new NativeHalf();
  const loaded = library(native);
  open = pcscOpener(() => loaded);
});
afterEach(() => vi.useRealTimers());

async function opened(listener: PcscListener) {
  const outcome = await open(listener);
  if (!outcome.ok) throw new Error(outcome.error);
  return outcome.value;
}

describe('what the service tells', () => {
  it('reaches the listener: readers that come, cards in them, readers that go and come under a new name', async () => {
    const listener = listening();
    await opened(listener);
    native.change?.('A 00 00', state(STATE.empty, 0), new Uint8Array());
    native.change?.('A 00 00', state(STATE.present, 1), new Uint8Array(33));
    native.change?.('B 00 00', state(STATE.present | STATE.mute, 0xffff), new Uint8Array());
    native.change?.('A 00 00', state(STATE.unavailable, 1), new Uint8Array());
    native.change?.('A 01 00', state(STATE.empty, 0), new Uint8Array());
    expect(listener.heard).toEqual([
      'A 00 00: absent 0',
      'A 00 00: present 1',
      'B 00 00: mute 65535',
      'A 00 00: gone',
      'A 01 00: absent 0',
    ]);
  });

  it('is told to whoever comes later, and no more to who has closed', async () => {
    const first = listening();
    const connection = await opened(first);
    native.change?.('A 00 00', state(STATE.present, 1), new Uint8Array());
    const second = listening();
    await opened(second);
    await connection.close();
    native.change?.('A 00 00', state(STATE.empty, 2), new Uint8Array());
    expect(first.heard).toEqual(['A 00 00: present 1']);
    expect(second.heard).toEqual(['A 00 00: present 1', 'A 00 00: absent 2']);
    expect(native.starts).toBe(1);
  });
});

describe('the connection of the library', () => {
  it('is stopped some time after the last user, and not while there is news', async () => {
    const connection = await opened(listening());
    await connection.close();
    vi.advanceTimersByTime(950);
    native.change?.('A 00 00', state(STATE.present, 1), new Uint8Array());
    vi.advanceTimersByTime(60);
    expect(native.stops).toBe(0);
    vi.advanceTimersByTime(400);
    expect(native.stops).toBe(1);
    await opened(listening());
    expect(native.starts).toBe(2);
  });

  it('is taken over by whoever opens in the meantime', async () => {
    const connection = await opened(listening());
    await connection.close();
    await connection.close();
    vi.advanceTimersByTime(900);
    await opened(listening());
    vi.advanceTimersByTime(10_000);
    expect(native).toMatchObject({ starts: 1, stops: 0 });
  });

  it('ends with the service: told once to all, and the next open makes a new one', async () => {
    const first = listening();
    const second = listening();
    const connection = await opened(first);
    await opened(second);
    native.refusal = coded('NoService');
    native.error?.(coded('CommError'));
    native.change?.('A 00 00', state(STATE.empty, 0), new Uint8Array());
    expect([first.heard, second.heard]).toEqual([['lost'], ['lost']]);
    expect(await connection.connect('A 00 00', 'exclusive')).toEqual({ ok: false, error: { type: 'gone' } });
    await connection.close();

    expect(await open(listening())).toEqual({ ok: false, error: 'failed' });
    native.refusal = null;
    const third = listening();
    await opened(third);
    native.change?.('A 00 00', state(STATE.empty, 0), new Uint8Array());
    expect(third.heard).toEqual(['A 00 00: absent 0']);
  });

  it('connects to no reader that is not there', async () => {
    const connection = await opened(listening());
    expect(await connection.connect('A 00 00', 'exclusive')).toEqual({ ok: false, error: { type: 'gone' } });
    native.change?.('A 00 00', state(STATE.empty, 0), new Uint8Array());
    expect(await connection.connect('A 00 00', 'exclusive')).toEqual({
      ok: false,
      error: { type: 'noCard' },
    });
  });
});

describe('a library that is missing', () => {
  it.each([
    ['the package', Object.assign(new Error("Cannot find module 'pcsc-mini'"), { code: 'MODULE_NOT_FOUND' })],
    [
      'libpcsclite',
      new Error(
        'Required addon dependency not found (@pcsc-mini/linux-x86_64-gnu):\nError: libpcsclite.so.1: cannot open shared object file: No such file or directory',
      ),
    ],
    ['a part for this system', new Error('Unsupported platform: linux-riscv64-glibc')],
  ])('is said to be: %s, and looked for again by the next open', async (_name, error) => {
    let isInstalled = false;
    const loaded = library(native);
    const openMissing = pcscOpener(() => {
      if (!isInstalled) throw error;
      return loaded;
    });
    expect(await openMissing(listening())).toEqual({ ok: false, error: 'libraryMissing' });
    isInstalled = true;
    expect(await openMissing(listening())).toMatchObject({ ok: true });
  });

  it('is not what any other error is taken for', async () => {
    const openWrong = pcscOpener(() => {
      throw new TypeError('a bug');
    });
    await expect(openWrong(listening())).rejects.toThrow('a bug');
  });
});

describe('words of the library', () => {
  it.each([
    ['ResetCard', { type: 'cardMoved' }],
    ['RemovedCard', { type: 'cardMoved' }],
    ['UnpoweredCard', { type: 'mute' }],
    ['UnresponsiveCard', { type: 'mute' }],
    ['NoSmartCard', { type: 'noCard' }],
    ['SharingViolation', { type: 'inUse' }],
    ['ProtoMismatch', { type: 'unsupported' }],
    ['NotTransacted', { type: 'notTransacted' }],
    ['ReaderUnavailable', { type: 'gone' }],
    ['NoService', { type: 'gone' }],
    ['InternalError', { type: 'failed', code: 'InternalError' }],
  ])('%s', (code, error) => {
    expect(pcscErrorOf(code)).toEqual(error);
  });
});
